namespace ModelDsl.Training;

/// <summary>The loss of a training is no longer a finite number.</summary>
/// <param name="model">The model's name.</param>
/// <param name="epoch">The epoch, from 1.</param>
/// <param name="step">The step of the epoch, from 1, at which it was noticed.</param>
public sealed class DivergenceException(string model, int epoch, long step) : CodedException(
    ErrorCodes.Divergence,
    $"The loss of {model} is not a finite number in epoch {epoch}, step {step}. Use a smaller LearningRate, or check that the pixels are in [0, 1].");
