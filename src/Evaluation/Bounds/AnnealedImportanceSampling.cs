using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// Annealed importance sampling of ln p(x); Neal 2001, and for decoders Wu et al. 2017. Each chain moves by Hamiltonian Monte Carlo from a draw
/// of a start distribution through intermediate densities to the posterior, and accumulates a weight whose mean is p(x).
/// <para>
/// Separate pilot chains find the step sizes for each temperature and image, which are then fixed: chains that adapt to themselves do not
/// preserve the densities, and the mean of their weights is not p(x).
/// </para>
/// </summary>
internal sealed class AnnealedImportanceSampling
{
    // Adaptation of the pilot chains: the first step size, and the change of its logarithm per trajectory.
    private const double FirstStepSize = 0.5;
    private const double AdaptationRate = 0.1;

    // The range of the schedule's sigmoid, as in Wu et al.
    private const double Sharpness = 4;

    /// <summary>The number of chains per image.</summary>
    public int Chains { get; init; } = 16;

    /// <summary>The number of chains per image that find the step sizes.</summary>
    public int PilotChains { get; init; } = 4;

    /// <summary>The number of steps from β = 0 to β = 1, at least 2.</summary>
    public int Temperatures { get; init; } = 500;

    /// <summary>The number of leapfrog steps of a trajectory; each costs a gradient.</summary>
    public int LeapfrogSteps { get; init; } = 5;

    /// <summary>The target fraction of accepted trajectories.</summary>
    public double Acceptance { get; init; } = 0.65;

    /// <summary>Estimates ln p(x) under the prior N(0, I).</summary>
    /// <param name="logLikelihood">ln p(x|z), with its gradient.</param>
    /// <param name="start">The start distribution, <c>[batch, n]</c>: the prior, or one nearer to the posterior.</param>
    /// <param name="generator">The source of all randomness.</param>
    /// <param name="cancellation">Cancels between temperatures.</param>
    /// <returns>The estimate, with the effective number of chains, and the fraction of accepted trajectories, <c>[batch]</c>.</returns>
    public (EvidenceEstimate Evidence, Tensor Acceptance) LogEvidence(
        LogLikelihood logLikelihood, Gaussian start, Generator generator, CancellationToken cancellation = default)
    {
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
        return (estimate, acceptance);
    }

    /// <summary>Runs the pilot chains. Returns the step sizes, <c>[temperatures − 1, batch]</c>; β = 0 and β = 1 need none.</summary>
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

    /// <summary>β from 0 to 1 along a sigmoid: the steps are small at both ends, where the density changes most.</summary>
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
