using System.Globalization;
using System.Text.Json;

namespace ModelDsl.LibTorch.Tests;

/// <summary>What PyTorch computed for a table of cases, as cases.py wrote it.</summary>
internal sealed class GoldenCases(string file)
{
    private readonly JsonElement _root =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", file))).RootElement;

    public IEnumerable<string> Names => _root.EnumerateObject().Select(property => property.Name);

    /// <summary>Each case in both precisions.</summary>
    public TheoryData<string, ScalarType> All
    {
        get
        {
            var data = new TheoryData<string, ScalarType>();
            foreach (var name in Names)
            {
                data.Add(name, float32);
                data.Add(name, float64);
            }
            return data;
        }
    }

    public JsonElement Of(string name, ScalarType type) => _root.GetProperty(name).GetProperty(type == float32 ? "float32" : "float64");

    /// <summary>Draws a case's inputs, in the order and precision of cases.py.</summary>
    public Tensor[] Inputs(string name, ScalarType type) =>
        [.. _root.GetProperty(name).GetProperty("inputs").EnumerateArray().Select(input => Draw(input.GetString()!, type))];

    /// <summary>The tensors under a name have the listed values, and there are no others.</summary>
    public static void Close(JsonElement golden, string section, IEnumerable<(string name, Tensor? value)> actual, ScalarType type)
    {
        var expected = golden.TryGetProperty(section, out var listed) ? listed.EnumerateObject().ToDictionary(item => item.Name, item => item.Value) : [];
        var found = actual.ToDictionary();
        Assert.Equal(expected.Keys.Order(), found.Keys.Order());
        foreach (var (name, value) in expected)
            Close(value, found[name]!, type, $"{section}/{name}");
    }

    /// <summary>‖a − b‖∞ / ‖b‖∞ is below 1e-5 in single and 1e-10 in double precision.</summary>
    public static void Close(JsonElement golden, Tensor actual, ScalarType type, string what)
    {
        var expected = golden.Deserialize<double[]>()!;
        var found = actual.detach().to_type(float64).contiguous().data<double>().ToArray();
        Assert.Equal(expected.Length, found.Length);
        var bound = (type == float32 ? 1e-5 : 1e-10) * expected.Select(Math.Abs).DefaultIfEmpty().Max();
        for (var i = 0; i < found.Length; i++)
            Assert.True(Math.Abs(found[i] - expected[i]) <= bound, $"{what}[{i}]: {found[i]}, and not {expected[i]}");
    }

    private static Tensor Draw(string spec, ScalarType type)
    {
        var words = spec.Split(' ');
        long[] shape = [.. words[1..].Select(length => long.Parse(length, CultureInfo.InvariantCulture))];
        if (words[0].StartsWith("class", StringComparison.Ordinal))
            return randint(0, long.Parse(words[0][5..], CultureInfo.InvariantCulture), shape);
        var values = words[0] switch
        {
            "normal" => randn(shape),
            "chance" or "uniform" => rand(shape),
            "sign" => randint(0, 2, shape) * 2.0 - 1,
            "empty" => zeros(shape),
            _ => throw new ArgumentException($"'{words[0]}' is no kind of input.", nameof(spec)),
        };
        return values.to_type(type).requires_grad_(words[0] is "normal" or "chance");
    }
}
