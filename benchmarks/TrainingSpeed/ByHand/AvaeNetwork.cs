using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelDsl.Benchmarks.ByHand;

/// <summary>The networks and the three steps of <c>Avae</c>.</summary>
internal sealed class AvaeNetwork : INetwork
{
    private const int Noise = 10;

    private readonly Sequential _hidden = Sequential(Linear(784 + Noise, 256), ReLU(), Linear(256, 64), ReLU(), Linear(64, 32), ReLU());
    private readonly Linear _mean = Linear(32, 10);
    private readonly Linear _logVariance = Linear(32, 10);
    private readonly Sequential _decoder = Sequential(Linear(10, 32), ReLU(), Linear(32, 64), ReLU(), Linear(64, 256), ReLU(), Linear(256, 784));
    private readonly Sequential _discriminator = Sequential(
        Linear(784 + 10, 256), ReLU(), Linear(256, 64), ReLU(), Linear(64, 32), ReLU(), Linear(32, 1));
    private readonly Adam _boundOptimizer;
    private readonly Adam _discriminatorOptimizer;
    private readonly Adam _inferenceOptimizer;

    public AvaeNetwork()
    {
        var encoder = new Module[] { _hidden, _mean, _logVariance }.SelectMany(module => module.parameters()).ToList();
        _boundOptimizer = optim.Adam(encoder.Concat(_decoder.parameters()), 1e-3);
        _discriminatorOptimizer = optim.Adam(_discriminator.parameters(), 1e-3);
        _inferenceOptimizer = optim.Adam(encoder, 1e-4);
    }

    public long[] Shape => [784];

    public IReadOnlyList<Module> Modules => [_hidden, _mean, _logVariance, _decoder, _discriminator];

    public Tensor Step(Tensor images)
    {
        _boundOptimizer.zero_grad();
        var (mean, logVariance) = Encode(images);
        var code = Sample(mean, logVariance);
        var reconstruction = functional.binary_cross_entropy_with_logits(_decoder.call(code), images, reduction: Reduction.Sum);
        var klDivergence = (logVariance.exp() + mean.square() - 1 - logVariance).sum() * 0.5;
        var loss = (reconstruction + klDivergence) / images.shape[0];
        loss.backward();
        _boundOptimizer.step();

        _discriminatorOptimizer.zero_grad();
        var positive = Discriminate(images, randn_like(code));
        var negative = Discriminate(images, code.detach());
        (functional.softplus(-positive).mean() + functional.softplus(negative).mean()).backward();
        _discriminatorOptimizer.step();

        _inferenceOptimizer.zero_grad();
        var (newMean, newLogVariance) = Encode(images);
        (-functional.softplus(Discriminate(images, Sample(newMean, newLogVariance))).mean()).backward();
        _inferenceOptimizer.step();
        return loss.detach();
    }

    public Tensor Reconstruct(Tensor images) => _decoder.call(Encode(images).Mean).sigmoid();

    private (Tensor Mean, Tensor LogVariance) Encode(Tensor images)
    {
        var hidden = _hidden.call(cat([images, randn(images.shape[0], Noise)], 1));
        return (_mean.call(hidden), _logVariance.call(hidden));
    }

    private Tensor Discriminate(Tensor images, Tensor code) => _discriminator.call(cat([images, code], 1));

    private static Tensor Sample(Tensor mean, Tensor logVariance) => mean + (logVariance * 0.5).exp() * randn_like(mean);

    public void Dispose()
    {
        foreach (var part in (IEnumerable<IDisposable>)[_boundOptimizer, _discriminatorOptimizer, _inferenceOptimizer, .. Modules])
            part.Dispose();
    }
}
