using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports;
using ModelDsl.Experiments.Reports.Content;
using ModelDsl.Experiments.Reports.Published;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Tests.Reports;

/// <summary>Artificial results: two models and two baselines on two data sets, with everything that a report shows.</summary>
internal sealed class FakeExperiment : IDisposable
{
    public const string OddName = "A&B <i>";

    public static readonly Metric Accuracy = new("Accuracy", "accuracy", Better.Higher, 3);
    public static readonly Metric Depth = new("Depth", "tree depth", Better.Neither, 0, "Describes <the> tree & no more.");
    /// <summary>Unreliable for the VAE: one of its seeds is below the threshold, although their mean is not.</summary>
    public static readonly Metric Estimate = new("Estimate", "estimated size", Better.Higher, 1, "Of all pixels.") { Reliance = new(Accuracy, 0.805) };

    public static readonly FakeEvaluator Denoising = new("Denoising", [Error("0.1", ""), Error("0.3", ""), Error("0.5", ""), Error("0.1", ",clipped"), Error("0.5", ",clipped")]);
    public static readonly FakeEvaluator Probe = new("Probe", [Accuracy, Depth, Estimate]);
    public static readonly FakeEvaluator Gallery = new("CodeGallery", []);

    /// <summary>One claim for each verdict, and one without a measured metric.</summary>
    public static readonly IReadOnlyList<ClaimSpec> Claims =
    [
        new("The VAE denoises better", "DenoisingMse", "Vae", null, "ConvAutoencoder", "/project/Test.csproj", 20),
        new("The VAE's codes tell classes apart", "Accuracy", null, "Vae", "ConvAutoencoder", "/project/Test.csproj", 21),
        new("The VAE's tree is deeper", "Depth", null, "Vae", "ConvAutoencoder", "/project/Test.csproj", 22),
        new("The VAE is larger", "Estimate", null, "Vae", "ConvAutoencoder", "/project/Test.csproj", 24),
        new("The VAE generates", "Generation", null, "Vae", "ConvAutoencoder", "/project/Test.csproj", 23),
    ];

    // Shared by all tests, which do not change them, because drawing and hashing pictures takes long.
    private static readonly string s_jobs = Directory.CreateTempSubdirectory("modeldsl-").FullName;
    private static readonly JobStore s_store = new(s_jobs, new Engine("cpu", threads: 1));
    private static readonly Dictionary<string, MeasuredJob> s_finished = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    static FakeExperiment() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(s_jobs, recursive: true);

    /// <summary>The folder of the report.</summary>
    public string Folder => _folder;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The content of the report.</summary>
    /// <param name="seeds">The number of seeds of each model.</param>
    /// <param name="latents">The lengths of codes; null for each model's default.</param>
    public ReportContent Content(int seeds = 3, int[]? latents = null)
    {
        var spec = Specs.Of(("Models", "ConvAutoencoder;Vae"), ("Epochs", "12"), ("DataDir", "/my/data")) with
        {
            Name = "fake",
            Claims = Claims,
            Overrides = new Dictionary<string, string> { ["Epochs"] = "12", ["Seeds"] = "1 2 3", ["SlurmOptions"] = "--exclude=n1,n2", ["DataDir"] = "/my/data" },
        };
        var published = new PublishedValues([new("Stripes", "Vae", [new("Latent", 10)], "DenoisingMse(0.5)", 0.044, "A paper, \"table\" 1, row <2>")]);
        var jobs = new[] { "Stripes", OddName }.SelectMany(name => Jobs(new StripedImages(name), seeds, latents)).Select(Find).ToList();
        return new ReportContent(spec, "engine 1.0, cpu, 1 thread", [Denoising, Probe, Gallery], published, jobs, jobs.Count + 1);
    }

    private static Metric Error(string deviation, string suffix) => new($"DenoisingMse({deviation}{suffix})", $"denoising MSE, σ = {deviation}{suffix}");

    private static IEnumerable<Job> Jobs(IDataset dataset, int seeds, int[]? latents)
    {
        foreach (var name in new[] { "ConvAutoencoder", "Vae" })
        {
            var model = Specs.Models.Single(entry => entry.Name == name);
            foreach (var latent in latents ?? [model.Sizes[0].Default])
                foreach (var seed in Enumerable.Range(1, seeds))
                    yield return new ModelJob(model, dataset, [new("Latent", latent)], new TrainingOptions { Seed = seed, Epochs = 12 });
        }

        yield return BaselineJob.MeanImage(dataset);
        yield return BaselineJob.PrincipalComponents(dataset, 10);
    }

    private static MeasuredJob Find(Job job)
    {
        var path = s_store.Folder(job).Path;
        if (!s_finished.TryGetValue(path, out var finished))
            s_finished.Add(path, finished = Finish(job));
        return finished with { Job = job };
    }

    private static MeasuredJob Finish(Job job)
    {
        var folder = s_store.Folder(job);
        var seed = job is ModelJob model ? model.Training.Seed : 0;
        if (job is ModelJob)
        {
            Directory.CreateDirectory(folder.Path);
            File.WriteAllText(folder.Weights, "weights");
            folder.Write(Training(folder.Fingerprint, job.Name, seed));
        }

        var evaluations = new SortedDictionary<string, EvaluationRecord>(StringComparer.Ordinal);
        foreach (var evaluator in new[] { Denoising, Probe, Gallery })
        {
            var evaluation = evaluator.Make(job, seed);
            folder.Write(evaluator.Name, evaluation);
            evaluations.Add(evaluator.Name, new EvaluationRecord(
                $"{evaluator.Name}-{seed}", evaluator.Settings, new(evaluation.Metrics.ToDictionary(), StringComparer.Ordinal), new(evaluation.Series.ToDictionary(), StringComparer.Ordinal),
                [], [.. evaluation.Pictures.Keys], [.. evaluation.Maps.Keys]));
        }

        folder.Write(new RunRecord(new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero), 12.5, "a-host", 2, "engine 1.0", "0123456789abcdef"));
        var result = new JobResult(folder.Fingerprint.Hash, folder.Fingerprint.Inputs, job is ModelJob ? 12345 : null, evaluations);
        return new MeasuredJob(job, result, folder);
    }

    private static TrainingRecord Training(Fingerprint fingerprint, string model, int seed)
    {
        double[] Curve(double from, double to) => [.. Enumerable.Range(1, 12).Select(epoch => to + (from - to) * Math.Exp(-0.4 * epoch) + 0.02 * seed * (from - to) / epoch)];
        var metrics = model == "Vae" ? new Dictionary<string, double?[]> { [TrainingMetrics.Bound] = Values(Curve(-300, -110)), [TrainingMetrics.KlDivergence] = Values(Curve(2, 20)), ["spread"] = Values(Curve(3, 1)) } : [];
        double?[] Values(double[] curve) => [.. curve];
        return new TrainingRecord(fingerprint.Hash, fingerprint.Inputs, Curve(0.1, model == "Vae" ? 0.03 : 0.02), metrics, Curve(0.12, 0.035), "");
    }
}

/// <summary>An evaluator with artificial values.</summary>
internal sealed class FakeEvaluator(string name, IReadOnlyList<Metric> metrics) : IEvaluator
{
    public string Name => name;

    public string Settings => "made up";

    public IReadOnlyList<Metric> Metrics => metrics;

    public bool Measures(ImageModel model) => true;

    public void Evaluate(EvaluationContext evaluation) => throw new NotSupportedException();

    /// <summary>The VAE has lower errors and lower accuracies; its depth differs by chance.</summary>
    public EvaluationContext Make(Job job, int seed)
    {
        var evaluation = new EvaluationContext(null!, null!, null!, [], [], seed);
        var isVae = job.Name == "Vae";
        foreach (var (index, metric) in metrics.Index())
        {
            evaluation.Add(metric, metric.Family switch
            {
                "DenoisingMse" => (isVae ? 0.02 : 0.03) + 0.01 * index + 0.001 * seed * (isVae ? 1 : 1.2),
                "Accuracy" => (isVae ? 0.8 : 0.9) + 0.003 * seed * (isVae ? 1 : 0.9),
                _ => 20 + (isVae ? seed * 3 % 5 : seed),
            });
        }

        if (metrics.Count == 0)
            AddGallery(evaluation, job, isVae ? 1 : 2);
        return evaluation;
    }

    private static void AddGallery(EvaluationContext evaluation, Job job, int shape)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        TorchSharp.torch.Tensor Images(int count, int seed) => TorchSharp.torch.linspace(0, count * seed, count * 28L * 28L).sin().abs().reshape(count, 1, 28, 28);
        evaluation.AddPicture("originals", Images(16, 3));
        evaluation.AddPicture("reconstructions", Images(16, 3 + shape));
        if (job is not ModelJob)
            return;

        evaluation.AddPicture("samples-from-the-prior", Images(64, 7 + shape));
        evaluation.AddSeries("divergence of each dimension", [.. Enumerable.Range(0, 10).Select(index => Math.Exp(-index * 0.3) * shape)]);
        var random = new Random(shape);
        byte[] classes = [.. Enumerable.Range(0, 5000).Select(index => (byte)(index % 10))];
        evaluation.AddMap("codes", new PointMap([.. classes.Select(c => Normal(random) + 4 * MathF.Cos(c * shape))], [.. classes.Select(c => Normal(random) + 4 * MathF.Sin(c * shape))], classes));
    }

    private static float Normal(Random random) => MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(MathF.Tau * random.NextSingle());
}
