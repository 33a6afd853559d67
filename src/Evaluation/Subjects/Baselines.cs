namespace ModelDsl.Evaluation;

/// <summary>The baselines that tables show beside models.</summary>
[Flags]
public enum Baselines
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The mean of the training images, for every input: an <see cref="IReconstructor"/>.</summary>
    MeanImage = 1,

    /// <summary>
    /// Principal component analysis with as many components as the models' codes have dimensions: an <see cref="IReconstructor"/>,
    /// <see cref="IEncoder"/> and <see cref="IGenerator"/>.
    /// </summary>
    PrincipalComponents = 2,

    /// <summary>The input itself: an <see cref="IReconstructor"/> and an <see cref="IEncoder"/>.</summary>
    RawPixels = 4,
}
