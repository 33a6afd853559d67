namespace ModelDsl;

/// <summary>The distribution of an image's pixels given its code. <c>Decode</c> returns its natural parameters.</summary>
public enum Likelihood
{
    /// <summary>Each pixel is 1 with probability 1 / (1 + exp(−d)), where d is the output of Decode.</summary>
    [Link("Sigmoid"), OutputRange(double.NegativeInfinity, double.PositiveInfinity)]
    Bernoulli,

    /// <summary>The density on [0, 1] of Loaiza-Ganem and Cunningham 2019, with the same natural parameter.</summary>
    [Link("Sigmoid"), OutputRange(double.NegativeInfinity, double.PositiveInfinity)]
    ContinuousBernoulli,

    /// <summary>Normal with the output of Decode as mean and a fixed variance.</summary>
    [OutputRange(0, 1, MayExceed = true)]
    Gaussian,
}
