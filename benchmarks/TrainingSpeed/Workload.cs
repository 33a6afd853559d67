using ModelDsl.Architectures;
using TorchSharp;

namespace ModelDsl.Benchmarks;

/// <summary>A network and the number of timed steps.</summary>
/// <param name="Name">The name, as in <c>peer.py</c>.</param>
/// <param name="Steps">The number of steps per epoch, which takes a few seconds.</param>
/// <param name="Create">Creates the network.</param>
internal sealed record Workload(string Name, int Steps, Func<torch.nn.Module> Create)
{
    public const int BatchSize = 128;

    /// <summary>The number of epochs. Only the last one is timed; the others warm up the JIT compiler and the allocator.</summary>
    public const int Epochs = 2;

    public static readonly Workload[] All =
    [
        new("conv", 120, () => new ConvAutoencoder()),
        new("dense", 600, () => new DenseAutoencoder()),
    ];

    public static Workload Of(string name) => All.Single(workload => workload.Name == name);
}
