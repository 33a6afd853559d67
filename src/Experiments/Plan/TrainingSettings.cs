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
        new(nameof(TrainingOptions.LastBatch), (options, setting) => options with { LastBatch = Choice(setting, options.LastBatch) }, options => options.LastBatch.ToString()),
        new(nameof(TrainingOptions.LearningRate), (options, setting) => options with { LearningRate = setting.Settings.Positive(setting.Name) }, options => Text(options.LearningRate)),
        new(nameof(TrainingOptions.Schedule), (options, setting) => options with { Schedule = Choice(setting, options.Schedule) }, options => options.Schedule.ToString()),
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
        if (settings.Has("TrainingImages") && settings.Integer("TrainingImages", 1) is var images && options.ValidationImages >= images)
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.SourceOf("ValidationImages")} sets ValidationImages to {options.ValidationImages}, which leaves none of its {images} TrainingImages to train on. Set fewer.", "ValidationImages");
        return options;
    }

    /// <summary>The settings with their values, as inputs of a fingerprint.</summary>
    public static IEnumerable<(string Name, string Value)> ValuesOf(TrainingOptions options) => s_all.Select(setting => (setting.Name, setting.ValueOf(options)));

    private static T Choice<T>(SettingReader setting, T @default) where T : struct, Enum =>
        setting.Settings.Choice(setting.Name, Enum.GetNames<T>()) is { } name ? Enum.Parse<T>(name) : @default;

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
