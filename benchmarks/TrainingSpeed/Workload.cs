using ModelDsl.Architectures;
using ModelDsl.Benchmarks.ByHand;
using ModelDsl.Likelihoods;
using ModelDsl.Training;
using TorchSharp;

namespace ModelDsl.Benchmarks;

/// <summary>A network, as the experiments train it and as a TorchSharp user writes it.</summary>
/// <param name="Name">The name, as in <c>peer.py</c>.</param>
/// <param name="Steps">The number of steps per epoch, which takes one to four seconds.</param>
/// <param name="Create">Creates the declared model.</param>
/// <param name="Objective">The objective of the declared model.</param>
/// <param name="ByHand">Creates the same network written by hand.</param>
internal sealed record Workload(string Name, int Steps, Func<torch.nn.Module> Create, IObjective Objective, Func<INetwork> ByHand)
{
    public const int BatchSize = 128;

    public static readonly Workload[] All =
    [
        new("conv", 40, () => new ConvAutoencoder(), new ReconstructionObjective(Loss.MeanSquaredError), () => new ConvNetwork()),
        new("dense", 250, () => new DenseAutoencoder(), new ReconstructionObjective(Loss.MeanSquaredError), () => new DenseNetwork()),
        new("vae", 200, () => new Vae(), new ElboObjective(PixelLikelihood.Of(Likelihood.Bernoulli)), () => new VaeNetwork()),
        new("avae", 80, () => new Avae(), new AdversarialElboObjective(PixelLikelihood.Of(Likelihood.Bernoulli), 0.1), () => new AvaeNetwork()),
        new("vae-gan", 3, () => new VaeGan(), new VaeGanObjective(1), () => new VaeGanNetwork())
        {
            Options = new TrainingOptions { LearningRate = 2e-4, Beta1 = 0.5 },
        },
    ];

    /// <summary>The settings of the training, except epochs and batch size.</summary>
    public TrainingOptions Options { get; init; } = new();

    public static Workload Of(string name) => All.FirstOrDefault(workload => workload.Name == name)
        ?? throw new ArgumentException($"There is no network '{name}'. There are {string.Join(", ", All.Select(workload => workload.Name))}.");

    /// <summary>Draws random images for an epoch. The values of pixels do not affect the time.</summary>
    public torch.Tensor Images(IReadOnlyList<long> shape) => torch.rand([BatchSize * Steps, .. shape]);
}
