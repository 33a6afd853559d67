using System.Text.Json;
using TorchSharp;
using Catalogue = ModelDsl.Generated._ModelDsl_Architectures.ModelCatalogue;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>Files interchange with PyTorch: <c>Golden/make_state_dicts.py</c> writes PyTorch's names of the weights.</summary>
public sealed class StateDictTests
{
    private static readonly Dictionary<string, Dictionary<string, long[]>> s_golden =
        JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, long[]>>>(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "StateDicts.json")))!;

    public static TheoryData<string> Names => [.. s_golden.Keys];

    [Fact]
    public void No_architecture_is_missing() =>
        Assert.Equal(Catalogue.Models.Select(entry => entry.Name).Order(StringComparer.Ordinal), s_golden.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Names))]
    public void Weights_have_PyTorchs_names_and_shapes(string name)
    {
        using var scope = NewDisposeScope();
        var entry = Catalogue.Models.Single(candidate => candidate.Name == name);
        using var model = entry.Create([.. entry.Sizes.Select(size => size.Default)]);

        var weights = model.state_dict();

        Assert.Equal(s_golden[name].Keys.Order(StringComparer.Ordinal), weights.Keys.Order(StringComparer.Ordinal));
        Assert.All(s_golden[name], golden => Assert.Equal(golden.Value, weights[golden.Key].shape));
    }
}
