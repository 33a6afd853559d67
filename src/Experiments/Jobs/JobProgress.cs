namespace ModelDsl.Experiments.Jobs;

/// <summary>Where a job stands.</summary>
/// <param name="Stage">What it does: <see cref="Training"/>, or an evaluator's name.</param>
/// <param name="Epoch">The epochs that are done, with the fraction of the current one.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Loss">The mean loss of the current epoch so far.</param>
/// <param name="ImagesPerSecond">The speed of the training.</param>
internal sealed record JobProgress(string Stage, double Epoch = 0, int Epochs = 0, double Loss = 0, double ImagesPerSecond = 0)
{
    /// <summary>The stage of a training.</summary>
    public const string Training = "";
}
