using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Tests.Oracle;

/// <summary>Values of sizes with which declarations are compared.</summary>
internal static class SizeSamples
{
    /// <summary>A large value of an unlimited size, for which some shapes do not fit that fit for the smallest ones.</summary>
    private const int Large = 60;

    /// <summary>All listed values; of an unlimited size, the smallest ones.</summary>
    public static IReadOnlyList<int> Of(Size size) => size.Values ?? [size.Least, size.Least + 1, size.Least + 3];

    /// <summary>All combinations.</summary>
    public static IEnumerable<Dictionary<string, long>> Assignments(IReadOnlyList<Size> sizes) => Combined(sizes, Of);

    /// <summary>All combinations of the listed values, with a large value of each unlimited size; none if all sizes are limited.</summary>
    public static IEnumerable<Dictionary<string, long>> LargeAssignments(IReadOnlyList<Size> sizes) =>
        sizes.All(size => size.Values is not null) ? [] : Combined(sizes, size => size.Values ?? [size.Least + Large]);

    private static IEnumerable<Dictionary<string, long>> Combined(IEnumerable<Size> sizes, Func<Size, IReadOnlyList<int>> valuesOf) => sizes.Aggregate(
        (IEnumerable<Dictionary<string, long>>)[[]],
        (all, size) => all.SelectMany(before => valuesOf(size).Select(value => new Dictionary<string, long>(before) { [size.Name] = value })));
}
