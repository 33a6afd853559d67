using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Tests.Oracle;

/// <summary>Values of sizes with which declarations are compared.</summary>
internal static class SizeSamples
{
    /// <summary>All listed values; of an unlimited size, the smallest ones and a larger one.</summary>
    public static IReadOnlyList<int> Of(Size size) => size.Values ?? [size.Least, size.Least + 1, size.Least + 3];

    /// <summary>All combinations.</summary>
    public static IEnumerable<Dictionary<string, long>> Assignments(IEnumerable<Size> sizes) => sizes.Aggregate(
        (IEnumerable<Dictionary<string, long>>)[[]],
        (all, size) => all.SelectMany(before => Of(size).Select(value => new Dictionary<string, long>(before) { [size.Name] = value })));
}
