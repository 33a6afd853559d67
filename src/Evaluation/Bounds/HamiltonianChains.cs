using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// Hamiltonian Monte Carlo (Duane et al. 1987; Neal 2011) with several chains per image, along the path of densities
/// r(z)^(1 − β) [p(z) p(x|z)]^β from a normal distribution r to the posterior.
/// </summary>
internal sealed class HamiltonianChains : IDisposable
{
    // The relative variation of trajectory lengths: trajectories of a fixed length return to their start on some ellipses.
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
    /// <param name="chains">The number of chains per image.</param>
    /// <param name="leapfrogSteps">The number of leapfrog steps of a trajectory.</param>
    /// <param name="generator">The source of all randomness.</param>
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

    /// <summary>ln p(z) p(x|z) / r(z) at the chains' positions, <c>[chains, batch]</c>: the derivative of the path's log density by β.</summary>
    public Tensor LogRatio()
    {
        using var scope = NewDisposeScope();
        return (_values + _prior.LogDensity(_codes) - _start.LogDensity(_codes)).MoveToOuterDisposeScope();
    }

    /// <summary>Moves each chain by one trajectory, which preserves the density at β.</summary>
    /// <param name="beta">The position on the path, from 0 to 1.</param>
    /// <param name="stepSizes">The size of a leapfrog step, <c>[batch]</c>.</param>
    /// <returns>1 for each chain whose trajectory was accepted and 0 for the others, <c>[chains, batch]</c>.</returns>
    public Tensor Move(double beta, Tensor stepSizes)
    {
        using var scope = NewDisposeScope();
        // Independent of the chain's position, so that the move is reversible.
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

        // NaN compares as false: a trajectory that overflowed is rejected.
        var accepted = Uniform().log() < before - Energy(beta, codes, values, momenta);
        _values.copy_(where(accepted, values, _values));
        _codes.copy_(where(accepted.unsqueeze(2), codes, _codes));
        _gradients.copy_(where(accepted.unsqueeze(2), gradients, _gradients));
        return accepted.to_type(_values.dtype).MoveToOuterDisposeScope();
    }

    private Tensor Uniform() => rand(_values.shape, _values.dtype, _values.device, generator: _generator);

    /// <summary>−ln of the density at β, plus the kinetic energy.</summary>
    private Tensor Energy(double beta, Tensor codes, Tensor values, Tensor momenta) =>
        momenta.square().sum(2) * 0.5 - _start.LogDensity(codes) * (1 - beta) - (_prior.LogDensity(codes) + values) * beta;

    /// <summary>The gradient of the log density at β; those of the normal distributions are in closed form.</summary>
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

    public void Dispose()
    {
        _prior.Dispose();
        _precision.Dispose();
        _codes.Dispose();
        _values.Dispose();
        _gradients.Dispose();
    }
}
