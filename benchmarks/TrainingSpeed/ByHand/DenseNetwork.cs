using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace ModelDsl.Benchmarks.ByHand;

/// <summary>The network of <c>DenseAutoencoder</c>.</summary>
internal sealed class DenseNetwork : INetwork
{
    private readonly Sequential _model = Sequential(
        Linear(784, 256), ReLU(), Linear(256, 64), ReLU(), Linear(64, 32), ReLU(), Linear(32, 16),
        Linear(16, 32), ReLU(), Linear(32, 64), ReLU(), Linear(64, 256), ReLU(), Linear(256, 784), Sigmoid());
    private readonly Adam _optimizer;

    public DenseNetwork() => _optimizer = optim.Adam(_model.parameters(), 1e-3);

    public long[] Shape => [784];

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
