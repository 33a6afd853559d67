namespace ModelDsl.Training;

/// <summary>The loss of a training, or a weight, is no longer a finite number.</summary>
/// <param name="model">The model's name.</param>
/// <param name="epoch">The epoch, from 1, in which it was detected.</param>
public sealed class DivergenceException(string model, int epoch) : CodedException(
    ErrorCodes.Divergence,
    $"The training of {model} diverged in epoch {epoch}: loss or weights are not finite numbers. Use a smaller LearningRate, or check that the pixels are in [0, 1].");
