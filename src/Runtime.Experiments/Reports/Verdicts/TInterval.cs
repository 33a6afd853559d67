using MathNet.Numerics.Distributions;

namespace ModelDsl.Experiments.Reports.Verdicts;

/// <summary>Where the mean of few normal values lies, with a confidence of 95 % (Student, 1908).</summary>
/// <param name="Mean">The mean of the values.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct TInterval(double Mean, double Low, double High)
{
    private const double UpperTail = 0.975;

    /// <summary>The interval of values, at least two: mean ± t s / √n, with n − 1 degrees of freedom.</summary>
    public static TInterval Of(IReadOnlyList<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Count, 2);
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        var half = StudentT.InvCDF(0, 1, values.Count - 1, UpperTail) * deviation / Math.Sqrt(values.Count);
        return new TInterval(mean, mean - half, mean + half);
    }
}
