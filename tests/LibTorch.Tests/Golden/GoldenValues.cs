using System.Text.Json;

namespace ModelDsl.LibTorch.Tests;

/// <summary>What PyTorch itself computes, as make_golden.py wrote it.</summary>
internal static class GoldenValues
{
    private static readonly JsonElement s_root =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", "golden.json"))).RootElement;

    public static JsonElement Of(params string[] path) => path.Aggregate(s_root, (element, name) => element.GetProperty(name));

    public static IEnumerable<string> Names(string section) => s_root.GetProperty(section).EnumerateObject().Select(property => property.Name);

    public static T[] Array<T>(params string[] path) => Of(path).Deserialize<T[]>()!;

    public static void Same(Tensor actual, params string[] path) =>
        Assert.Equal(Array<float>(path), actual.detach().contiguous().data<float>().ToArray());

    /// <summary>Equal up to a part of the largest value.</summary>
    public static void Close(Tensor actual, double tolerance, params string[] path)
    {
        var expected = Array<double>(path);
        var found = actual.detach().to_type(float64).contiguous().data<double>().ToArray();
        Assert.Equal(expected.Length, found.Length);
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < found.Length; i++)
            Assert.True(Math.Abs(found[i] - expected[i]) <= tolerance * largest, $"{string.Join('/', path)}[{i}]: {found[i]}, and not {expected[i]}");
    }
}

/// <summary>Tests that seed the default generator or set the number of threads, which are the process's: one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWide
{
    public const string Name = "Process-wide state";
}
