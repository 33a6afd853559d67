using ModelDsl.Experiments.Reports.Charts;

namespace ModelDsl.Experiments.Tests.Reports;

public sealed class AxisTests
{
    [Theory]
    [InlineData(0.0131, 0.0274, "0.010 0.015 0.020 0.025 0.030")]
    [InlineData(0, 1, "0.0 0.5 1.0")]
    [InlineData(-311.2, -98.7, "−400 −300 −200 −100 0")]
    [InlineData(93, 113, "90 95 100 105 110 115")]
    [InlineData(0.97, 0.98, "0.970 0.975 0.980")]
    [InlineData(0, 3.2e6, "0e0 1e6 2e6 3e6 4e6")]
    public void Ticks_are_round_and_cover_all_values(double min, double max, string labels)
    {
        var axis = Axis.Of(min, max);

        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(axis.Label)));
        Assert.True(axis.Min <= min + 1e-12 && axis.Max >= max - 1e-12);
    }

    [Theory]
    [InlineData("2 8 32 64", "2 8 32 64")]
    [InlineData("2 3 4 64", "2 64")]
    [InlineData("2 60 64", "2 64")]
    [InlineData("8", "8")]
    public void Ticks_at_values_do_not_overlap(string values, string labels)
    {
        var points = values.Split(' ').Select(double.Parse).ToList();
        var axis = Axis.OfIntegers((int)points[0], (int)points[^1]).WithTicksAt(points, share: 0.08);
        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(axis.Label)));
    }

    [Theory]
    [InlineData(1, 2, "1 2")]
    [InlineData(1, 12, "2 4 6 8 10 12")]
    [InlineData(1, 100, "20 40 60 80 100")]
    [InlineData(1, 1, "1")]
    public void Epochs_have_whole_ticks(int first, int last, string labels)
    {
        var axis = Axis.OfIntegers(first, last);

        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(axis.Label)));
    }

    [Fact]
    public void Room_at_the_ends_has_no_ticks()
    {
        var axis = Axis.OfIntegers(1, 2, room: 0.5);

        Assert.Equal([1, 2], axis.Ticks);
        Assert.Equal(0.25, axis.Place(1, 0, 1));
    }

    [Fact]
    public void A_single_epoch_is_in_the_middle() => Assert.Equal(0.5, Axis.OfIntegers(1, 1).Place(1, 0, 1));

    [Theory]
    [InlineData(5, "4.5 5.0 5.5")]
    [InlineData(-0.25, "−0.28 −0.26 −0.24 −0.22")]
    [InlineData(0.98, "0.85 0.90 0.95 1.00")]
    [InlineData(1, "0.90 0.95 1.00")]
    [InlineData(0, "0.0 0.5 1.0")]
    public void A_single_value_has_space_around_it_and_a_ratio_stays_in_0_to_1(double value, string labels)
    {
        var axis = Axis.Of(value, value);

        Assert.Equal(labels, string.Join(' ', axis.Ticks.Select(axis.Label)));
    }
}
