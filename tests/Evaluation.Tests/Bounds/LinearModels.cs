using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation.Tests;

/// <summary><see cref="LinearGaussian"/> as a model in single precision, whose inference net returns the exact posterior.</summary>
internal abstract class LinearModel() : nn.Module("Linear"), IModel
{
    private readonly LinearGaussian _model = LinearGaussian.Upright();

    public ModelSummary Summary => new("Linear", []);

    public IReadOnlyList<long> InputShape => [4];

    public IReadOnlyList<SizeValue> Sizes => [];

    public int Noise => 2;

    public Tensor Decode(Tensor code) => code.matmul(_model.Weight.to_type(ScalarType.Float32).t()) + _model.Bias.to_type(ScalarType.Float32);

    /// <summary>The exact posterior.</summary>
    protected Gaussian Posterior(Tensor image)
    {
        var posterior = _model.Posterior(image.to_type(ScalarType.Float64));
        return new(posterior.Mean.to_type(ScalarType.Float32), posterior.LogVariance.to_type(ScalarType.Float32));
    }

    protected override void RegisterComponents() { }
}

internal sealed class LinearVae : LinearModel, IVariationalAutoencoder
{
    public Gaussian Encode(Tensor image) => Posterior(image);
}

/// <summary>The noise has half of the posterior's variance and q(z|x, ε) the other half.</summary>
internal sealed class NoisyLinearVae : LinearModel, INoisyVariationalAutoencoder
{
    public Gaussian Encode(Tensor image, Tensor noise)
    {
        var exact = Posterior(image);
        return new(exact.Mean + (exact.LogVariance * 0.5).exp() * noise * Math.Sqrt(0.5), exact.LogVariance - Math.Log(2));
    }
}

/// <summary>
/// Codes of the exact posterior without its density, and a T(x, z) that is linear in 1, z², zm and m² of each dimension, m being the
/// posterior's mean. The optimum has this form.
/// </summary>
internal sealed class ImplicitLinearVae : LinearModel, IImplicitAutoencoder, IJointDiscriminator
{
    public TorchSharp.Modules.Parameter Weights { get; } = nn.Parameter(zeros(8, 1));

    public Tensor Encode(Tensor image, Tensor noise)
    {
        var exact = Posterior(image);
        return exact.Mean + (exact.LogVariance * 0.5).exp() * noise;
    }

    public Tensor Discriminate(Tensor image, Tensor code)
    {
        var mean = Posterior(image).Mean;
        return cat([ones_like(code), code.square(), code * mean, mean.square()], 1).matmul(Weights);
    }

    /// <summary>Sets ln q(z|x) − ln p(z) = Σ −½ ln v − (z − m)² / 2v + z² / 2.</summary>
    public void SetOptimum()
    {
        using var grad = no_grad();
        var logVariance = Posterior(zeros(1, 4)).LogVariance.squeeze(0);
        var precision = (-logVariance).exp();
        Weights.copy_(cat([logVariance * -0.5, precision * -0.5 + 0.5, precision, precision * -0.5]).unsqueeze(1));
    }
}
