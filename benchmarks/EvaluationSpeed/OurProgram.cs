using System.Diagnostics;
using System.Globalization;
using ModelDsl.Architectures;
using ModelDsl.Evaluation;
using ModelDsl.Likelihoods;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Benchmarks;

/// <summary>Times the computations of the evaluators. Each runs first on fewer rows, to exclude the JIT compiler from the measurement.</summary>
internal static class OurProgram
{
    public static void Run(InputData data)
    {
        var train = new FeatureMatrix(data.Values("train-codes", InputData.TrainRows, InputData.CodeLength), InputData.TrainRows, InputData.CodeLength);
        var test = new FeatureMatrix(data.Values("test-codes", InputData.TestRows, InputData.CodeLength), InputData.TestRows, InputData.CodeLength);
        var (labels, testLabels) = (data.Labels("train-labels", InputData.TrainRows), data.Labels("test-labels", InputData.TestRows));
        using var images = data.Read("images", InputData.TrainRows, InputData.Pixels);
        using var grad = no_grad();

        Time("decision tree", rows => DecisionTree.Fit(First(train, rows), labels[..rows]).Accuracy(test, testLabels));
        Time("nearest neighbors", rows => new NearestNeighbors(First(train, rows), labels[..rows]).Accuracy(test, testLabels));
        Time("logistic regression", rows =>
        {
            using var model = new LogisticRegression(First(train, rows), labels[..rows]);
            return model.Accuracy(test, testLabels);
        });
        Time("t-SNE", rows => new TSne { Iterations = rows < InputData.TrainRows ? 20 : 1000 }.Embed(First(train, Math.Min(rows, InputData.MapRows))).KlDivergence);
        Time("principal components", rows =>
        {
            using var scope = NewDisposeScope();
            var all = new Examples(images.narrow(0, 0, rows));
            using var components = new PrincipalComponents(all, InputData.CodeLength);
            return (components.Reconstruct(all) - all.Images).square().mean().ToDouble();
        });
        Evidence(data, images);
    }

    private static void Evidence(InputData data, Tensor images)
    {
        using var model = new Vae();
        foreach (var (name, weight) in model.named_parameters().Where(weight => weight.name.StartsWith("Decode.", StringComparison.Ordinal)))
            weight.copy_(data.Read(name, weight.shape));
        foreach (var weight in model.parameters())
            weight.requires_grad = false;
        var latent = new LatentModel(new ImageModel(model, new ElboObjective(PixelLikelihood.Of(Likelihood.Bernoulli))),
            new Examples(images.narrow(0, 0, InputData.EvidenceImages)));
        using var mean = data.Read("proposal-mean", InputData.EvidenceImages, 10);
        using var prior = new Gaussian(zeros_like(mean), zeros_like(mean));
        using var proposal = new Gaussian(mean, zeros_like(mean));
        Time("importance sampling", rows =>
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(1);
            return ImportanceSampling.LogEvidence(latent.LogLikelihood, proposal, rows / 2, generator).LogEvidence.mean().ToDouble();
        });
        Time("annealed importance sampling", rows =>
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(1);
            return new AnnealedImportanceSampling { Temperatures = rows < InputData.TrainRows ? 5 : 50 }.LogEvidence(latent.LogLikelihood, prior, generator).Evidence.LogEvidence.mean().ToDouble();
        });
    }

    private static void Time(string name, Func<int, double> compute)
    {
        for (var repetition = 0; repetition < 3; repetition++)
            compute(InputData.TrainRows / 10);
        var clock = Stopwatch.StartNew();
        var result = compute(InputData.TrainRows);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}|{clock.Elapsed.TotalSeconds}|{result}"));
    }

    private static FeatureMatrix First(FeatureMatrix features, int rows) => new(features.Values[..(rows * features.Columns)], rows, features.Columns);
}
