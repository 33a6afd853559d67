using System.Text.Json;
using ModelDsl.Likelihoods;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests.Objectives;

/// <summary>Compares each objective's losses and gradients with PyTorch's, for the same weights and noise: see <c>Golden/make_golden.py</c>.</summary>
public sealed class ObjectiveParityTests
{
    private const double Tolerance = 1e-5;

    private static readonly Dictionary<string, (Func<nn.Module> Model, ObjectiveAttribute Objective)> s_cases = new()
    {
        ["Reconstruction"] = (() => new SmallAutoencoder(), new ReconstructionAttribute(Loss.MeanSquaredError)),
        ["CrossEntropy"] = (() => new SmallAutoencoder(), new ReconstructionAttribute(Loss.BinaryCrossEntropy)),
        ["Denoising"] = (() => new SmallAutoencoder(), new ReconstructionAttribute(Loss.MeanSquaredError) { InputNoise = 0.5 }),
        ["Bernoulli"] = (() => new SmallVae(), new ElboAttribute(Likelihood.Bernoulli)),
        ["ContinuousBernoulli"] = (() => new SmallVae(), new ElboAttribute(Likelihood.ContinuousBernoulli)),
        ["Gaussian"] = (() => new SmallVae(), new ElboAttribute(Likelihood.Gaussian)),
        ["Variance"] = (() => new SmallVae(), new ElboAttribute(Likelihood.Gaussian) { Variance = 0.1 }),
        ["MeanOverPixels"] = (() => new SmallVae(), new ElboAttribute(Likelihood.Gaussian) { MeanOverPixels = true }),
        ["Beta"] = (() => new SmallVae(), new ElboAttribute(Likelihood.Bernoulli) { Beta = 4 }),
        ["DenoisingVae"] = (() => new SmallVae(), new ElboAttribute(Likelihood.Bernoulli) { InputNoise = 0.5 }),
        ["Conditional"] = (() => new SmallConditionalVae(), new ElboAttribute(Likelihood.Bernoulli)),
        ["ImportanceWeighted"] = (() => new SmallVae(), new ImportanceWeightedAttribute(Likelihood.Bernoulli, 5)),
        ["Wasserstein"] = (() => new SmallAutoencoder(), new WassersteinAttribute()),
        ["Noisy"] = (() => new SmallAvae(), new AdversarialElboAttribute(Likelihood.Bernoulli)),
        ["NonSaturating"] = (() => new SmallAvae(), new AdversarialElboAttribute(Likelihood.Bernoulli) { Saturating = false }),
        ["Aggregated"] = (() => new SmallAggregatedAvae(), new AdversarialElboAttribute(Likelihood.Bernoulli)),
        ["Avb"] = (() => new SmallAvb(), new AdversarialVariationalBayesAttribute(Likelihood.Bernoulli)),
        ["AdaptiveContrast"] = (() => new SmallAvb(), new AdversarialVariationalBayesAttribute(Likelihood.Bernoulli) { ContrastSamples = 4 }),
        ["AdversarialAutoencoder"] = (() => new SmallAdversarialAutoencoder(), new AdversarialReconstructionAttribute(Loss.MeanSquaredError)),
        ["VaeGan"] = (() => new SmallVaeGan(), new VaeGanAttribute { Weight = 0.5 }),
    };

    private static readonly Dictionary<string, GoldenStep[]> s_golden = JsonSerializer.Deserialize<Dictionary<string, GoldenStep[]>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Objectives", "Golden", "objectives.json")),
        new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase })!;

    public static TheoryData<string> Cases => [.. s_cases.Keys];

    [Fact]
    public void Every_golden_case_is_compared() => Assert.Equal(s_golden.Keys.Order(), s_cases.Keys.Order());

    [Theory, MemberData(nameof(Cases))]
    public void Losses_and_gradients_equal_PyTorchs(string name)
    {
        var (losses, _) = Run(name);

        var golden = s_golden[name];
        Assert.Equal(golden.Length, losses.Count);
        foreach (var (expected, (loss, gradients)) in golden.Zip(losses))
        {
            Assert.InRange(Math.Abs(loss - expected.Loss), 0, Tolerance * Math.Max(1, Math.Abs(expected.Loss)));
            Assert.Equal(expected.Gradients.Keys.Order(), gradients.Keys.Order());
            var largest = expected.Gradients.Values.Max(values => values.Max(Math.Abs));
            Assert.All(expected.Gradients, gradient =>
            {
                Assert.Equal(gradient.Value.Length, gradients[gradient.Key].Length);
                Assert.InRange(gradient.Value.Zip(gradients[gradient.Key], (a, b) => Math.Abs(a - b)).Max(), 0, Tolerance * largest);
            });
        }
    }

    [Theory]
    [InlineData("Bernoulli"), InlineData("Gaussian"), InlineData("Noisy"), InlineData("Conditional")]
    public void The_logged_bound_is_the_sum_of_its_terms_and_the_negative_loss(string name)
    {
        var (losses, metrics) = Run(name);

        Assert.Equal(-losses[0].Loss, metrics[TrainingMetrics.Bound], 1e-5);
        Assert.Equal(-metrics[TrainingMetrics.Reconstruction] - metrics[TrainingMetrics.KlDivergence], metrics[TrainingMetrics.Bound], 1e-5);
    }

    [Theory]
    [InlineData("Beta"), InlineData("MeanOverPixels")]
    public void A_loss_that_is_not_a_bound_does_not_change_the_logged_bound(string name)
    {
        var (losses, metrics) = Run(name);
        var (bound, _) = Run(name == "Beta" ? "Bernoulli" : "Gaussian");

        Assert.Equal(-bound[0].Loss, metrics[TrainingMetrics.Bound], 1e-5);
        Assert.NotEqual(losses[0].Loss, bound[0].Loss, 0.1);
    }

    /// <summary>Also if the product of the number of pixels and β is 1.</summary>
    [Fact]
    public void A_mean_over_pixels_divides_the_reconstruction_alone()
    {
        using var model = new SmallVae();
        var images = rand([4, .. model.InputShape]);
        var pixels = model.InputShape.Aggregate((total, length) => total * length);

        Assert.Equal(Of(new ElboObjective(PixelLikelihood.Of(Likelihood.Gaussian))) / pixels,
            Of(new ElboObjective(PixelLikelihood.Of(Likelihood.Gaussian)) { MeanOverPixels = true, Beta = 1.0 / pixels }), 1e-5);

        double Of(ElboObjective objective)
        {
            manual_seed(1);
            return objective.ValidationLoss(model, new Examples(images)).ToDouble();
        }
    }

    [Theory]
    [InlineData(0, 0), InlineData(5, 0.5), InlineData(10, 1), InlineData(100, 1)]
    public void A_warm_up_raises_the_factor_of_the_KL_divergence_linearly(double epoch, double factor)
    {
        var (losses, metrics) = Run((new SmallVae(), new ElboAttribute(Likelihood.Bernoulli) { WarmUp = 10 }), epoch);

        Assert.Equal(metrics[TrainingMetrics.Reconstruction] + factor * metrics[TrainingMetrics.KlDivergence], losses[0].Loss, 1e-5);
    }

    /// <summary>The warm-up is 2 of 10 epochs, or half of the cycle if it is not set; then the factor stays until the next cycle.</summary>
    [Theory]
    [InlineData(2, 0, 0), InlineData(2, 1, 0.5), InlineData(2, 2, 1), InlineData(2, 9.5, 1), InlineData(2, 10, 0), InlineData(2, 21, 0.5)]
    [InlineData(0, 2.5, 0.5), InlineData(0, 5, 1), InlineData(0, 12.5, 0.5)]
    public void Cyclical_annealing_starts_the_warm_up_again(double warmUp, double epoch, double factor)
    {
        var (losses, metrics) = Run((new SmallVae(), new ElboAttribute(Likelihood.Bernoulli) { WarmUp = warmUp, Cycle = 10, Beta = 3 }), epoch);

        Assert.Equal(metrics[TrainingMetrics.Reconstruction] + 3 * factor * metrics[TrainingMetrics.KlDivergence], losses[0].Loss, 1e-4);
    }

    [Theory]
    [InlineData(0, 0), InlineData(5, 2), InlineData(10, 4), InlineData(50, 4)]
    public void A_capacity_is_the_KL_divergence_without_a_penalty(double epoch, double capacity)
    {
        var (losses, metrics) = Run((new SmallVae(), new ElboAttribute(Likelihood.Bernoulli) { Capacity = 4, WarmUp = 10, Beta = 7 }), epoch);

        Assert.Equal(metrics[TrainingMetrics.Reconstruction] + 7 * Math.Abs(metrics[TrainingMetrics.KlDivergence] - capacity), losses[0].Loss, 1e-4);
    }

    [Fact]
    public void Free_bits_are_the_least_that_each_dimension_counts()
    {
        // Far above the divergence of each of the 3 dimensions, and far below.
        var (losses, metrics) = Run((new SmallVae(), new ElboAttribute(Likelihood.Bernoulli) { FreeBits = 100, Beta = 2 }), 0);
        Assert.Equal(metrics[TrainingMetrics.Reconstruction] + 2 * 300, losses[0].Loss, 1e-3);
        Assert.All(losses[0].Gradients.Where(weight => weight.Key.StartsWith("Encode", StringComparison.Ordinal)), weight => Assert.True(weight.Value.All(double.IsFinite)));

        (losses, metrics) = Run((new SmallVae(), new ElboAttribute(Likelihood.Bernoulli) { FreeBits = 1e-9 }), 0);
        Assert.Equal(metrics[TrainingMetrics.Reconstruction] + metrics[TrainingMetrics.KlDivergence], losses[0].Loss, 1e-5);
    }

    [Fact]
    public void A_model_with_labels_refuses_a_batch_without()
    {
        using var model = new SmallConditionalVae();
        using var images = rand(2, 6);

        var error = Assert.Throws<ArgumentException>(() => new ElboAttribute(Likelihood.Bernoulli).Create().ValidationLoss(model, new Examples(images)));

        Assert.StartsWith("SmallConditionalVae takes labels, but none were passed.", error.Message, StringComparison.Ordinal);
    }

    private static (List<(double Loss, Dictionary<string, double[]> Gradients)>, Dictionary<string, double>) Run(string name)
    {
        set_num_threads(1);
        manual_seed(1);
        var (model, objective) = s_cases[name];
        return Run((model(), objective), 0);
    }

    private static (List<(double Loss, Dictionary<string, double[]> Gradients)>, Dictionary<string, double>) Run((nn.Module Model, ObjectiveAttribute Objective) @case, double epoch)
    {
        using var scope = NewDisposeScope();
        using var model = @case.Model;
        using var generator = new Generator(7);
        var images = rand([5, 6], generator: generator);
        var labels = eye(2).index_select(0, arange(5) % 2);

        manual_seed(2);
        var step = new RecordedStep(model, new Examples(images, labels), epoch);
        @case.Objective.Create()!.Step(step);
        return (step.Losses, step.Metrics);
    }

    private sealed record GoldenStep(double Loss, Dictionary<string, double[]> Gradients);
}
