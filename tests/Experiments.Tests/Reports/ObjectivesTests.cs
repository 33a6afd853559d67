using ModelDsl.Architectures;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Tests.Reports;

public sealed class ObjectivesTests
{
    [Fact]
    public void An_objective_is_written_with_the_settings_of_its_class()
    {
        Assert.Equal("Elbo(Bernoulli)", Text(new ElboAttribute(Likelihood.Bernoulli), () => new Vae(10)));
        Assert.Equal("Elbo(Bernoulli, Beta = 4)", Text(new ElboAttribute(Likelihood.Bernoulli) { Beta = 4 }, () => new BetaVae(10)));
        Assert.Equal("Elbo(Gaussian, MeanOverPixels = true)", Text(new ElboAttribute(Likelihood.Gaussian) { MeanOverPixels = true }, () => new LiteralPlaneVae(2)));
        Assert.Equal("ImportanceWeighted(Bernoulli, samples: 5)", Text(new ImportanceWeightedAttribute(Likelihood.Bernoulli, 5), () => new ImportanceWeightedAutoencoder(10)));
        Assert.Equal("Wasserstein", Text(new WassersteinAttribute(), () => new WassersteinAutoencoder(10)));
    }

    [Fact]
    public void A_likelihood_is_named_if_present()
    {
        Assert.Equal("Gaussian", Objectives.LikelihoodOf(Job(new ElboAttribute(Likelihood.Gaussian), () => new PlaneVae(2))));
        Assert.Null(Objectives.LikelihoodOf(Job(new WassersteinAttribute(), () => new WassersteinAutoencoder(10))));
    }

    private static string Text(ObjectiveAttribute objective, Func<nn.Module> create) => new Objectives().Of(Job(objective, create));

    private static ModelJob Job(ObjectiveAttribute objective, Func<nn.Module> create) =>
        new(new ModelEntry("Model", [], "", objective, _ => create()), new StripedImages("Stripes"), [], new TrainingOptions());
}
