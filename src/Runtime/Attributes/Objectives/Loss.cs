namespace ModelDsl;

/// <summary>
/// The error of a reconstruction or a translation: a mean over images and pixels, as autoencoders are commonly trained. Objectives with a
/// likelihood sum over pixels instead.
/// </summary>
public enum Loss
{
    /// <summary>The mean of (x − x̂)² over images and pixels.</summary>
    [OutputRange(0, 1, MayExceed = true), OutputRange(0, 1, MayExceed = true, Stage = "Translate")]
    MeanSquaredError,

    /// <summary>The mean of −x log x̂ − (1 − x) log(1 − x̂) over images and pixels; x̂ in (0, 1).</summary>
    [OutputRange(0, 1), OutputRange(0, 1, Stage = "Translate")]
    BinaryCrossEntropy,
}
