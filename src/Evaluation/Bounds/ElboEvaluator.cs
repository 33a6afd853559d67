using System.Globalization;
using ModelDsl.Likelihoods;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The negative evidence lower bound of test images, its two terms, and the information in the code's dimensions. If the inference net has no
/// density, the bound is replaced by the discriminator's estimate, which is a separate metric.
/// </summary>
/// <param name="draws">The number of codes per image, each with new noise if the inference net takes noise.</param>
/// <param name="seed">Seeds the noise, which is the same for all models.</param>
internal sealed class ElboEvaluator(int draws = 10, ulong seed = 1) : IEvaluator
{
    /// <summary>The series of each dimension's KL divergence, in nats, in descending order, as the order of dimensions differs between seeds.</summary>
    public const string KlDivergencePerDimension = "KL of each dimension, from the greatest";

    public static LikelihoodMetrics NegativeBound { get; } = new(
        "NegativeBound", "negative bound", Better.Lower,
        "−E[ln p(x|z)] + KL(q ‖ p), with KL in closed form; an upper bound of −ln p(x). If the model takes labels, of −ln p(x|y).");

    public static LikelihoodMetrics StandardError { get; } = new(
        "NegativeBoundStandardError", "standard error", Better.Neither,
        "Of the mean over test images. Differences between models measured on the same images vary less.");

    public static LikelihoodMetrics NegativeBoundEstimate { get; } = new(
        "NegativeBoundEstimate", "negative bound as the discriminator estimates it", Better.Neither,
        "−E[ln p(x|z)] + E[T(x, z)]: not a bound. It is too low if T is not at its optimum, and is not comparable with bounds.");

    public static LikelihoodMetrics Reconstruction { get; } = new("ReconstructionTerm", "reconstruction term", Better.Neither, "−E[ln p(x|z)].");

    public static Metric KlDivergence { get; } = new("KlDivergence", "KL(q ‖ p) (nats)", Better.Neither, 2);

    public static Metric KlDivergenceEstimate { get; } =
        new("KlDivergenceEstimate", "E[T(x, z)] (nats)", Better.Neither, 2, "A discriminator's estimate of KL(q ‖ p).");

    public static Metric Active { get; } =
        new("ActiveUnits", "active units", Better.Neither, 1, "Dimensions of the code whose posterior mean has a variance above 0.01 over test images.");

    public static Metric Accuracy { get; } = new(
        "DiscriminatorAccuracy", "discriminator accuracy", Better.Neither, 3,
        "½ if it cannot distinguish codes from the prior, because they do not differ or because it has not learned.");

    public string Name => "Elbo";

    public string Settings => string.Create(CultureInfo.InvariantCulture, $"draws {draws}, seed {seed}");

    public IReadOnlyList<Metric> Metrics =>
    [
        .. NegativeBound.All, .. StandardError.All, .. NegativeBoundEstimate.All, .. Reconstruction.All,
        KlDivergence, KlDivergenceEstimate, Active, Accuracy,
    ];

    /// <summary>Returns true if the model has a likelihood, and its inference net a density or a discriminator that estimates one.</summary>
    public bool Measures(ImageModel model) =>
        model.Likelihood is not null && (model.Module is not IImplicitAutoencoder || model.Objective is AdversarialVariationalBayesObjective);

    public void Evaluate(EvaluationContext evaluation)
    {
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var model = (ImageModel)evaluation.Subject;
        if (model.Objective is AdversarialVariationalBayesObjective objective)
            AddEstimate(evaluation, model, objective);
        else
            AddBound(evaluation, model.Likelihood!);
        if (DiscriminatorAccuracy.Applies(model))
            AddAccuracy(evaluation, model);
    }

    private void AddBound(EvaluationContext evaluation, PixelLikelihood likelihood)
    {
        using var netNoise = evaluation.Noise(seed);
        using var codeNoise = evaluation.Noise(seed + 1);
        var found = evaluation.Estimate(evaluation.Test.Count, ExampleBatches.DefaultSize, latent =>
        {
            var posteriors = latent.Posteriors(draws, netNoise);
            var bound = EvidenceLowerBound.Estimate(posteriors, latent.LogLikelihood, codeNoise);
            return [bound.Reconstruction, bound.KlDivergences, posteriors.Mean];
        });

        var all = new EvidenceLowerBound(found[0], found[1]);
        evaluation.Add(NegativeBound.Of(likelihood), StandardError.Of(likelihood), all.Negative());
        evaluation.Add(Reconstruction.Of(likelihood), all.Reconstruction.mean().ToDouble());
        var divergences = all.KlDivergences.mean([0L]);
        evaluation.Add(KlDivergence, divergences.sum().ToDouble());
        evaluation.AddSeries(KlDivergencePerDimension, [.. divergences.Values().Select(value => (double)value).OrderDescending()]);
        evaluation.Add(Active, ActiveUnits.Count(found[2]));
    }

    private void AddEstimate(EvaluationContext evaluation, ImageModel model, AdversarialVariationalBayesObjective objective)
    {
        using var netNoise = evaluation.Noise(seed);
        var found = evaluation.Estimate(evaluation.Test.Count, ExampleBatches.DefaultSize, latent =>
        {
            var bound = PlugInBound.Estimate(objective, model.Module, latent.Examples with { Images = model.Input(latent.Examples) }, draws);
            return [bound.Reconstruction, bound.KlDivergence, latent.Codes(draws, netNoise)];
        });

        var (reconstruction, divergence) = (found[0].mean().ToDouble(), found[1].mean().ToDouble());
        evaluation.Add(NegativeBoundEstimate.Of(model.Likelihood!), reconstruction + divergence);
        evaluation.Add(Reconstruction.Of(model.Likelihood!), reconstruction);
        evaluation.Add(KlDivergenceEstimate, divergence);
        evaluation.Add(Active, ActiveUnits.Count(found[2]));
    }

    private void AddAccuracy(EvaluationContext evaluation, ImageModel model)
    {
        using var noise = evaluation.Noise(seed + 2);
        var correct = evaluation.Test.Batches(evaluation.Cancellation)
            .Sum(batch => DiscriminatorAccuracy.Measure(model, batch, noise).ToDouble() * batch.Count);
        evaluation.Add(Accuracy, correct / evaluation.Test.Count);
    }
}
