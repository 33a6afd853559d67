
namespace ModelDsl.Evaluation.Tests;

public sealed class PairedDifferenceTests
{
    [Fact]
    public void Over_seeds_the_interval_is_students()
    {
        // scipy.stats.ttest_rel(first, second).confidence_interval(0.95), scipy 1.10.1
        var difference = PairedDifference.OverSeeds(Seeds(109.8, 110.4, 109.1, 110.9, 109.6), Seeds(107.3, 108.9, 108.0, 108.2, 107.1))!;

        Assert.Equal(2.06, difference.Mean, 1e-12);
        Assert.Equal(1.175014927756874, difference.Low, 1e-9);
        Assert.Equal(2.944985072243125, difference.High, 1e-9);
        Assert.Equal(5, difference.Pairs);
    }

    [Fact]
    public void With_two_degrees_of_freedom_the_quantile_has_a_closed_form()
    {
        // t = (2p − 1) √(2 / (4p (1 − p))) for p = 0.975; the differences 1, 2 and 4 have the variance 7 / 3.
        var difference = PairedDifference.OverSeeds(Seeds(1, 2, 4), Seeds(0, 0, 0))!;

        var reach = 0.95 * Math.Sqrt(2 / (4 * 0.975 * 0.025)) * Math.Sqrt(7.0 / 3 / 3);
        Assert.Equal(7.0 / 3 - reach, difference.Low, 1e-9);
        Assert.Equal(7.0 / 3 + reach, difference.High, 1e-9);
    }

    [Fact]
    public void Only_common_seeds_are_compared()
    {
        var first = new Dictionary<int, double> { [1] = 5, [2] = 6, [9] = 100 };
        var second = new Dictionary<int, double> { [2] = 3, [1] = 1, [7] = -100 };

        Assert.Equal((3.5, 2), (PairedDifference.OverSeeds(first, second)!.Mean, PairedDifference.OverSeeds(first, second)!.Pairs));
        Assert.Null(PairedDifference.OverSeeds(first, new Dictionary<int, double> { [1] = 1 }));
    }

    [Fact]
    public void Over_images_the_bootstrap_agrees_with_the_normal_distribution()
    {
        // Means of many images are nearly normal: mean ± 1.96 s / √n.
        var random = new Random(1);
        var first = Enumerable.Range(0, 5000).Select(_ => (float)(1 + random.NextDouble())).ToArray();
        var second = Enumerable.Range(0, 5000).Select(_ => (float)random.NextDouble()).ToArray();
        var difference = PairedDifference.OverImages(first, second);

        var statistic = new Statistic([.. first.Zip(second, (a, b) => (double)a - b)]);
        var reach = 1.96 * statistic.Deviation!.Value / Math.Sqrt(5000);
        Assert.Equal(statistic.Mean, difference.Mean, 1e-12);
        Assert.Equal(statistic.Mean - reach, difference.Low, 0.1 * reach);
        Assert.Equal(statistic.Mean + reach, difference.High, 0.1 * reach);
    }

    [Fact]
    public void The_bootstrap_resamples_pairs_and_is_reproducible()
    {
        // Large differences between images cancel in each pair.
        var first = Enumerable.Range(0, 200).Select(index => (float)index).ToArray();
        var second = first.Select(value => value - 0.5f).ToArray();

        Assert.Equal(new PairedDifference(0.5, 0.5, 0.5, 200), PairedDifference.OverImages(first, second));
        Assert.Equal(PairedDifference.OverImages(first, new float[200]), PairedDifference.OverImages(first, new float[200]));
    }

    [Fact]
    public void The_numbers_of_images_must_be_equal() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PairedDifference.OverImages(new float[3], new float[2]));

    [Theory]
    [InlineData(new[] { 1.0, 1.1, 0.9 }, new[] { 2.0, 2.1, 2.0 }, "holds")]
    [InlineData(new[] { 2.0, 2.1, 2.0 }, new[] { 1.0, 1.1, 0.9 }, "does not hold")]
    [InlineData(new[] { 1.0, 3.0, 2.0 }, new[] { 2.0, 2.1, 2.0 }, "not resolved")]
    [InlineData(new[] { 1.0, 1.1 }, new[] { 2.0, 2.1 }, "not resolved")]
    [InlineData(new[] { 1.0 }, new[] { 2.0 }, "not resolved")]
    public void A_claim_is_decided_by_the_interval_over_at_least_three_seeds(double[] lower, double[] than, string verdict) =>
        Assert.Equal(verdict, Verdicts.Of(Seeds(lower), Seeds(than)).ToText());

    private static Dictionary<int, double> Seeds(params double[] values) => values.Index().ToDictionary(value => value.Index + 1, value => value.Item);
}
