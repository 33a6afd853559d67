using ModelDsl.Training;
using ModelDsl.Weights;

namespace ModelDsl.Experiments.Plan;

/// <summary>Reads how an experiment's models are trained. What is not set keeps the default of <see cref="TrainingOptions"/>.</summary>
internal static class TrainingSettings
{
    /// <summary>The settings' names.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "Epochs", "BatchSize", "LearningRate", "Schedule", "Beta1", "WeightDecay", "GradientNorm",
        "ValidationImages", "Patience", "AverageDecay", "Binarize", "Weights", "Freeze",
    ];

    /// <summary>Reads them all.</summary>
    /// <exception cref="CodedException">A value means nothing, or does not go with another; the error stands at the item's line.</exception>
    public static TrainingOptions Read(ExperimentSpec spec, Settings settings)
    {
        var defaults = new TrainingOptions();
        var options = new TrainingOptions
        {
            Epochs = settings.Integer("Epochs", 1),
            BatchSize = settings.Integer("BatchSize", 1),
            LearningRate = settings.Positive("LearningRate"),
            Schedule = settings.Choice("Schedule", Enum.GetNames<LearningRateSchedule>()) is { } schedule ? Enum.Parse<LearningRateSchedule>(schedule) : defaults.Schedule,
            Beta1 = settings.Number("Beta1", defaults.Beta1, below: 1),
            WeightDecay = settings.Number("WeightDecay", defaults.WeightDecay),
            GradientNorm = settings.Number("GradientNorm", defaults.GradientNorm),
            ValidationImages = settings.Has("ValidationImages") ? settings.Integer("ValidationImages", 0) : defaults.ValidationImages,
            Patience = settings.Has("Patience") ? settings.Integer("Patience", 0) : defaults.Patience,
            AverageDecay = settings.Number("AverageDecay", defaults.AverageDecay, below: 1),
            Binarize = settings.Flag("Binarize"),
            Weights = settings.Optional("Weights") is { } path ? Weights(spec, path) : null,
            Freeze = settings.Has("Freeze") ? settings.List("Freeze") : [],
        };
        if (options.Patience > 0 && options.ValidationImages == 0)
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.GiverOf("Patience")} sets Patience and no ValidationImages: there is nothing to judge epochs by. Add ValidationImages, such as 5000.", "Patience");
        if (settings.Has("TrainingImages") && settings.Integer("TrainingImages", 1) is var images && options.ValidationImages >= images)
            throw spec.Error(ExperimentErrorCodes.InvalidSetting, $"{spec.GiverOf("ValidationImages")} sets ValidationImages to {options.ValidationImages}, which leaves none of its {images} TrainingImages to train on. Set fewer.", "ValidationImages");
        return options;
    }

    // A relative path starts at the project file, where the setting stands.
    private static WeightsFile Weights(ExperimentSpec spec, string path)
    {
        try
        {
            return WeightsFile.Of(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(spec.ProjectFile))!, path));
        }
        catch (CodedException error)
        {
            throw spec.Place(error, "Weights");
        }
    }
}
