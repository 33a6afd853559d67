namespace ModelDsl.Training;

/// <summary>The learning rate of each epoch: a function of the epoch, without state.</summary>
internal static class LearningRates
{
    /// <summary>The learning rate in an epoch.</summary>
    /// <param name="options">The initial rate, the schedule and the number of epochs.</param>
    /// <param name="epoch">The epoch, from 1.</param>
    public static double Of(TrainingOptions options, int epoch)
    {
        var done = (epoch - 1.0) / options.Epochs;
        return options.LearningRate * options.Schedule switch
        {
            LearningRateSchedule.Constant => 1,
            LearningRateSchedule.Linear => 1 - done,
            LearningRateSchedule.Cosine => 0.5 * (1 + Math.Cos(Math.PI * done)),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Schedule, "Not a schedule."),
        };
    }
}
