namespace ModelDsl.Training;

/// <summary>How a model is trained. Together with model, data and engine it determines every weight.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training images.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Images in a step. The last step of an epoch takes what is left.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Adam's learning rate; its other settings are β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Seeds the order of the images. The weights are drawn before, when the model is made.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>Where a training stands.</summary>
/// <param name="Epoch">The current epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Fraction">How much of the current epoch is done, above 0 and at most 1.</param>
/// <param name="Loss">The mean loss of the current epoch so far.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, double Fraction, double Loss);
