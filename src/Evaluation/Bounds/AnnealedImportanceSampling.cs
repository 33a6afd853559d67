using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// Annealed importance sampling of ln p(x); Neal 2001, and for decoders Wu et al. 2017. Each chain goes from a draw of a start distribution to the
/// posterior through many densities between the two, by Hamiltonian Monte Carlo, and gathers a weight whose mean is p(x).
/// <para>
/// The step sizes are found by a pilot pass of a few chains of their own, temperature by temperature and image by image, and are then held: chains
/// that adapted to themselves would not leave the densities as they are, and the weights' mean would no longer be p(x).
/// </para>
/// </summary>
public sealed class AnnealedImportanceSampling
{
    // Adaptation of the pilot chains: where it starts, and how far one trajectory changes ln of the step size.
    private const double FirstStepSize = 0.5;
    private const double AdaptationRate = 0.1;

    // The slope of the schedule's sigmoid at its ends, as Wu et al. have it.
    private const double Sharpness = 4;

    /// <summary>The chains of each image.</summary>
    public int Chains { get; init; } = 16;

    /// <summary>The chains of each image that find the step sizes.</summary>
    public int PilotChains { get; init; } = 4;

    /// <summary>The steps from β = 0 to β = 1, at least 2.</summary>
    public int Temperatures { get; init; } = 500;

    /// <summary>The leapfrog steps of a trajectory: the gradients that it costs.</summary>
    public int LeapfrogSteps { get; init; } = 5;

    /// <summary>The share of trajectories that the step sizes are to have accepted.</summary>
    public double Acceptance { get; init; } = 0.65;

    /// <summary>Estimates ln p(x) under the prior N(0, I).</summary>
    /// <param name="logLikelihood">ln p(x|z), with its gradient.</param>
    /// <param name="start">Where chains start, <c>[batch, n]</c>: the prior, or what is nearer to the posterior.</param>
    /// <param name="generator">Draws all that is random.</param>
    /// <param name="cancellation">Stops between two temperatures.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of chains, temperatures or steps is too small.</exception>
    /// <exception cref="OperationCanceledException">The estimate was canceled.</exception>
    public AnnealedEstimate LogEvidence(LogLikelihood logLikelihood, Gaussian start, Generator generator, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(logLikelihood);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(Chains, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(PilotChains, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Temperatures, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(LeapfrogSteps, 1);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var betas = Schedule(Temperatures);
        var stepSizes = StepSizes(logLikelihood, start, betas, generator, cancellation);

        using var chains = new HamiltonianChains(logLikelihood, start, Chains, LeapfrogSteps, generator);
        var logWeights = chains.LogRatio() * betas[1];
        var accepted = zeros_like(logWeights);
        for (var t = 1; t < Temperatures; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            accepted.add_(chains.Move(betas[t], stepSizes.select(0, t - 1)));
            logWeights.add_(chains.LogRatio() * (betas[t + 1] - betas[t]));
        }

        var estimate = EvidenceEstimate.Of(logWeights);
        var acceptance = (accepted / (Temperatures - 1)).mean([0L]);
        scope.MoveToOuter(estimate.LogEvidence, estimate.EffectiveSampleSize, acceptance);
        return new(estimate, acceptance);
    }

    /// <summary>The pilot pass: a step size for each temperature but the ends, and for each image, <c>[temperatures − 1, batch]</c>.</summary>
    private Tensor StepSizes(LogLikelihood logLikelihood, Gaussian start, double[] betas, Generator generator, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var pilot = new HamiltonianChains(logLikelihood, start, PilotChains, LeapfrogSteps, generator);
        var logSize = log(full_like(pilot.LogRatio().select(0, 0), FirstStepSize));
        var sizes = new List<Tensor>();
        for (var t = 1; t < Temperatures; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var step = NewDisposeScope();
            var size = logSize.exp();
            sizes.Add(size.MoveToOuterDisposeScope());
            logSize.add_((pilot.Move(betas[t], size).mean([0L]) - Acceptance) * AdaptationRate);
        }

        return stack(sizes).MoveToOuterDisposeScope();
    }

    /// <summary>β from 0 to 1 along a sigmoid, whose steps are small at both ends, where the density changes most.</summary>
    private static double[] Schedule(int temperatures)
    {
        static double Sigmoid(double value) => 1 / (1 + Math.Exp(-value));
        var least = Sigmoid(-Sharpness);
        return
        [
            .. from t in Enumerable.Range(0, temperatures + 1)
               select (Sigmoid(Sharpness * (2.0 * t / temperatures - 1)) - least) / (1 - 2 * least),
        ];
    }
}

/// <summary>What annealed importance sampling found.</summary>
/// <param name="Evidence">The estimate, with the effective number of chains.</param>
/// <param name="Acceptance">The share of accepted trajectories, <c>[batch]</c>.</param>
public sealed record AnnealedEstimate(EvidenceEstimate Evidence, Tensor Acceptance);
