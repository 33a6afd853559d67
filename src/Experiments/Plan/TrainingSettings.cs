using System.Globalization;
using ModelDsl.Experiments.Contract;
using ModelDsl.Training;
using ModelDsl.Weights;

namespace ModelDsl.Experiments.Plan;

/// <summary>One training setting.</summary>
/// <param name="Name">The name of the setting and of the option.</param>
/// <param name="Set">Copies the options with the experiment's value.</param>
/// <param name="ValueOf">Formats the value for the fingerprint, independent of the culture.</param>
internal sealed record TrainingSetting(string Name, Func<TrainingOptions, SettingReader, TrainingOptions> Set, Func<TrainingOptions, string> ValueOf);

/// <summary>Reads one setting of an experiment.</summary>
internal sealed record SettingReader(ExperimentSpec Spec, Settings Settings, string Name)
{
    public int Integer(int least) => Settings.Integer(Name, least);

    public int Integer(int least, int @default) => Settings.Has(Name) ? Settings.Integer(Name, least) : @default;

    public T Member<T>(T @default) where T : struct, Enum =>
        Settings.Choice(Name, Enum.GetNames<T>()) is { } name ? Enum.Parse<T>(name) : @default;

    public double Number(double @default, double below = double.PositiveInfinity) => Settings.Number(Name, @default, below);
}

/// <summary>The training settings of an experiment. A missing setting keeps the default of <see cref="TrainingOptions"/>.</summary>
internal static class TrainingSettings
{
    // The only list of training settings. The seed is not in it, because it is an axis of the grid.
    private static readonly TrainingSetting[] s_all =
    [
        new(nameof(TrainingOptions.Epochs), (options, setting) => options with { Epochs = setting.Integer(1) }, options => Text(options.Epochs)),
        new(nameof(TrainingOptions.BatchSize), (options, setting) => options with { BatchSize = setting.Integer(1) }, options => Text(options.BatchSize)),
        new(nameof(TrainingOptions.LastBatch), (options, setting) => options with { LastBatch = setting.Member(options.LastBatch) }, options => options.LastBatch.ToString()),
        new(nameof(TrainingOptions.LearningRate), (options, setting) => options with { LearningRate = setting.Settings.Positive(setting.Name) }, options => Text(options.LearningRate)),
        new(nameof(TrainingOptions.Optimizer), (options, setting) => options with { Optimizer = setting.Member(options.Optimizer) }, options => options.Optimizer.ToString()),
        new(nameof(TrainingOptions.Momentum), (options, setting) => options with { Momentum = setting.Number(options.Momentum, below: 1) }, options => Text(options.Momentum)),
        new(nameof(TrainingOptions.GroupRates), (options, setting) => options with { GroupRates = GroupRates(setting) }, options => string.Join(' ', options.GroupRates.Select(rate => $"{rate.Key}={Text(rate.Value)}"))),
        new(nameof(TrainingOptions.Augment), (options, setting) => options with { Augment = Augment(setting) }, options => options.Augment?.ToString() ?? ""),
        new(nameof(TrainingOptions.Schedule), (options, setting) => options with { Schedule = setting.Member(options.Schedule) }, options => options.Schedule.ToString()),
        new(nameof(TrainingOptions.Beta1), (options, setting) => options with { Beta1 = setting.Number(options.Beta1, below: 1) }, options => Text(options.Beta1)),
        new(nameof(TrainingOptions.WeightDecay), (options, setting) => options with { WeightDecay = setting.Number(options.WeightDecay) }, options => Text(options.WeightDecay)),
        new(nameof(TrainingOptions.GradientNorm), (options, setting) => options with { GradientNorm = setting.Number(options.GradientNorm) }, options => Text(options.GradientNorm)),
        new(nameof(TrainingOptions.ValidationImages), (options, setting) => options with { ValidationImages = setting.Integer(0, options.ValidationImages) }, options => Text(options.ValidationImages)),
        new(nameof(TrainingOptions.Patience), (options, setting) => options with { Patience = setting.Integer(0, options.Patience) }, options => Text(options.Patience)),
        new(nameof(TrainingOptions.AverageDecay), (options, setting) => options with { AverageDecay = setting.Number(options.AverageDecay, below: 1) }, options => Text(options.AverageDecay)),
        new(nameof(TrainingOptions.Binarize), (options, setting) => options with { Binarize = setting.Settings.Flag(setting.Name) }, options => options.Binarize ? "true" : "false"),
        new(nameof(TrainingOptions.Weights), (options, setting) => options with { Weights = Weights(setting) }, options => options.Weights?.Hash ?? ""),
        new(nameof(TrainingOptions.Freeze), (options, setting) => setting.Settings.Has(setting.Name) ? options with { Freeze = setting.Settings.List(setting.Name) } : options, options => string.Join(' ', options.Freeze)),
    ];

    /// <summary>The settings' names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_all.Select(setting => setting.Name)];

    /// <summary>Reads all settings.</summary>
    /// <exception cref="CodedException">A value is invalid, or conflicts with another; the error is at the item's line.</exception>
    public static TrainingOptions Read(ExperimentSpec spec, Settings settings)
    {
        var options = s_all.Aggregate(new TrainingOptions(), (options, setting) => setting.Set(options, new(spec, settings, setting.Name)));
        if (options.Patience > 0 && options.ValidationImages == 0)
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf("Patience")} sets Patience without ValidationImages: no images are left to compare epochs on. Add ValidationImages, such as 5000.", "Patience");
        if (options is { Momentum: > 0, Optimizer: OptimizerKind.Adam or OptimizerKind.AdamW })
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf("Momentum")} sets Momentum, but {options.Optimizer} has none. Set Optimizer to Sgd or RmsProp, or set Beta1.", "Momentum");
        if (settings.Has("TrainingImages") && settings.Integer("TrainingImages", 1) is var images && options.ValidationImages >= images)
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf("ValidationImages")} sets ValidationImages to {options.ValidationImages}, which leaves none of its {images} TrainingImages to train on. Set fewer.", "ValidationImages");
        return options;
    }

    /// <summary>The settings with their values, as inputs of a fingerprint.</summary>
    public static IEnumerable<(string Name, string Value)> ValuesOf(TrainingOptions options) => s_all.Select(setting => (setting.Name, setting.ValueOf(options)));

    /// <summary>The options for one objective: without rates of parameter groups that only the objectives of other models have.</summary>
    public static TrainingOptions For(this TrainingOptions options, IObjective objective) => options with
    {
        GroupRates = new SortedDictionary<string, double>(
            options.GroupRates.Where(rate => objective.ParameterGroups.Any(group => group.Name == rate.Key)).ToDictionary(), StringComparer.Ordinal),
    };

    /// <summary>Checks that at least one model has each parameter group with a rate.</summary>
    /// <exception cref="CodedException">None has; the error is at the setting.</exception>
    public static void CheckGroups(ExperimentSpec spec, TrainingOptions options, IEnumerable<ModelEntry> models)
    {
        var groups = models.SelectMany(model => model.Objective!.Create()!.ParameterGroups).Select(group => group.Name).Distinct().ToList();
        if (options.GroupRates.Keys.FirstOrDefault(name => !groups.Contains(name)) is { } unknown)
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf("GroupRates")} sets a rate of the parameter group '{unknown}', which no model has.{Suggestion.DidYouMean(unknown, groups)} Groups: {string.Join(", ", groups)}.", "GroupRates");
    }

    private static SortedDictionary<string, double> GroupRates(SettingReader setting)
    {
        var rates = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var term in setting.Settings.Has(setting.Name) ? setting.Settings.List(setting.Name) : [])
        {
            if (term.Split('=') is not [var name, var text] || name == "" || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate)
                || rate < 0 || !double.IsFinite(rate) || !rates.TryAdd(name, rate))
                throw Invalid(setting, $"'{term}'", "groups with their fractions of LearningRate, each once: discriminator=0.5");
        }

        return rates;
    }

    private static Augmentation? Augment(SettingReader setting)
    {
        if (!setting.Settings.Has(setting.Name))
            return null;
        try
        {
            return Augmentation.Parse(setting.Settings.List(setting.Name));
        }
        catch (FormatException error)
        {
            throw setting.Spec.Error(ExperimentErrorCodes.InvalidSetting, $"{setting.Spec.SourceOf(setting.Name)}: {setting.Name}: {error.Message}.", setting.Name);
        }
    }

    private static CodedException Invalid(SettingReader setting, string value, string wanted) => setting.Spec.Error(
        ExperimentErrorCodes.InvalidSetting, $"{setting.Spec.SourceOf(setting.Name)}: {setting.Name} is {value}, but must be {wanted}.", setting.Name);

    private static WeightsFile? Weights(SettingReader setting)
    {
        if (setting.Settings.Optional(setting.Name) is not { } path)
            return null;
        try
        {
            return WeightsFile.Of(setting.Spec.PathOf(path));
        }
        catch (CodedException error)
        {
            throw setting.Spec.Place(error, setting.Name);
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
