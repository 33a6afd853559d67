using System.Text.Json;

namespace ModelDsl.LibTorch.Tests;

/// <summary>What PyTorch itself computes, as the script of the same name wrote it.</summary>
internal sealed class GoldenFile(string name)
{
    private readonly JsonElement _root = JsonDocument.Parse(File.ReadAllBytes(At(name))).RootElement;

    public static string At(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name);

    public JsonElement this[params string[] path] => path.Aggregate(_root, (element, key) => element.GetProperty(key));

    public IEnumerable<string> Names(params string[] path) => this[path].EnumerateObject().Select(property => property.Name);

    /// <summary>Equal up to a part of the largest value, or of 1 where that is larger; infinities and NaN are the same on both sides.</summary>
    public void Close(Tensor actual, double tolerance, params string[] path)
    {
        double[] expected = [.. this[path].EnumerateArray().Select(Number)];
        var found = actual.detach().to_type(float64).contiguous().data<double>().ToArray();
        Assert.Equal(expected.Length, found.Length);
        var largest = expected.Where(double.IsFinite).Select(Math.Abs).Append(1).Max();
        for (var i = 0; i < found.Length; i++)
        {
            Assert.True(
                found[i].Equals(expected[i]) || Math.Abs(found[i] - expected[i]) <= tolerance * largest,
                $"{string.Join('/', path)}[{i}]: {found[i]}, and not {expected[i]}");
        }
    }

    /// <summary>JSON has no infinities: they are strings.</summary>
    private static double Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? double.Parse(element.GetString()!) : element.GetDouble();
}
