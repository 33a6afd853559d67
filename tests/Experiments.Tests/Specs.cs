using ModelDsl.Experiments.Contract;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;
using System.Text.Json;
using ModelDsl.Architectures;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Plan;

namespace ModelDsl.Experiments.Tests;

/// <summary>Specifications of experiments on generated data.</summary>
internal static class Specs
{
    public static readonly IReadOnlyList<ModelEntry> Models =
    [
        new("ConvAutoencoder", [new("Latent", 16)], "conv-1", new ReconstructionAttribute(Loss.MeanSquaredError), sizes => new ConvAutoencoder(sizes[0])),
        new("DenseAutoencoder", [new("Latent", 16)], "dense-1", new ReconstructionAttribute(Loss.MeanSquaredError), sizes => new DenseAutoencoder(sizes[0])),
        new("Sized", [new("Latent", 4), new("Width", 8)], "sized-1", new ReconstructionAttribute(Loss.MeanSquaredError), sizes => new DenseAutoencoder(sizes[0])),
        new("Broken", [], "broken-1", new ReconstructionAttribute(Loss.MeanSquaredError), FailOnSecondCall),
        new("Handwritten", [], "handwritten-1", new ReconstructionAttribute(Loss.MeanSquaredError), _ => new Handwritten()),
        new("Vae", [new("Latent", 10)], "vae-1", new ElboAttribute(Likelihood.Bernoulli), sizes => new Vae(sizes[0])),
        new("ConditionalVae", [new("Latent", 10)], "conditional-1", new ElboAttribute(Likelihood.Bernoulli), sizes => new ConditionalVae(sizes[0])),
        new("Avae", [new("Latent", 10), new("Noise", 10)], "avae-1", new AdversarialElboAttribute(Likelihood.Bernoulli), sizes => new Avae(sizes[0], sizes[1])),
        new("Avb", [new("Latent", 10), new("Noise", 10)], "avb-1", new AdversarialVariationalBayesAttribute(Likelihood.Bernoulli), sizes => new Avb(sizes[0], sizes[1])),
        new("Restricted", [new("Latent", 8, AnyOf: [8, 16]), new("Width", 4, Min: 2, Max: 6)], "restricted-1", new ReconstructionAttribute(Loss.MeanSquaredError), sizes => new DenseAutoencoder(sizes[0])),
        new("ColorAutoencoder", [], "color-1", new ReconstructionAttribute(Loss.MeanSquaredError), _ => new ColorAutoencoder()),
        new("Untrained", [], "untrained-1", new UntrainableAttribute(), _ => new DenseAutoencoder()),
        new("Translator", [], "translator-1", new TranslationAttribute(Loss.MeanSquaredError), _ => new DenseAutoencoder()),
        new("Coloring", [], "coloring-1", new TranslationAttribute(Loss.MeanSquaredError), _ => new ColoringModel()),
        new("Irregular", [], "irregular-1", new IrregularAttribute(), _ => new DenseAutoencoder()),
        new("WithoutObjective", [], "without-objective-1", null, _ => new DenseAutoencoder()),
    ];

    public static readonly IReadOnlyList<IDataset> Datasets = [new StripedImages("Stripes"), new StripedImages("Bars", Rows: 20)];

    /// <summary>The models, data sets and evaluators of tests.</summary>
    public static Catalogue Catalogue(IReadOnlyList<IDataset>? datasets = null, IReadOnlyList<IEvaluator>? evaluators = null) =>
        new(Models, datasets ?? Datasets, evaluators ?? Evaluators.Known);

    private static int s_created;

    // The check creates the first instance, the job the second.
    private static DenseAutoencoder FailOnSecondCall(IReadOnlyList<int> sizes) =>
        s_created++ == 0 ? new DenseAutoencoder() : throw new InvalidOperationException("the second time.");

    /// <summary>An experiment with the defaults and additional settings.</summary>
    public static ExperimentSpec Of(params (string Name, string Values)[] settings)
    {
        var all = new Dictionary<string, IReadOnlyList<string>>
        {
            ["Models"] = ["DenseAutoencoder"],
            ["Dataset"] = ["Stripes"],
            ["Epochs"] = ["1"],
            ["Seeds"] = ["1"],
            ["Threads"] = ["1"],
            ["BatchSize"] = ["32"],
            ["LearningRate"] = ["0.001"],
            ["Device"] = ["cpu"],
        };
        foreach (var (name, values) in settings)
            all[name] = values.Split(';');
        return new ExperimentSpec("test", "/project/Test.csproj", 12, 5, "quick", all, Force: false, List: false);
    }

    /// <summary>Writes an experiment to a file, as the build does.</summary>
    public static string Write(this ExperimentSpec spec, string folder)
    {
        var path = Path.Combine(folder, "spec.json");
        File.WriteAllText(path, JsonSerializer.Serialize(spec, new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase }));
        return path;
    }
}

/// <summary>A model with a hand-written stage that fails.</summary>
internal sealed class Handwritten : nn.Module, IAutoencoder
{
    private readonly DenseAutoencoder _usual = new();

    public Handwritten() : base(nameof(Handwritten)) => RegisterComponents();

    public ModelSummary Summary => _usual.Summary;

    public IReadOnlyList<long> InputShape => _usual.InputShape;

    public IReadOnlyList<SizeValue> Sizes => [];

    public Tensor Encode(Tensor image) => throw new InvalidOperationException("not this image.");

    public Tensor Decode(Tensor code) => _usual.Decode(code);
}

/// <summary>An objective that cannot train.</summary>
internal sealed class UntrainableAttribute : ObjectiveAttribute;

/// <summary>Logs NaN, and a metric that starts in a later epoch.</summary>
internal sealed class IrregularAttribute : ObjectiveAttribute
{
    /// <inheritdoc/>
    public override IObjective Create() => new Objective();

    private sealed class Objective : LossObjective
    {
        private readonly ReconstructionObjective _usual = new(ModelDsl.Loss.MeanSquaredError);

        public override Tensor ValidationLoss(nn.Module model, Examples examples) => _usual.ValidationLoss(model, examples);

        protected override Tensor Loss(ITrainingStep step)
        {
            step.Log("notANumber", tensor(float.NaN));
            if (step.Epoch >= 1)
                step.Log("late", tensor(2f));
            return ValidationLoss(step.Model, step.Examples);
        }
    }
}
