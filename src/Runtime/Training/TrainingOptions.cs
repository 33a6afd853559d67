using ModelDsl.Weights;

namespace ModelDsl.Training;

/// <summary>The options of a training. Together with model, data and engine they determine every weight. A value outside of its domain throws where it is set.</summary>
public sealed record TrainingOptions
{
    /// <summary>The number of passes over the training images.</summary>
    public int Epochs { get; init => field = Setting.AtLeast(1, value); } = 10;

    /// <summary>The number of images per step. The last step of an epoch has the remaining ones, unless <see cref="LastBatch"/> leaves them out.</summary>
    public int BatchSize { get; init => field = Setting.AtLeast(1, value); } = 128;

    /// <summary>The treatment of the last batch if it has fewer images. Batch normalization needs at least two values per channel.</summary>
    public LastBatch LastBatch { get; init => field = Setting.Member(value); }

    /// <summary>The algorithm of the optimizers.</summary>
    public OptimizerKind Optimizer { get; init => field = Setting.Member(value); }

    /// <summary>The initial learning rate.</summary>
    public double LearningRate { get; init => field = Setting.Positive(value); } = 1e-3;

    /// <summary>The schedule of the learning rate over the epochs.</summary>
    public LearningRateSchedule Schedule { get; init => field = Setting.Member(value); }

    /// <summary>
    /// The learning rates of parameter groups by name, as fractions of the training's: <c>discriminator</c>. They replace those that the objective sets.
    /// </summary>
    public IReadOnlyDictionary<string, double> GroupRates
    {
        get;
        init => field = value.All(rate => Setting.AtLeast(0, rate.Value, nameof(GroupRates)) >= 0) ? value : throw new ArgumentException("A rate is negative.", nameof(value));
    } = new Dictionary<string, double>();

    /// <summary>The β₁ of Adam and AdamW, the decay of the mean gradient.</summary>
    public double Beta1 { get; init => field = Setting.Fraction(value); } = 0.9;

    /// <summary>The momentum of stochastic gradient descent and RMSProp; 0 for none.</summary>
    public double Momentum { get; init => field = Setting.Fraction(value); }

    /// <summary>The factor of an L2 penalty, which is added to the gradients; of AdamW, of the weights that each step subtracts.</summary>
    public double WeightDecay { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>The maximum norm of a parameter group's gradient, to which larger ones are clipped; 0 for no limit.</summary>
    public double GradientNorm { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>
    /// The number of images, from the end of the training set, that are used for validation after each epoch and not for training.
    /// Default: 0.
    /// </summary>
    public int ValidationImages { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>
    /// The number of epochs without a lower validation loss after which the training stops; 0 never stops early. With
    /// validation images, the result has the weights of the best epoch.
    /// </summary>
    public int Patience { get; init => field = Setting.AtLeast(0, value); }

    /// <summary>The decay per step of an exponential moving average of the weights, which is then the result; 0 for no average.</summary>
    public double AverageDecay { get; init => field = Setting.Fraction(value); }

    /// <summary>Random changes of the training images; null for none.</summary>
    public Augmentation? Augment { get; init; }

    /// <summary>True to draw each pixel in each step: 1 with its gray value as probability, otherwise 0; Salakhutdinov and Murray 2008.</summary>
    public bool Binarize { get; init; }

    /// <summary>The initial weights; null for those of the model.</summary>
    public WeightsFile? Weights { get; init; }

    /// <summary>The stages whose weights are not trained.</summary>
    public IReadOnlyList<string> Freeze { get; init; } = [];

    /// <summary>The seed of the order of images and of all noise. The weights are drawn earlier, when the model is created.</summary>
    public int Seed { get; init; } = 1;
}
