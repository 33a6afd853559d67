using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Generator.Tests.Oracle;
using Xunit.Abstractions;

namespace ModelDsl.Generator.Tests;

/// <summary>
/// Compares random declarations with libtorch. Accepted ones must run for every allowed value of the sizes, each layer with
/// the shape and the number of parameters of the rules. Refused ones must be refused by libtorch too, or by a rule that is
/// stricter, as its row of the catalogue states.
/// </summary>
/// <remarks><c>MODELDSL_CHAINS=20000 dotnet test tests/Generator.Tests --filter ChainsAgainstLibtorch</c> compares more chains.</remarks>
[Collection(TensorCollection.Name)]
public class ChainsAgainstLibtorchTests(ITestOutputHelper output)
{
    /// <summary>A layer without a counterpart in libtorch: the user states its output, which is checked when it runs.</summary>
    private static readonly string[] s_trusted = ["Module"];

    private static readonly int s_chains = Corpus.Size("MODELDSL_CHAINS", 800);

    [Fact]
    public void The_rules_agree_with_libtorch_on_random_chains()
    {
        var chains = new RandomChains(seed: 3);
        var comparison = new Comparison();
        for (var i = 0; i < s_chains; i++)
        {
            var (model, before) = chains.Next();
            if (before is not null)
                comparison.Add(before);
            comparison.Add(model);
        }

        output.WriteLine($"{s_chains} chains: {comparison}");
        output.WriteLine(string.Join("\n\n", comparison.Disagreements.Take(20)));
        Assert.Empty(comparison.Disagreements);
        Assert.InRange(comparison.Refused, s_chains / 10, s_chains * 2 / 3);
        Assert.All(Compared, kind => Assert.True(comparison.Accepted.ContainsKey(kind.Name), $"No valid chain has {kind.Name}."));
    }

    /// <summary>Each layer by itself, on one to four axes.</summary>
    [Fact]
    public void The_rows_marked_as_stricter_refuse_inputs_that_libtorch_accepts()
    {
        var chains = new RandomChains(seed: 2);
        var comparison = new Comparison();
        foreach (var kind in Compared.Where(kind => !kind.IsElementwise || kind.Parameters.Length > 0))
        {
            for (var i = 0; i < 100; i++)
                comparison.Add(chains.Single(kind));
        }

        output.WriteLine(string.Join("\n\n", comparison.Disagreements.Take(20)));
        Assert.Empty(comparison.Disagreements);
        Assert.Equal(Marked.Order(StringComparer.Ordinal), comparison.Stricter);
    }

    /// <summary>A single pixel has no variance: PyTorch's module refuses it, and libtorch returns zeros.</summary>
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(1, 2, true)]
    public void An_instance_is_normalized_over_two_pixels_or_more(long height, long width, bool isValid)
    {
        var layer = new Layer("InstanceNorm2d", default);
        var stage = new Shapes.Stage(RandomChains.StageName, StageForm.Tensor, new([new Parameter("x", Argument.OfMany("Axes", 3L, height, width))]), new([layer]), null);
        var model = new Architecture("Net", null, default, default, null, default, new([stage]));
        Assert.Equal(isValid, ModelChecker.Check(model).IsValid);
        Assert.NotNull(LibtorchOracle.Run(model, RandomChains.StageName, new Dictionary<string, long>()));
    }

    private static IEnumerable<LayerKind> Compared => LayerCatalogue.Kinds.Where(kind => !s_trusted.Contains(kind.Name));

    private static IEnumerable<string> Marked => LayerCatalogue.Kinds.Where(kind => kind.Stricter is not null).Select(kind => kind.Name);

    /// <summary>The results of the rules and of libtorch for declarations.</summary>
    private sealed class Comparison
    {
        /// <summary>The number of declarations that the rules refuse.</summary>
        public int Refused { get; private set; }

        /// <summary>The number of accepted chains that contain each layer.</summary>
        public Dictionary<string, int> Accepted { get; } = [];

        /// <summary>The layers that the rules refuse and libtorch accepts, as their rows state.</summary>
        public SortedSet<string> Stricter { get; } = new(StringComparer.Ordinal);

        public List<string> Disagreements { get; } = [];

        public void Add(Architecture model)
        {
            var check = ModelChecker.Check(model);
            if (check.IsValid)
                AddAccepted(model, check.Stages[^1]!, Run(SizeSamples.Assignments(model.Sizes)));
            else
                AddRefused(model, check.Errors[0], Run(SizeSamples.Assignments(model.Sizes).Concat(SizeSamples.LargeAssignments(model.Sizes))));

            IEnumerable<(Dictionary<string, long> Sizes, IReadOnlyList<Step>? Steps)> Run(IEnumerable<Dictionary<string, long>> assignments) =>
                assignments.Select(sizes => (sizes, LibtorchOracle.Run(model, RandomChains.StageName, sizes)));
        }

        private void AddAccepted(Architecture model, CheckedStage stage, IEnumerable<(Dictionary<string, long> Sizes, IReadOnlyList<Step>? Steps)> runs)
        {
            foreach (var layer in stage.Layers)
                Accepted[layer.Kind.Name] = Accepted.GetValueOrDefault(layer.Kind.Name) + 1;
            foreach (var (sizes, steps) in runs)
            {
                var expected = steps is null ? "refuses" : string.Join("; ", steps.Select(step => $"{step.Kind} [{string.Join(", ", step.Output)}] {step.Parameters}"));
                var actual = string.Join("; ", stage.Layers.Select(layer => $"{layer.Kind.Name} {Text(layer.Output)} {Value(layer.Weights)}")
                    .Concat(stage.Outputs.Select(output => $"Output {output.Name} {Text(output.Value.Shape)} 0")));
                if (expected != actual)
                    Disagreements.Add($"{Describe(model)}\nwith {string.Join(", ", sizes)}\nlibtorch: {expected}\nrules:    {actual}");

                string Text(Shape shape) => $"[{string.Join(", ", shape.Axes.Select(Value))}]";

                long Value(SizeExpression expression) => expression.Evaluate(name => sizes[name]);
            }
        }

        private void AddRefused(Architecture model, DeclarationError error, IEnumerable<(Dictionary<string, long> Sizes, IReadOnlyList<Step>? Steps)> runs)
        {
            Refused++;
            if (runs.Any(run => run.Steps is null))
                return;
            // Shapes of unlimited sizes stay symbolic: some are right for each value that is tried, but not known for all.
            if (error.Rule == RuleId.SymbolicAxis && model.Sizes.Any(size => size.Values is null))
                return;
            var kind = error.Place.Kind == PlaceKind.Layer ? Kind(model.Stages[error.Place.Stage].Layers[error.Place.Index]) : "";
            if (Marked.Contains(kind))
                Stricter.Add(kind);
            else
                Disagreements.Add($"{Describe(model)}\nlibtorch runs it, the rules say {error.Rule}: {string.Join(" | ", error.Message)}");
        }

        public override string ToString() =>
            $"{Refused} refused, {Disagreements.Count} disagreements; stricter: {string.Join(", ", Stricter)}; layers that run: {string.Join(", ", Accepted.OrderBy(pair => pair.Value).Select(pair => $"{pair.Key} {pair.Value}"))}";
    }

    /// <summary>The kind of a refused layer; for a block, its residual addition.</summary>
    private static string Kind(Layer layer) => layer.Block is null ? layer.Kind! : "Add";

    private static string Describe(Architecture model) => string.Join("\n", model.Stages.Select(stage =>
        $"{stage.Name}({string.Join("; ", stage.Parameters.Select(parameter => string.Join(", ", parameter.Shape!.Values)))}): {string.Join(", ", stage.Layers.Select(Describe))}"))
        + string.Concat(model.Sizes.Select(size => $"\n{size.Name}: {(size.Values is null ? "from " : "")}{string.Join(", ", SizeSamples.Of(size))}"))
        + string.Concat(model.Submodels.Select(submodel => $"\n{submodel.Property} = {Describe(submodel.Architecture!)}"));

    private static string Describe(Layer layer) =>
        $"{layer.Kind}({string.Join(", ", layer.Arguments.Select(argument => $"{argument.Name} = {string.Join("×", argument.Values)}"))})"
        + (layer.Block is { } block ? $"{{{string.Join(", ", block.Layers.Select(Describe))}}}" : "");
}
