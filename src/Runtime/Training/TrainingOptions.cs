using ModelDsl.Weights;

namespace ModelDsl.Training;

/// <summary>How a model is trained. Together with model, data and engine it determines every weight.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training images.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Images in a step. The last step of an epoch takes what is left.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Adam's learning rate, at the start; its other settings are β₂ = 0.999 and ε = 10⁻⁸.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>How the learning rate changes from epoch to epoch.</summary>
    public LearningRateSchedule Schedule { get; init; }

    /// <summary>Adam's β₁, the decay of its mean gradient.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The factor of an L2 penalty on the weights, which Adam adds to their gradients.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The greatest norm of a group's gradient, beyond which it is scaled down; 0 for any.</summary>
    public double GradientNorm { get; init; }

    /// <summary>The last so many of the training images are not trained on, and judge each epoch; 0 for none.</summary>
    public int ValidationImages { get; init; }

    /// <summary>
    /// With validation images: after so many epochs without a better judgment the training stops. 0 never stops early.
    /// With validation images the weights of the best epoch are those that are kept.
    /// </summary>
    public int Patience { get; init; }

    /// <summary>The decay of an exponential moving average of the weights, step by step, which is then the result; 0 for none.</summary>
    public double AverageDecay { get; init; }

    /// <summary>Whether each pixel becomes 1 with its gray value as probability, anew in each step; Salakhutdinov and Murray 2008.</summary>
    public bool Binarize { get; init; }

    /// <summary>Weights to start from; null for new random ones.</summary>
    public WeightsFile? Weights { get; init; }

    /// <summary>Stages whose weights stay as they are.</summary>
    public IReadOnlyList<string> Freeze { get; init; } = [];

    /// <summary>Seeds the order of the images and all noise. The weights are drawn before, when the model is made.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>How a learning rate changes over a training's epochs.</summary>
public enum LearningRateSchedule
{
    /// <summary>It does not.</summary>
    Constant,

    /// <summary>It falls in a straight line, to one step above 0 in the last epoch.</summary>
    Linear,

    /// <summary>It falls along half a cosine; Loshchilov and Hutter 2017, without restarts.</summary>
    Cosine,
}

/// <summary>Where a training stands.</summary>
/// <param name="Epoch">The current epoch, from 1.</param>
/// <param name="Epochs">How many there will be.</param>
/// <param name="Fraction">How much of the current epoch is done, above 0 and at most 1.</param>
/// <param name="Loss">The mean loss of the current epoch so far.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, double Fraction, double Loss);

/// <summary>What an epoch gave.</summary>
/// <param name="Loss">The mean loss of the objective's first group over the epoch's images.</param>
/// <param name="Metrics">The means of what the objective logged.</param>
/// <param name="Validation">The judgment of the validation images, lower being better; null where there are none.</param>
public sealed record EpochResult(double Loss, IReadOnlyDictionary<string, double> Metrics, double? Validation);
