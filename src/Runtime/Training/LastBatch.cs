namespace ModelDsl.Training;

/// <summary>The treatment of the last batch of an epoch if it has fewer images than the others.</summary>
public enum LastBatch
{
    /// <summary>Trains on it.</summary>
    Keep,

    /// <summary>Leaves its images out of the epoch. The order is drawn again for each epoch, so other images are left out of the next.</summary>
    Drop,
}
