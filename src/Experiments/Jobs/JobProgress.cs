namespace ModelDsl.Experiments.Jobs;

/// <summary>The progress of a job.</summary>
/// <param name="Stage"><see cref="Training"/>, or the name of the running evaluator.</param>
/// <param name="Epoch">The number of finished epochs, with the fraction of the current one.</param>
/// <param name="Epochs">The total number of epochs.</param>
/// <param name="Loss">The mean loss of the current epoch so far.</param>
/// <param name="ImagesPerSecond">The speed of the training.</param>
internal sealed record JobProgress(string Stage, double Epoch = 0, int Epochs = 0, double Loss = 0, double ImagesPerSecond = 0)
{
    /// <summary>The stage of a training.</summary>
    public const string Training = "";
}
