namespace ModelDsl.Training;

/// <summary>The schedule of a learning rate over the epochs of a training.</summary>
public enum LearningRateSchedule
{
    /// <summary>Constant.</summary>
    Constant,

    /// <summary>Linear decay, to 1 / epochs of the initial rate in the last epoch.</summary>
    Linear,

    /// <summary>Decay along half a cosine; Loshchilov and Hutter 2017, without restarts.</summary>
    Cosine,
}
