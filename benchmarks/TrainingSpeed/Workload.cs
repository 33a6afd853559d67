using ModelDsl.Architectures;
using TorchSharp;

namespace ModelDsl.Benchmarks;

/// <summary>A network and how long it is timed.</summary>
/// <param name="Name">Its name, which <c>peer.py</c> knows too.</param>
/// <param name="Steps">Steps in an epoch: a few seconds of work.</param>
/// <param name="Create">Makes the network.</param>
internal sealed record Workload(string Name, int Steps, Func<torch.nn.Module> Create)
{
    public const int BatchSize = 128;

    /// <summary>The last epoch is timed; those before warm up the compilers and the allocator.</summary>
    public const int Epochs = 2;

    public static readonly Workload[] All =
    [
        new("conv", 120, () => new ConvAutoencoder()),
        new("dense", 600, () => new DenseAutoencoder()),
    ];

    public static Workload Of(string name) => All.Single(workload => workload.Name == name);
}
