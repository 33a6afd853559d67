namespace ModelDsl.Evaluation.Tests;

public sealed class NearestFirstTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData(40, 5)]
    [InlineData(1000, 1)]
    [InlineData(1000, 91)]
    [InlineData(1003, 17)]
    public void The_smallest_values_are_found_in_order(int length, int count)
    {
        var random = new Random(length + count);
        // Few different values, so that many are equal.
        float[] values = [.. Enumerable.Range(0, length).Select(_ => random.Next(length / 2 + 1) - 10f)];
        var (smallest, indices) = (new float[count], new long[count]);
        NearestFirst.Select(values, smallest, indices);

        var expected = values.Select((value, index) => (Value: value, Index: (long)index)).OrderBy(pair => pair.Value).Take(count).ToList();
        Assert.Equal(expected.Select(pair => pair.Value), smallest);
        Assert.Equal(expected.Select(pair => pair.Index), indices);
    }

    [Fact]
    public void NaN_is_not_near()
    {
        var (smallest, indices) = (new float[3], new long[3]);
        NearestFirst.Select([float.NaN, 4, float.PositiveInfinity, 3, float.NaN, 2], smallest, indices);
        Assert.Equal([5, 3, 1], indices);
        NearestFirst.Select([float.NaN, float.NaN, 1], smallest, indices);
        Assert.Equal([2, 0, 1], indices);
    }
}
