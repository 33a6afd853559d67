using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using MathNet.Numerics.Statistics;

namespace ModelDsl.Evaluation;

/// <summary>The mean of paired differences, with its 95 % confidence interval.</summary>
/// <param name="Mean">The mean of first minus second.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">The interval's upper end.</param>
/// <param name="Pairs">The number of pairs.</param>
internal sealed record PairedDifference(double Mean, double Low, double High, int Pairs)
{
    private const double Confidence = 0.95;
    private const int Resamplings = 2000;
    private const int ResamplingSeed = 1;

    /// <summary>
    /// The difference over common seeds, with Student's interval: mean ± t · s / √n, t being the quantile for n − 1 degrees of freedom.
    /// </summary>
    /// <param name="first">The values by seed.</param>
    /// <param name="second">The values to subtract, by seed.</param>
    /// <returns>The difference; null for fewer than two common seeds.</returns>
    public static PairedDifference? OverSeeds(IReadOnlyDictionary<int, double> first, IReadOnlyDictionary<int, double> second)
    {
        var differences = new Statistic([.. first.Keys.Where(second.ContainsKey).Order().Select(seed => first[seed] - second[seed])]);
        if (differences.Deviation is not { } deviation)
            return null;

        var count = differences.Values.Count;
        var quantile = StudentT.InvCDF(location: 0, scale: 1, freedom: count - 1, p: (1 + Confidence) / 2);
        var reach = quantile * deviation / Math.Sqrt(count);
        return new PairedDifference(differences.Mean, differences.Mean - reach, differences.Mean + reach, count);
    }

    /// <summary>
    /// The difference over the test images of one seed, with the percentile interval of the bootstrap (Efron 1979), which resamples images with
    /// replacement. It covers the choice of test images, not the variation between seeds.
    /// </summary>
    /// <param name="first">The value of each test image.</param>
    /// <param name="second">The values to subtract, in the same order.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no values, or the lengths differ.</exception>
    public static PairedDifference OverImages(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ArgumentOutOfRangeException.ThrowIfZero(first.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(second.Length, first.Length);
        var differences = new double[first.Length];
        for (var index = 0; index < differences.Length; index++)
            differences[index] = (double)first[index] - second[index];

        var random = new MersenneTwister(ResamplingSeed, threadSafe: false);
        var means = new double[Resamplings];
        for (var sample = 0; sample < Resamplings; sample++)
        {
            var sum = 0.0;
            for (var draw = 0; draw < differences.Length; draw++)
                sum += differences[random.Next(differences.Length)];
            means[sample] = sum / differences.Length;
        }

        Array.Sort(means);
        return new PairedDifference(differences.Average(), Quantile((1 - Confidence) / 2), Quantile((1 + Confidence) / 2), differences.Length);

        double Quantile(double share) => SortedArrayStatistics.QuantileCustom(means, share, QuantileDefinition.R7);
    }
}
