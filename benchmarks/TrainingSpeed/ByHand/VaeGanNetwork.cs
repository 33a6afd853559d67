using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelDsl.Benchmarks.ByHand;

/// <summary>The networks and the two steps of <c>VaeGan</c>, with pixels in [−1, 1].</summary>
internal sealed class VaeGanNetwork : INetwork
{
    private const int Latent = 32;

    private readonly Sequential _encoder = Convolutions(Latent);
    private readonly Sequential _decoder = Sequential(
        Linear(Latent, 7 * 7 * 256, hasBias: false), BatchNorm1d(7 * 7 * 256), LeakyReLU(0.3), Unflatten(1, [256, 7, 7]),
        ConvTranspose2d(256, 128, 5, padding: 2), BatchNorm2d(128), LeakyReLU(0.3),
        ConvTranspose2d(128, 64, 5, stride: 2, padding: 2, output_padding: 1), BatchNorm2d(64), LeakyReLU(0.3),
        ConvTranspose2d(64, 1, 5, stride: 2, padding: 2, output_padding: 1), Tanh());
    private readonly Sequential _discriminator = Convolutions(1);
    private readonly Adam _generatorOptimizer;
    private readonly Adam _discriminatorOptimizer;

    public VaeGanNetwork()
    {
        _generatorOptimizer = optim.Adam(_encoder.parameters().Concat(_decoder.parameters()), 2e-4, beta1: 0.5);
        _discriminatorOptimizer = optim.Adam(_discriminator.parameters(), 2e-4, beta1: 0.5);
    }

    public long[] Shape => [1, 28, 28];

    public IReadOnlyList<Module> Modules => [_encoder, _decoder, _discriminator];

    public Tensor Step(Tensor pixels)
    {
        var images = pixels * 2 - 1;
        _generatorOptimizer.zero_grad();
        var code = _encoder.call(images);
        var reconstruction = _decoder.call(code);
        var generated = _decoder.call(randn_like(code));
        var loss = functional.mse_loss(reconstruction, images)
            + functional.softplus(-_discriminator.call(reconstruction)).mean() + functional.softplus(-_discriminator.call(generated)).mean();
        loss.backward();
        _generatorOptimizer.step();

        _discriminatorOptimizer.zero_grad();
        var positive = _discriminator.call(images);
        var negative = cat([_discriminator.call(reconstruction.detach()), _discriminator.call(generated.detach())]);
        (functional.softplus(-positive).mean() + functional.softplus(negative).mean()).backward();
        _discriminatorOptimizer.step();
        return loss.detach();
    }

    public Tensor Reconstruct(Tensor pixels) => (_decoder.call(_encoder.call(pixels * 2 - 1)) + 1) / 2;

    private static Sequential Convolutions(long outputs) => Sequential(
        Conv2d(1, 64, 5, stride: 2, padding: 2), BatchNorm2d(64), LeakyReLU(0.3),
        Conv2d(64, 128, 5, stride: 2, padding: 2), BatchNorm2d(128), LeakyReLU(0.3),
        Flatten(), Linear(128 * 7 * 7, outputs));

    public void Dispose()
    {
        foreach (var part in (IEnumerable<IDisposable>)[_generatorOptimizer, _discriminatorOptimizer, .. Modules])
            part.Dispose();
    }
}
