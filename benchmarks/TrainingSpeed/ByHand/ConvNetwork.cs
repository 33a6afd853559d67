using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelDsl.Benchmarks.ByHand;

/// <summary>The network of <c>ConvAutoencoder</c>.</summary>
internal sealed class ConvNetwork : INetwork
{
    private readonly Sequential _model = Sequential(
        Conv2d(1, 32, 3, stride: 2, padding: 1), ReLU(),
        Conv2d(32, 64, 3, stride: 2, padding: 1), ReLU(),
        Flatten(), Linear(64 * 7 * 7, 16),
        Linear(16, 64 * 7 * 7), ReLU(), Unflatten(1, [64, 7, 7]),
        ConvTranspose2d(64, 32, 3, stride: 2, padding: 1, output_padding: 1), ReLU(),
        ConvTranspose2d(32, 1, 3, stride: 2, padding: 1, output_padding: 1), Sigmoid());
    private readonly Adam _optimizer;

    public ConvNetwork() => _optimizer = optim.Adam(_model.parameters(), 1e-3);

    public long[] Shape => [1, 28, 28];

    public IReadOnlyList<Module> Modules => [_model];

    public Tensor Step(Tensor images)
    {
        _optimizer.zero_grad();
        var loss = functional.mse_loss(_model.call(images), images);
        loss.backward();
        _optimizer.step();
        return loss.detach();
    }

    public Tensor Reconstruct(Tensor images) => _model.call(images);

    public void Dispose()
    {
        _optimizer.Dispose();
        _model.Dispose();
    }
}
