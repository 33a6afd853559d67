using static TorchSharp.torch;

namespace ModelDsl.Benchmarks.ByHand;

/// <summary>A network written by hand with the modules and optimizers of TorchSharp.</summary>
internal interface INetwork : IDisposable
{
    /// <summary>The shape of one image.</summary>
    long[] Shape { get; }

    /// <summary>The modules, all of which a step trains.</summary>
    IReadOnlyList<nn.Module> Modules { get; }

    /// <summary>Trains on a batch.</summary>
    /// <returns>The first loss, detached.</returns>
    Tensor Step(Tensor images);

    /// <summary>Reconstructs a batch, with pixels in [0, 1].</summary>
    Tensor Reconstruct(Tensor images);
}
