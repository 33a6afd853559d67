using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelDsl.Benchmarks.ByHand;

/// <summary>The network and the bound of <c>Vae</c>.</summary>
internal sealed class VaeNetwork : INetwork
{
    private readonly Sequential _hidden = Sequential(Linear(784, 256), ReLU(), Linear(256, 64), ReLU(), Linear(64, 32), ReLU());
    private readonly Linear _mean = Linear(32, 10);
    private readonly Linear _logVariance = Linear(32, 10);
    private readonly Sequential _decoder = Sequential(Linear(10, 32), ReLU(), Linear(32, 64), ReLU(), Linear(64, 256), ReLU(), Linear(256, 784));
    private readonly Adam _optimizer;

    public VaeNetwork() => _optimizer = optim.Adam(Modules.SelectMany(module => module.parameters()), 1e-3);

    public long[] Shape => [784];

    public IReadOnlyList<Module> Modules => [_hidden, _mean, _logVariance, _decoder];

    public Tensor Step(Tensor images)
    {
        _optimizer.zero_grad();
        var hidden = _hidden.call(images);
        var (mean, logVariance) = (_mean.call(hidden), _logVariance.call(hidden));
        var code = mean + (logVariance * 0.5).exp() * randn_like(mean);
        var reconstruction = functional.binary_cross_entropy_with_logits(_decoder.call(code), images, reduction: Reduction.Sum);
        var klDivergence = (logVariance.exp() + mean.square() - 1 - logVariance).sum() * 0.5;
        var loss = (reconstruction + klDivergence) / images.shape[0];
        loss.backward();
        _optimizer.step();
        return loss.detach();
    }

    public Tensor Reconstruct(Tensor images) => _decoder.call(_mean.call(_hidden.call(images))).sigmoid();

    public void Dispose()
    {
        foreach (var part in (IEnumerable<IDisposable>)[_optimizer, .. Modules])
            part.Dispose();
    }
}
