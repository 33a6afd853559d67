using System.Globalization;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>
/// The negative evidence lower bound of test images, its two parts, and what the code's dimensions carry. Of a model whose inference net has no density,
/// the discriminator's estimate takes the bound's place, as a metric of its own.
/// </summary>
/// <param name="draws">The codes of each image; each with noise of its own where the inference net takes some.</param>
/// <param name="seed">Seeds the noise, which is the same for all models.</param>
public sealed class ElboEvaluator(int draws = 10, ulong seed = 1) : IEvaluator
{
    private const long BatchSize = 1000;
    private const string Conditional = "Of models that take labels: of ln p(x|y).";

    /// <summary>The series of the divergence of each dimension, in nats. Dimensions have no order that seeds would share: the greatest comes first.</summary>
    public const string KlDivergencePerDimension = "KL of each dimension, from the greatest";

    /// <summary>The negative bound.</summary>
    public static LikelihoodMetrics NegativeBound { get; } =
        new("NegativeBound", "negative bound", Better.Lower, $"−E[ln p(x|z)] + KL(q ‖ p), with KL in closed form; not below −ln p(x). {Conditional}");

    /// <summary>Its standard error.</summary>
    public static LikelihoodMetrics StandardError { get; } = new(
        "NegativeBoundStandardError", "standard error", Better.Neither,
        "Over test images: how far as many other images would move the mean. Models that are measured on the same images differ by less.");

    /// <summary>The bound's estimate by a discriminator.</summary>
    public static LikelihoodMetrics NegativeBoundEstimate { get; } = new(
        "NegativeBoundEstimate", "negative bound as the discriminator estimates it", Better.Neither,
        "−E[ln p(x|z)] + E[T(x, z)]: no bound. It flatters as far as T has not learned, and cannot be ranked with bounds.");

    /// <summary>The first part.</summary>
    public static LikelihoodMetrics Reconstruction { get; } = new("ReconstructionTerm", "reconstruction term", Better.Neither, "−E[ln p(x|z)].");

    /// <summary>The second part.</summary>
    public static Metric KlDivergence { get; } = new("KlDivergence", "KL(q ‖ p) (nats)", Better.Neither, 2);

    /// <summary>A discriminator's estimate of it.</summary>
    public static Metric KlDivergenceEstimate { get; } =
        new("KlDivergenceEstimate", "E[T(x, z)] (nats)", Better.Neither, 2, "A discriminator's estimate of KL(q ‖ p).");

    /// <summary>How many dimensions of the code depend on the image.</summary>
    public static Metric Active { get; } =
        new("ActiveUnits", "active units", Better.Neither, 1, "Dimensions of the code whose posterior mean has a variance above 0.01 over test images.");

    /// <summary>The share of right judgments of a discriminator of codes.</summary>
    public static Metric Accuracy { get; } = new(
        "DiscriminatorAccuracy", "discriminator accuracy", Better.Neither, 3,
        "½ where it cannot tell codes from the prior: because they do not differ, or because it has not learned.");

    /// <inheritdoc/>
    public string Name => "Elbo";

    /// <inheritdoc/>
    public string Settings => string.Create(CultureInfo.InvariantCulture, $"draws {draws}, seed {seed}");

    /// <inheritdoc/>
    public IReadOnlyList<Metric> Metrics =>
    [
        .. NegativeBound.All, .. StandardError.All, .. NegativeBoundEstimate.All, .. Reconstruction.All,
        KlDivergence, KlDivergenceEstimate, Active, Accuracy,
    ];

    /// <summary>Whether the model has a likelihood, and its inference net a density or a discriminator that stands for one.</summary>
    /// <inheritdoc/>
    public bool Measures(ImageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Likelihood is not null && (model.Module is not IImplicitAutoencoder || model.Objective is AdversarialVariationalBayesObjective);
    }

    /// <inheritdoc/>
    public void Evaluate(EvaluationContext evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var model = (ImageModel)evaluation.Subject;
        if (model.Objective is AdversarialVariationalBayesObjective objective)
            AddEstimate(evaluation, model, objective);
        else
            AddBound(evaluation, model);
        if (DiscriminatorAccuracy.Applies(model))
            AddAccuracy(evaluation, model);
    }

    private void AddBound(EvaluationContext evaluation, ImageModel model)
    {
        using var netNoise = evaluation.Noise(seed);
        using var codeNoise = evaluation.Noise(seed + 1);
        var (bounds, means) = (new List<EvidenceLowerBound>(), new List<Tensor>());
        foreach (var batch in evaluation.Batches(evaluation.Test.Count, BatchSize))
        {
            using var scope = NewDisposeScope();
            var latent = new LatentModel(model, batch);
            var posteriors = latent.Posteriors(draws, netNoise);
            var bound = EvidenceLowerBound.Estimate(posteriors, latent.LogLikelihood, codeNoise);
            scope.MoveToOuter(bound.Reconstruction, bound.KlDivergences, posteriors.Mean);
            bounds.Add(bound);
            means.Add(posteriors.Mean);
        }

        var all = new EvidenceLowerBound(bounds.Select(bound => bound.Reconstruction).Join(), bounds.Select(bound => bound.KlDivergences).Join());
        evaluation.Add(NegativeBound.Of(model.Likelihood!), StandardError.Of(model.Likelihood!), all.Negative());
        evaluation.Add(Reconstruction.Of(model.Likelihood!), all.Reconstruction.mean().ToDouble());
        var divergences = all.KlDivergences.mean([0L]);
        evaluation.Add(KlDivergence, divergences.sum().ToDouble());
        evaluation.AddSeries(KlDivergencePerDimension, [.. divergences.Values().Select(value => (double)value).OrderDescending()]);
        evaluation.Add(Active, ActiveUnits.Count(means.Join(axis: 1)));
    }

    private void AddEstimate(EvaluationContext evaluation, ImageModel model, AdversarialVariationalBayesObjective objective)
    {
        using var netNoise = evaluation.Noise(seed);
        var (bounds, codes) = (new List<PlugInBound>(), new List<Tensor>());
        foreach (var batch in evaluation.Batches(evaluation.Test.Count, BatchSize))
        {
            using var scope = NewDisposeScope();
            var bound = PlugInBound.Estimate(objective, model.Module, batch with { Images = model.Input(batch) }, draws);
            var drawn = new LatentModel(model, batch).Codes(draws, netNoise);
            scope.MoveToOuter(bound.Reconstruction, bound.KlDivergence, drawn);
            bounds.Add(bound);
            codes.Add(drawn);
        }

        var reconstruction = bounds.Select(bound => bound.Reconstruction).Join().mean().ToDouble();
        var divergence = bounds.Select(bound => bound.KlDivergence).Join().mean().ToDouble();
        evaluation.Add(NegativeBoundEstimate.Of(model.Likelihood!), reconstruction + divergence);
        evaluation.Add(Reconstruction.Of(model.Likelihood!), reconstruction);
        evaluation.Add(KlDivergenceEstimate, divergence);
        evaluation.Add(Active, ActiveUnits.Count(codes.Join(axis: 1)));
    }

    private void AddAccuracy(EvaluationContext evaluation, ImageModel model)
    {
        using var noise = evaluation.Noise(seed + 2);
        var right = evaluation.Batches(evaluation.Test.Count, BatchSize)
            .Sum(batch => DiscriminatorAccuracy.Measure(model, batch, noise).ToDouble() * batch.Count);
        evaluation.Add(Accuracy, right / evaluation.Test.Count);
    }
}
