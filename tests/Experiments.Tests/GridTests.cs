using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Tests;

public sealed class GridTests
{
    private static readonly DataOptions s_nowhere = new() { CacheFolder = "" };

    private static Grid Of(params (string, string)[] settings) => Grid.Of(Specs.Of(settings), Specs.Catalogue());

    private static CodedException Refused(params (string, string)[] settings) => Assert.Throws<CodedException>(() => Of(settings));

    [Fact]
    public void Lists_are_axes_and_baselines_come_last()
    {
        var grid = Of(("Models", "ConvAutoencoder;DenseAutoencoder"), ("Dataset", "Stripes;Bars"), ("Latent", "8;16"), ("Seeds", "1;2"));

        Assert.Equal(
        [
            "ConvAutoencoder/Stripes/Latent=8/seed=1", "ConvAutoencoder/Stripes/Latent=8/seed=2",
            "ConvAutoencoder/Stripes/Latent=16/seed=1", "ConvAutoencoder/Stripes/Latent=16/seed=2",
            "DenseAutoencoder/Stripes/Latent=8/seed=1", "DenseAutoencoder/Stripes/Latent=8/seed=2",
            "DenseAutoencoder/Stripes/Latent=16/seed=1", "DenseAutoencoder/Stripes/Latent=16/seed=2",
            "mean image/Stripes", "PCA/Stripes/Components=8", "PCA/Stripes/Components=16",
        ], grid.Jobs.Take(11).Select(job => job.Key));
        Assert.Equal(22, grid.Jobs.Count);
        Assert.All(grid.Jobs.Skip(11), job => Assert.Equal("Bars", job.Dataset.Name));
    }

    [Theory]
    [InlineData("Seeds", "1;2;1", "lists 1 twice in Seeds")]
    [InlineData("Seeds", "1;01", "lists 1 twice in Seeds")]
    [InlineData("Latent", "8;8", "lists 8 twice in Latent")]
    [InlineData("Models", "Vae;ConvAutoencoder;Vae", "lists Vae twice in Models")]
    [InlineData("Dataset", "Stripes;stripes", "lists Stripes twice in Dataset")]
    [InlineData("Evaluate", "Reconstruction;Reconstruction", "lists Reconstruction twice in Evaluate")]
    public void A_repeated_value_is_an_error(string name, string value, string text)
    {
        var error = Refused((name, value));

        Assert.Equal("MDX0010", error.Code);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_ignores_axes_of_sizes_that_it_does_not_have() => Assert.Equal(
        ["DenseAutoencoder/Stripes/Latent=16/seed=1", "Sized/Stripes/Latent=4,Width=1/seed=1", "Sized/Stripes/Latent=4,Width=2/seed=1"],
        Of(("Models", "DenseAutoencoder;Sized"), ("Width", "1;2")).Jobs.OfType<ModelJob>().Select(job => job.Key));

    [Theory, InlineData("TrainingImages"), InlineData("TestImages")]
    public void A_limited_data_set_keeps_its_name_and_changes_its_hash(string setting)
    {
        var dataset = Of((setting, "50")).Jobs.Select(job => job.Dataset).Distinct().Single();

        Assert.Equal("Stripes", dataset.Name);
        Assert.NotEqual(Specs.Datasets[0].ContentHash, dataset.ContentHash);
        Assert.NotEqual(Of((setting, "51")).Jobs[0].Dataset.ContentHash, dataset.ContentHash);
    }

    [Fact]
    public async Task Limits_select_the_first_images()
    {
        var all = await Specs.Datasets[0].LoadAsync(s_nowhere);
        var fewer = await Of(("TrainingImages", "5"), ("TestImages", "3")).Jobs[0].Dataset.LoadAsync(s_nowhere);
        var pixels = all.Test.Pixels.Length / all.Test.Count;

        Assert.Equal((5, 3), (fewer.Train.Count, fewer.Test.Count));
        Assert.Equal(all.Test.Pixels[..(3 * pixels)], fewer.Test.Pixels);
        Assert.Equal(all.Test.Labels[..3], fewer.Test.Labels);
        Assert.Equal(all.Test.Count, (await Of(("TestImages", "1000000")).Jobs[0].Dataset.LoadAsync(s_nowhere)).Test.Count);
    }

    [Fact]
    public void A_size_that_is_not_swept_has_its_default() =>
        Assert.Equal("Latent=4,Width=8", Of(("Models", "Sized")).Jobs[0].SizeText);

    [Fact]
    public void A_title_and_a_description_are_not_axes() =>
        Assert.Equal(Of().Jobs.Count, Of(("Title", "Two autoencoders"), ("Description", "Which of them reconstructs better.")).Jobs.Count);

    [Theory]
    [InlineData("Models", "Nowhere", "MDX0011", "'Nowhere', which is not declared. Declared: ConvAutoencoder, DenseAutoencoder")]
    [InlineData("Models", "DenseAutoencodr", "MDX0011", "which is not declared. Did you mean DenseAutoencoder? Declared: ")]
    [InlineData("Epoch", "2", "MDX0013", "Did you mean Epochs? Settings: ")]
    [InlineData("Executor", "cloud", "MDX0010", "Executor is 'cloud', but must be one of local, slurm")]
    [InlineData("Models", "WithoutObjective", "MDX0012", "WithoutObjective has no objective")]
    [InlineData("Models", "Untrained", "MDX0015", "Untrained has the objective Untrainable, whose attribute does not create an IObjective")]
    [InlineData("Dataset", "Stripe", "MDX0104", "Did you mean Stripes?")]
    [InlineData("Letent", "8", "MDX0013", "sets Letent, which is neither a setting nor a size of DenseAutoencoder")]
    [InlineData("Width", "8", "MDX0013", "sizes: Latent")]
    [InlineData("Epochs", "two", "MDX0010", "Epochs is 'two', but must be an integer of at least 1")]
    [InlineData("Epochs", "0", "MDX0010", "Epochs is '0'")]
    [InlineData("Epochs", "1;2", "MDX0010", "Epochs is '1;2', but must be one value")]
    [InlineData("Seeds", "1;-2", "MDX0010", "Seeds is '-2'")]
    [InlineData("LearningRate", "0,001", "MDX0010", "LearningRate is '0,001', but must be a positive number")]
    [InlineData("LearningRate", "1e999", "MDX0010", "LearningRate is '1e999'")]
    [InlineData("FailFast", "maybe", "MDX0010", "must be true or false")]
    [InlineData("TrainingImages", "0", "MDX0010", "TrainingImages is '0', but must be an integer of at least 1")]
    [InlineData("TestImages", "some", "MDX0010", "TestImages is 'some', but must be an integer of at least 1")]
    [InlineData("Binarize", "maybe", "MDX0010", "must be true or false")]
    [InlineData("Schedule", "Sawtooth", "MDX0010", "Schedule is 'Sawtooth', but must be one of Constant, Linear, Cosine")]
    [InlineData("Schedule", "1", "MDX0010", "Schedule is '1'")]
    [InlineData("Beta1", "1", "MDX0010", "Beta1 is '1', but must be a number from 0 to less than 1")]
    [InlineData("WeightDecay", "-1", "MDX0010", "WeightDecay is '-1', but must be a number of at least 0")]
    [InlineData("GradientNorm", "NaN", "MDX0010", "GradientNorm is 'NaN'")]
    [InlineData("Patience", "3", "MDX0010", "sets Patience without ValidationImages")]
    [InlineData("Weights", "nowhere.safetensors", "MDX0107", "nowhere.safetensors cannot be read")]
    public void Invalid_settings_are_errors_at_the_items_line(string name, string value, string code, string message)
    {
        var error = Refused((name, value));

        Assert.Equal((code, "/project/Test.csproj", 12, 5), (error.Code, error.File, error.Line, error.Column));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Epocs", "5", "Preset 'quick' sets Epocs, which is neither a setting")]
    [InlineData("Epochs", "-1", "Preset 'quick': Epochs is '-1', but must be an integer of at least 1.")]
    [InlineData("Models", "Nobody", "Preset 'quick' names the model 'Nobody'")]
    [InlineData("Dataset", "Nowhere", "There is no data set 'Nowhere'.")]
    public void Invalid_settings_of_a_preset_are_errors_at_the_preset(string name, string value, string message)
    {
        var spec = Specs.Of((name, value)) with { Origins = new Dictionary<string, SourcePosition> { [name] = new("/project/presets.props", 7, 3) } };

        var error = Assert.Throws<CodedException>(() => Grid.Of(spec, Specs.Catalogue()));

        Assert.Equal(("/project/presets.props", 7, 3), (error.File, error.Line, error.Column));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_settings_of_the_command_line_are_errors_without_a_line()
    {
        var spec = Specs.Of(("Epochs", "many")) with { Overrides = new Dictionary<string, string> { ["Epochs"] = "many" } };

        var error = Assert.Throws<CodedException>(() => Grid.Of(spec, Specs.Catalogue()));

        Assert.Equal("/project/Test.csproj : error MDX0010: The command line: Epochs is 'many', but must be an integer of at least 1.", error.ToLine());
    }

    [Fact]
    public void Validation_images_must_leave_training_images()
    {
        var error = Refused(("TrainingImages", "50"), ("ValidationImages", "50"));

        Assert.Equal(("MDX0010", 12), (error.Code, error.Line));
        Assert.Contains("sets ValidationImages to 50, which leaves none of its 50 TrainingImages to train on. Set fewer.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ambiguous_data_set_is_an_error()
    {
        var twice = Specs.Catalogue([new StripedImages("Stripes"), new StripedImages("stripes", Rows: 20)]);
        var error = Assert.Throws<CodedException>(() => Grid.Of(Specs.Of(), twice));

        Assert.Equal(("MDX0104", 12), (error.Code, error.Line));
        Assert.StartsWith("Experiment 'test' names the data set 'Stripes', but 2 have this name: ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Models"), InlineData("Dataset"), InlineData("Seeds")]
    public void An_empty_grid_is_an_error_at_the_items_line(string name)
    {
        var spec = Specs.Of();
        var error = Assert.Throws<CodedException>(() => Grid.Of(spec with { Settings = spec.Settings.Where(setting => setting.Key != name).ToDictionary() }, Specs.Catalogue()));

        Assert.Equal(("MDX0010", 12), (error.Code, error.Line));
        Assert.StartsWith($"Experiment 'test' has no {name}.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Latent", "8;12", "sets Latent to 12, but Restricted allows one of 8, 16")]
    [InlineData("Width", "7", "sets Width to 7, but Restricted allows from 2 to 6")]
    [InlineData("Width", "1", "sets Width to 1, but Restricted allows from 2 to 6")]
    public void A_size_that_a_model_does_not_allow_is_an_error_at_the_items_line(string name, string value, string message)
    {
        var error = Refused(("Models", "DenseAutoencoder;Restricted"), (name, value));

        Assert.Equal(("MDX0014", 12), (error.Code, error.Line));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Allowed_sizes_are_accepted() =>
        Assert.Equal(4, Of(("Models", "Restricted"), ("Latent", "8;16"), ("Width", "2;6")).Jobs.OfType<ModelJob>().Count());

    public static TheoryData<string, string> TrainingSettings => new()
    {
        { "Epochs", "7" }, { "BatchSize", "7" }, { "LearningRate", "0.7" }, { "Schedule", "cosine" }, { "Beta1", "0.7" }, { "Optimizer", "adamw" }, { "GroupRates", "model=0.5" }, { "Augment", "flip;shift=2" }, { "WeightDecay", "0.7" },
        { "GradientNorm", "7" }, { "ValidationImages", "7" }, { "AverageDecay", "0.7" }, { "Binarize", "true" }, { "Freeze", "Encode" }, { "Seeds", "7" },
        { "LastBatch", "drop" },
    };

    [Theory, MemberData(nameof(TrainingSettings))]
    public void Each_training_setting_changes_the_fingerprint(string name, string value) =>
        Assert.NotEqual(FingerprintOf(), FingerprintOf((name, value)));

    /// <summary>TorchSharp's constant for the libtorch version must match the package that the build restores.</summary>
    [Fact]
    public void The_packages_that_the_build_restores_are_in_the_fingerprint_and_in_reports()
    {
        var versions = typeof(GridTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(metadata => metadata.Key, metadata => metadata.Value);
        var packages = $"TorchSharp {versions["TorchSharpVersion"]}, libtorch {versions["LibTorchVersion"]}";
        var engine = new Engine("cpu", 2);

        Assert.StartsWith($"{packages}, ModelDsl.Kernels ", Fingerprint.OfTraining(Of().Jobs.OfType<ModelJob>().First(), engine).Inputs["engine"], StringComparison.Ordinal);
        Assert.Equal($"{packages}, cpu with kernels of ModelDsl, 2 threads", engine.ToString());
    }

    /// <summary>Otherwise a change of a report's color would train all models again.</summary>
    [Fact]
    public void The_code_of_runner_and_reports_is_in_no_fingerprint()
    {
        var job = Of().Jobs.OfType<ModelJob>().First();
        var training = Fingerprint.OfTraining(job, new Engine("cpu", 1));
        var runner = CodeHash.Of(typeof(ExperimentRunner).Assembly);

        Assert.Contains(training.Inputs.Values, value => value.Contains(CodeHash.Of(typeof(IModel).Assembly), StringComparison.Ordinal));
        Assert.DoesNotContain(training.Inputs.Values, value => value.Contains(runner, StringComparison.Ordinal));
        Assert.All(Evaluators.Known, evaluator =>
            Assert.DoesNotContain(Fingerprint.OfEvaluation(training, evaluator).Inputs.Values, value => value.Contains(runner, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("cpu", "", false), InlineData("cuda", "", true), InlineData("cuda:1", "", true), InlineData("cuda", "3", false)]
    public void Jobs_share_an_accelerator_only_if_set(string device, string jobs, bool isSingle)
    {
        var execution = (jobs == "" ? Of() : Of(("Jobs", jobs))).Execution;

        Assert.Equal(isSingle ? 1 : jobs == "" ? Environment.ProcessorCount : int.Parse(jobs, CultureInfo.InvariantCulture), execution.Parallelism(1, new Engine(device, 1).IsProcessor));
    }

    [Fact]
    public void Each_training_option_is_a_setting_of_experiments_and_of_the_build()
    {
        var options = typeof(TrainingOptions).GetProperties().Select(property => property.Name).Except([nameof(TrainingOptions.Seed)]).Order();
        using var stream = typeof(GridTests).Assembly.GetManifestResourceStream("ModelDsl.Experiments.targets")!;
        var defaults = XDocument.Load(stream).Descendants("ItemDefinitionGroup").Elements("Experiment").Elements().Select(setting => setting.Name.LocalName).ToList();

        Assert.Equal(options, Plan.TrainingSettings.Names.Order());
        Assert.All(Plan.TrainingSettings.Names, name => Assert.Contains(name, defaults));
        Assert.Equal(options, TrainingSettings.Select(row => (string)row[0]).Concat(["Momentum", "Patience", "Weights"]).Except(["Seeds"]).Order());
    }

    [Fact]
    public void Momentum_changes_the_fingerprint() =>
        Assert.NotEqual(FingerprintOf(("Optimizer", "Sgd")), FingerprintOf(("Optimizer", "Sgd"), ("Momentum", "0.9")));

    /// <summary>As with sizes, a rate does not apply to models without the group, and does not train them again.</summary>
    [Fact]
    public void A_rate_of_a_parameter_group_applies_to_the_models_that_have_it()
    {
        var rates = Of(("Models", "Vae;Avae"), ("GroupRates", "discriminator=0.5")).Jobs.OfType<ModelJob>().ToDictionary(job => job.Name, job => job.Training.GroupRates);
        Assert.Empty(rates["Vae"]);
        Assert.Equal(0.5, rates["Avae"]["discriminator"]);
    }

    [Theory]
    [InlineData("GroupRates", "discriminator=0.5", "sets a rate of the parameter group 'discriminator', which no model has. Groups: model.")]
    [InlineData("GroupRates", "model=-1", "GroupRates is 'model=-1', but must be groups with their fractions")]
    [InlineData("GroupRates", "model", "GroupRates is 'model', but must be groups with their fractions")]
    [InlineData("Optimizer", "Lion", "Optimizer is 'Lion', but must be one of Adam, AdamW, Sgd, RmsProp")]
    [InlineData("Momentum", "0.9", "sets Momentum, but Adam has none")]
    [InlineData("Augment", "flip;rotate=3", "Augment: 'rotate=3' is none of flip, shift=2")]
    [InlineData("Augment", "crop=2", "Augment: 'crop=2' is none of flip")]
    [InlineData("Augment", "flip;flip", "lists flip twice in Augment")]
    public void A_wrong_training_setting_is_an_error(string name, string value, string message)
    {
        var error = Assert.Throws<CodedException>(() => Of((name, value)));
        Assert.Equal("MDX0010", error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patience_changes_the_fingerprint() =>
        Assert.NotEqual(FingerprintOf(("ValidationImages", "7")), FingerprintOf(("ValidationImages", "7"), ("Patience", "7")));

    [Fact]
    public void Initial_weights_enter_the_fingerprint_by_content()
    {
        var folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;
        try
        {
            string Write(string name, string content)
            {
                var path = Path.Combine(folder, name);
                File.WriteAllText(path, content);
                return path;
            }

            var first = FingerprintOf(("Weights", Write("a.safetensors", "one")));
            Assert.NotEqual(FingerprintOf(), first);
            Assert.Equal(first, FingerprintOf(("Weights", Write("b.safetensors", "one"))));
            Assert.NotEqual(first, FingerprintOf(("Weights", Write("a.safetensors", "two"))));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string FingerprintOf(params (string, string)[] settings) =>
        Fingerprint.OfTraining(Of(settings).Jobs.OfType<ModelJob>().First(), new Engine("cpu", threads: 1)).Hash;
}
