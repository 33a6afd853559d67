namespace ModelDsl.Training;

/// <summary>The progress of a training.</summary>
/// <param name="Epoch">The current epoch, from 1.</param>
/// <param name="Epochs">The number of epochs.</param>
/// <param name="Fraction">The finished fraction of the current epoch, above 0 and at most 1.</param>
/// <param name="Loss">The mean loss of the current epoch so far.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, double Fraction, double Loss);
