using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// Hamiltonian Monte Carlo (Duane et al. 1987; Neal 2011) of several chains for each image, along the path of densities
/// r(z)^(1 − β) [p(z) p(x|z)]^β from a normal distribution r to the posterior.
/// </summary>
internal sealed class HamiltonianChains : IDisposable
{
    // Trajectories of one length come back to where they were on some ellipses: lengths vary by up to so much.
    private const double Jitter = 0.2;

    private readonly LogLikelihood _logLikelihood;
    private readonly Gaussian _start;
    private readonly Gaussian _prior;
    private readonly Tensor _precision;
    private readonly int _leapfrogSteps;
    private readonly Generator _generator;
    private readonly Tensor _codes;
    private readonly Tensor _values;
    private readonly Tensor _gradients;

    /// <summary>Starts the chains at draws of r.</summary>
    /// <param name="logLikelihood">ln p(x|z), with its gradient.</param>
    /// <param name="start">r, <c>[batch, n]</c>.</param>
    /// <param name="chains">The chains of each image.</param>
    /// <param name="leapfrogSteps">The gradients of a trajectory.</param>
    /// <param name="generator">Draws all that is random.</param>
    public HamiltonianChains(LogLikelihood logLikelihood, Gaussian start, int chains, int leapfrogSteps, Generator generator)
    {
        (_logLikelihood, _start, _leapfrogSteps, _generator) = (logLikelihood, start, leapfrogSteps, generator);
        using var scope = NewDisposeScope();
        _prior = GaussianDraws.Prior(start.Mean);
        _precision = (-start.LogVariance).exp();
        _codes = start.Sample(chains, generator);
        (_values, _gradients) = Likelihood(_codes);
        scope.Detach(_prior.Mean, _prior.LogVariance, _precision, _codes, _values, _gradients);
    }

    /// <summary>ln p(z) p(x|z) / r(z) where the chains are, <c>[chains, batch]</c>: the derivative of the path's log density by β.</summary>
    public Tensor LogRatio()
    {
        using var scope = NewDisposeScope();
        return (_values + _prior.LogDensity(_codes) - _start.LogDensity(_codes)).MoveToOuterDisposeScope();
    }

    /// <summary>Makes one trajectory of each chain, which leaves the density of this β as it is.</summary>
    /// <param name="beta">The place on the path, from 0 to 1.</param>
    /// <param name="stepSizes">The size of a leapfrog step, <c>[batch]</c>.</param>
    /// <returns>Which chains went to the trajectory's end, as 0 and 1, <c>[chains, batch]</c>; the others stay.</returns>
    public Tensor Move(double beta, Tensor stepSizes)
    {
        using var scope = NewDisposeScope();
        // Drawn for each chain without regard to where it is, so that the move is reversible.
        var lengths = Uniform() * (2 * Jitter) + (1 - Jitter);
        var step = (lengths * stepSizes).unsqueeze(2);
        var momenta = randn(_codes.shape, _codes.dtype, _codes.device, generator: _generator);
        var before = Energy(beta, _codes, _values, momenta);

        var (codes, values, gradients) = (_codes, _values, _gradients);
        momenta = momenta + step * Slope(beta, codes, gradients) * 0.5;
        for (var leap = 1; leap <= _leapfrogSteps; leap++)
        {
            codes = codes + step * momenta;
            (values, gradients) = Likelihood(codes);
            momenta = momenta + step * Slope(beta, codes, gradients) * (leap < _leapfrogSteps ? 1 : 0.5);
        }

        // A trajectory that left the numbers compares as false, and is rejected.
        var accepted = Uniform().log() < before - Energy(beta, codes, values, momenta);
        _values.copy_(where(accepted, values, _values));
        _codes.copy_(where(accepted.unsqueeze(2), codes, _codes));
        _gradients.copy_(where(accepted.unsqueeze(2), gradients, _gradients));
        return accepted.to_type(_values.dtype).MoveToOuterDisposeScope();
    }

    private Tensor Uniform() => rand(_values.shape, _values.dtype, _values.device, generator: _generator);

    /// <summary>−ln of the density at β, and the kinetic energy.</summary>
    private Tensor Energy(double beta, Tensor codes, Tensor values, Tensor momenta) =>
        momenta.square().sum(2) * 0.5 - _start.LogDensity(codes) * (1 - beta) - (_prior.LogDensity(codes) + values) * beta;

    /// <summary>The gradient of the log density at β; those of the normal distributions are known.</summary>
    private Tensor Slope(double beta, Tensor codes, Tensor gradients) =>
        (gradients - codes) * beta - (codes - _start.Mean) * _precision * (1 - beta);

    /// <summary>ln p(x|z) and its gradient.</summary>
    private (Tensor Values, Tensor Gradients) Likelihood(Tensor codes)
    {
        using var scope = NewDisposeScope();
        using var grad = enable_grad();
        var leaf = codes.detach().requires_grad_();
        var values = _logLikelihood(leaf);
        var gradients = autograd.grad([values.sum()], [leaf])[0];
        return scope.MoveToOuter(values.detach(), gradients);
    }

    /// <summary>Releases the chains.</summary>
    public void Dispose()
    {
        _prior.Dispose();
        _precision.Dispose();
        _codes.Dispose();
        _values.Dispose();
        _gradients.Dispose();
    }
}
