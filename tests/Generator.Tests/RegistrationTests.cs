using ModelDsl.Generator.Tests.Infrastructure;
using ModelDsl.Training;
using ModelDsl.Weights;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ModelDsl.Generator.Tests;

/// <summary>Modules and parameters in the user's own fields are trained, saved and moved like generated layers.</summary>
[Collection(TensorCollection.Name)]
public class RegistrationTests
{
    /// <summary>The names that PyTorch gives to an nn.ModuleList, an nn.ModuleDict and an nn.Parameter of these fields.</summary>
    [Fact]
    public void Weights_have_the_names_of_PyTorch()
    {
        using var model = new HolderOfHeld();
        string[] modules = ["Array.0", "Array.1", "Dictionary.left", "Dictionary.right", "Init", "Inner.Run.0", "List.0", "Set", "Sorted.a", "View.0", "_array.0", "_list.0", "_list.1", "_module"];
        Assert.Equal(
            [.. modules.SelectMany(name => new[] { $"{name}.bias", $"{name}.weight" }).Append("Scale").Append("_scale").Order(StringComparer.Ordinal)],
            model.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Training_changes_every_weight()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var model = new HolderOfHeld();
        var before = model.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone());
        using var adam = optim.Adam(model.parameters());
        model.Run(rand(4, 3)).square().sum().backward();
        adam.step();
        foreach (var (name, weight) in model.state_dict())
            Assert.False(weight.equal(before[name]).all().ToBoolean(), $"{name} is not trained.");
    }

    [Fact]
    public void They_are_saved_and_loaded()
    {
        using var scope = NewDisposeScope();
        var path = Path.GetTempFileName();
        try
        {
            using var saved = new HolderOfHeld();
            using var loaded = new HolderOfHeld();
            Checkpoint.Save(saved, path);
            Checkpoint.Load(loaded, path);
            var image = rand(4, 3);
            Assert.True(saved.Run(image).equal(loaded.Run(image)).all().ToBoolean());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void They_have_the_data_type_of_the_constructor()
    {
        using var scope = NewDisposeScope();
        using var model = new HolderOfHeld(dtype: ScalarType.Float64);
        Assert.All(model.state_dict(), pair => Assert.Equal(ScalarType.Float64, pair.Value.dtype));
        Assert.Equal(ScalarType.Float64, model.Run(rand(4, 3, dtype: ScalarType.Float64)).dtype);

        // The fields hold the registered parameters.
        Assert.Same(model.Scale, model.get_parameter("Scale"));
        using var gradients = autograd.grad([model.Run(rand(4, 3, dtype: ScalarType.Float64)).sum()], [model.Scale])[0];
        Assert.NotEqual(0, gradients.ToDouble());
    }

    /// <summary>As None in PyTorch.</summary>
    [Fact]
    public void What_is_null_is_skipped()
    {
        using var model = new Unset();
        Assert.Equal(["_heads.1.bias", "_heads.1.weight"], model.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>A mixture of experts in an array: without its registration, only the last layer would learn.</summary>
    [Fact]
    public void An_array_of_layers_learns()
    {
        manual_seed(1);
        using var model = new Experts();
        using var images = rand(64, 6);
        var options = new TrainingOptions { Epochs = 400, BatchSize = 64, LearningRate = 0.01 };
        var history = Trainer.Train(model, new ReconstructionAttribute(Loss.MeanSquaredError).Create(), new Examples(images), options);
        using var mean = images.mean([0], keepdim: true);
        using var difference = images - mean;
        using var square = difference.square();
        using var variance = square.mean();
        Assert.InRange(history[^1].Loss, 0, 0.1 * variance.ToDouble());
    }

    /// <summary>TorchSharp registers the fields of a module with the module itself.</summary>
    [Fact]
    public void A_module_that_forgets_RegisterComponents_is_registered_with_its_model_and_moved()
    {
        using var scope = NewDisposeScope();
        using var model = new Forgetful(dtype: ScalarType.Float64);
        Assert.Equal(
            ["Run.0._inner.bias", "Run.0._inner.weight", "_own._inner.bias", "_own._inner.weight"],
            model.state_dict().Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ScalarType.Float64, model.Run(rand(2, 4, dtype: ScalarType.Float64)).dtype);
    }

    private const string Fields = """
            [Linear(4), Call(nameof(Hand))] public partial Tensor Run([Shape(4)] Tensor image);
            [return: Shape(4)] public Tensor Hand([Shape(4)] Tensor image) => image.neg();
        """;

    private static string Field(string field) => "using System;\nusing System.Collections.Generic;\nusing TorchSharp.Modules;\n"
        + DiagnosticVerifier.Model($"#pragma warning disable CS0169, CS0414, CS0649, CS8618, CS9264\n{field}\n{Fields}");

    [Theory]
    [InlineData("private readonly IEnumerable<Linear> {|MDL0031:_heads|} = [nn.Linear(4, 4)];",
        "_heads has the type IEnumerable<Linear>, whose modules are not registered, so its weights are neither trained nor saved. Write Linear[] or List<Linear>.")]
    [InlineData("private readonly HashSet<Linear> {|MDL0031:_heads|} = [nn.Linear(4, 4)];",
        "_heads has the type HashSet<Linear>, whose modules are not registered, so its weights are neither trained nor saved. Write Linear[] or List<Linear>.")]
    [InlineData("private readonly Linear[][] {|MDL0031:_heads|} = [[nn.Linear(4, 4)]];",
        "_heads has the type Linear[][], whose modules are not registered, so its weights are neither trained nor saved. Write one Linear[] for all, or a field for each.")]
    [InlineData("private readonly List<Linear[]> {|MDL0031:_heads|} = [[nn.Linear(4, 4)]];",
        "_heads has the type List<Linear[]>, whose modules are not registered, so its weights are neither trained nor saved. Write one Linear[] for all, or a field for each.")]
    [InlineData("private readonly Dictionary<int, Linear> {|MDL0031:_heads|} = new() { [1] = nn.Linear(4, 4) };",
        "_heads has the type Dictionary<int, Linear>, whose modules are not registered, so its weights are neither trained nor saved. Write Dictionary<string, Linear>.")]
    [InlineData("private readonly Dictionary<string, Linear[]> {|MDL0031:_heads|} = new() { [\"a\"] = [nn.Linear(4, 4)] };",
        "_heads has the type Dictionary<string, Linear[]>, whose modules are not registered, so its weights are neither trained nor saved. Write one Linear[] for all, or a field for each.")]
    [InlineData("private readonly (Linear First, Linear Second) {|MDL0031:_heads|} = (nn.Linear(4, 4), nn.Linear(4, 4));",
        "_heads has the type (Linear First, Linear Second), whose modules are not registered, so its weights are neither trained nor saved. Write a field for each.")]
    [InlineData("private readonly Lazy<Linear> {|MDL0031:_head|} = new(() => nn.Linear(4, 4));",
        "_head has the type Lazy<Linear>, whose modules are not registered, so its weights are neither trained nor saved. Write Linear.")]
    [InlineData("private readonly nn.IModule<Tensor, Tensor> {|MDL0031:_head|} = nn.Linear(4, 4);",
        "_head has the type IModule<Tensor, Tensor>, whose modules are not registered, so its weights are neither trained nor saved. Write Module<Tensor, Tensor>.")]
    [InlineData("private readonly Parameter[] {|MDL0031:_scales|} = [nn.Parameter(zeros(4))];",
        "_scales has the type Parameter[], whose modules are not registered, so its weights are neither trained nor saved. Write ParameterList.")]
    [InlineData("private readonly Dictionary<string, Parameter> {|MDL0031:_scales|} = [];",
        "_scales has the type Dictionary<string, Parameter>, whose modules are not registered, so its weights are neither trained nor saved. Write ParameterDict.")]
    [InlineData("private Linear? {|MDL0031:_head|};",
        "_head has no value when the constructor registers it, so its weights are neither trained nor saved. Write an initializer, as in = nn.Linear(10, 10).")]
    [InlineData("public Linear {|MDL0031:Head|} { get; init; } = null!;",
        "Head has no value when the constructor registers it, so its weights are neither trained nor saved. Write an initializer, as in = nn.Linear(10, 10).")]
    [InlineData("public List<Linear> {|MDL0031:Heads|} { get; init; }",
        "Heads has no value when the constructor registers it, so its weights are neither trained nor saved. Write an initializer, as in = [ … ].")]
    [InlineData("private Parameter? {|MDL0031:_scale|};",
        "_scale has no value when the constructor registers it, so its weights are neither trained nor saved. Write an initializer, as in = nn.Parameter(zeros(10)).")]
    public async Task A_field_that_cannot_be_registered_is_reported(string field, string message) =>
        Assert.Equal([message], await DiagnosticVerifier.Verify(Field(field)));

    [Theory]
    [InlineData("private readonly Linear _head = nn.Linear(4, 4);")]
    [InlineData("private readonly ModuleList<Linear> _heads = new(nn.Linear(4, 4));")]
    [InlineData("private readonly ParameterList _scales = new(nn.Parameter(zeros(4)));")]
    [InlineData("private readonly IList<Linear> _heads = [nn.Linear(4, 4)];")]
    [InlineData("private readonly Linear?[] _heads = [nn.Linear(4, 4), null];")]
    [InlineData("private readonly System.Collections.Immutable.ImmutableArray<Linear> _heads = [nn.Linear(4, 4)];")]
    [InlineData("private readonly Func<Linear> _make = () => nn.Linear(4, 4);")]
    [InlineData("private readonly WeakReference<Linear>? _weak;")]
    [InlineData("private readonly IComparer<Linear>? _order;")]
    [InlineData("private static readonly Linear[][] s_shared = [];")]
    [InlineData("private readonly List<Tensor> _tensors = [];")]
    [InlineData("private Linear? _head; public void Set(Linear head) { _head = head; register_module(\"_head\", head); }")]
    [InlineData("private Linear First => _heads[0]; private readonly Linear[] _heads = [nn.Linear(4, 4)];")]
    public async Task Other_fields_are_not(string field) => Assert.Empty(await DiagnosticVerifier.Verify(Field(field)));

    private static string Modules(string module, string use = "[{0}] public partial Tensor Run([Shape(4)] Tensor image);") =>
        "using System.Collections.Generic;\nusing System.Linq;\nusing TorchSharp.Modules;\n"
        + DiagnosticVerifier.Model(string.Format(null, use, "Module({|MDL0032:typeof(Mine)|})")) + module;

    private const string Forward = "public override Tensor forward(Tensor input) => input.alias();";

    [Theory]
    [InlineData("public sealed class Mine() : nn.Module<Tensor, Tensor>(\"Mine\") { private readonly Linear[] _heads = [nn.Linear(4, 4)]; ",
        "Mine's field _heads has the type Linear[], whose elements RegisterComponents does not register, so its weights are neither trained nor saved. Write ModuleList<Linear>, or call register_module for each in the constructor.")]
    [InlineData("public sealed class Mine : nn.Module<Tensor, Tensor> { private readonly List<Linear> _heads = []; public Mine() : base(\"Mine\") { _heads.Add(nn.Linear(4, 4)); RegisterComponents(); } ",
        "Mine's field _heads has the type List<Linear>, whose elements RegisterComponents does not register, so its weights are neither trained nor saved. Write ModuleList<Linear>, or call register_module for each in the constructor.")]
    [InlineData("public sealed class Mine : nn.Module<Tensor, Tensor> { private readonly Linear[] _heads; public Mine() : base(\"Mine\") { _heads = Enumerable.Range(0, 2).Select(_ => nn.Linear(4, 4)).ToArray(); RegisterComponents(); } ",
        "Mine's field _heads has the type Linear[], whose elements RegisterComponents does not register, so its weights are neither trained nor saved. Write ModuleList<Linear>, or call register_module for each in the constructor.")]
    [InlineData("public sealed class Mine() : nn.Module<Tensor, Tensor>(\"Mine\") { private readonly Dictionary<string, Linear> _heads = new() { [\"a\"] = nn.Linear(4, 4) }; ",
        "Mine's field _heads has the type Dictionary<string, Linear>, whose elements RegisterComponents does not register, so its weights are neither trained nor saved. Write ModuleDict<Linear>, or call register_module for each in the constructor.")]
    [InlineData("public sealed class Mine() : nn.Module<Tensor, Tensor>(\"Mine\") { private readonly Parameter[] _scales = [nn.Parameter(zeros(4))]; ",
        "Mine's field _scales has the type Parameter[], whose elements RegisterComponents does not register, so its weights are neither trained nor saved. Write ParameterList, or call register_parameter for each in the constructor.")]
    [InlineData("public sealed class Mine() : nn.Module<Tensor, Tensor>(\"Mine\") { private readonly Linear _head = nn.Linear(4, 4); protected override void RegisterComponents() { } ",
        "Mine's field _head is not registered, so its weights are neither trained nor saved. Write register_module(\"_head\", _head) in the constructor.")]
    public async Task A_module_that_does_not_register_its_parts_is_reported_at_its_use(string module, string message) =>
        Assert.Equal([message], await DiagnosticVerifier.Verify(Modules($"{module}{Forward} }}")));

    [Theory]
    [InlineData("public sealed class Mine() : nn.Module<Tensor, Tensor>(\"Mine\") { private readonly Linear _head = nn.Linear(4, 4); ")]
    [InlineData("public sealed class Mine : nn.Module<Tensor, Tensor> { private readonly Linear[] _heads = [nn.Linear(4, 4)]; public Mine() : base(\"Mine\") { register_module(\"0\", _heads[0]); } ")]
    [InlineData("public sealed class Mine : nn.Module<Tensor, Tensor> { private readonly Linear[] _heads = [nn.Linear(4, 4)]; public Mine() : base(\"Mine\") { Register.All(this, _heads); } ")]
    [InlineData("public sealed class Mine : nn.Module<Tensor, Tensor> { private readonly Linear _head = nn.Linear(4, 4); private readonly Linear[] _all; public Mine() : base(\"Mine\") { _all = [_head]; RegisterComponents(); } ")]
    [InlineData("public class Base : nn.Module<Tensor, Tensor> { protected Base(string name, Linear[] heads) : base(name) { foreach (var head in heads) register_module(\"0\", head); } public override Tensor forward(Tensor input) => input.alias(); } public sealed class Mine : Base { private static readonly Linear[] s_heads = [nn.Linear(4, 4)]; private readonly Linear[] _heads = s_heads; public Mine() : base(\"Mine\", s_heads) { } ")]
    [InlineData("public sealed class Mine() : nn.Module<Tensor, Tensor>(\"Mine\") { private readonly Linear _head = nn.Linear(4, 4); protected override void RegisterComponents() { base.RegisterComponents(); } ")]
    public async Task Other_modules_are_not(string module) => Assert.Empty(await DiagnosticVerifier.Verify(
        DiagnosticVerifier.Unmark(Modules($"{module}{Forward} }} internal static class Register {{ public static void All(nn.Module module, Linear[] parts) {{ }} }}"))));

    [Fact]
    public async Task A_module_in_a_field_or_in_a_block_is_reported_too()
    {
        const string module = "public sealed class Mine() : nn.Module<Tensor, Tensor>(\"Mine\") { private readonly Linear[] _heads = [nn.Linear(4, 4)]; " + Forward + " }";
        var field = Modules(module, "private readonly Mine[] {{|MDL0032:_mine|}} = [new()]; [Linear(4)] public partial Tensor Run([Shape(4)] Tensor image);");
        Assert.Single(await DiagnosticVerifier.Verify(field));
        var block = Modules(module, "[Linear(4)] public partial Tensor Run([Shape(4)] Tensor image);")
            + "[Module({|MDL0032:typeof(Mine)|})] public sealed class PartAttribute : BlockAttribute;";
        Assert.Single(await DiagnosticVerifier.Verify(block));
    }

    [Fact]
    public async Task A_project_may_suppress_the_warnings() =>
        Assert.All(await DiagnosticVerifier.Analyze(await Complete("#pragma warning disable MDL0031\n" + DiagnosticVerifier.Unmark(
            Field("private readonly IEnumerable<Linear> _heads = [nn.Linear(4, 4)];")))), diagnostic => Assert.True(diagnostic.IsSuppressed));

    private static Task<Microsoft.CodeAnalysis.Compilation> Complete(string source)
    {
        GeneratorTest.Driver(new ModelGenerator()).RunGeneratorsAndUpdateCompilation(GeneratorTest.Compile(source), out var compilation, out _);
        return Task.FromResult(compilation);
    }

    [Theory]
    [InlineData("MDL0031"), InlineData("MDL0032")]
    public async Task A_warning_has_a_page_whose_examples_show_it(string id)
    {
        var descriptor = Diagnostics.DiagnosticDescriptors.All.Single(candidate => candidate.Id == id);
        Assert.EndsWith($"/docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n", DiagnosticPage.Read(id));
        Assert.Contains($"\n{id} | ModelDsl | Warning | {descriptor.Title}\n", Repository.Read("src", "Generator", "AnalyzerReleases.Unshipped.md"));
        Assert.Equal([id], (await DiagnosticVerifier.Analyze(await Complete(DiagnosticPage.Example(id, "Invalid")))).Select(diagnostic => diagnostic.Id));
        Assert.Empty(await DiagnosticVerifier.Analyze(await Complete(DiagnosticPage.Example(id, "Fixed"))));
    }
}

/// <summary>Modules and parameters in fields and properties of each form.</summary>
[Model]
internal partial class HolderOfHeld
{
    private readonly Linear _module = nn.Linear(3, 3);
    private readonly Linear[] _array = [nn.Linear(3, 3)];
    private readonly List<nn.Module<Tensor, Tensor>> _list = [nn.Linear(3, 3), nn.Linear(3, 3)];
    private readonly Parameter _scale = nn.Parameter(ones(3));

    public Linear[] Array { get; } = [nn.Linear(3, 3), nn.Linear(3, 3)];

    public IList<Linear> List { get; } = [nn.Linear(3, 3)];

    public IReadOnlyList<Linear> View { get; } = [nn.Linear(3, 3)];

    public Dictionary<string, Linear> Dictionary { get; } = new() { ["left"] = nn.Linear(3, 3), ["right"] = nn.Linear(3, 3) };

    public SortedDictionary<string, Linear> Sorted { get; } = new() { ["a"] = nn.Linear(3, 3) };

    public Linear Init { get; init; } = nn.Linear(3, 3);

    public Linear Set { get; set; } = nn.Linear(3, 3);

    public Parameter Scale { get; } = nn.Parameter(ones(1));

    /// <summary>A model in a field, which is a module only after the generator has run.</summary>
    public HeldModel Inner { get; } = new();

    [Call(nameof(All))]
    public partial Tensor Run([Shape(3)] Tensor image);

    [return: Shape(3)]
    public Tensor All([Shape(3)] Tensor image)
    {
        IEnumerable<nn.Module<Tensor, Tensor>> modules =
            [_module, .. _array, .. _list, .. Array, .. List, .. View, .. Dictionary.Values, .. Sorted.Values, Init, Set, Inner];
        return modules.Aggregate(image * _scale * Scale, (x, module) => x + module.call(x));
    }
}

/// <summary>A model in a field of another.</summary>
[Model]
internal partial class HeldModel
{
    [Linear(3)]
    public partial Tensor Run([Shape(3)] Tensor image);
}

/// <summary>Fields without values.</summary>
[Model]
internal partial class Unset
{
#pragma warning disable MDL0031, CS0649
    private readonly Linear? _head;
    private readonly Linear[]? _none;
    private readonly Dictionary<string, Linear>? _names;
    private readonly Parameter? _scale;
#pragma warning restore MDL0031, CS0649
    private readonly Linear?[] _heads = [null, nn.Linear(3, 3)];

    [Call(nameof(Hand))]
    public partial Tensor Run([Shape(3)] Tensor image);

    [return: Shape(3)]
    public Tensor Hand([Shape(3)] Tensor image) => _head is null && _none is null && _names is null && _scale is null ? _heads[1]!.call(image) : image;
}

/// <summary>An autoencoder whose encoder and decoder are arrays of layers.</summary>
[Model, Reconstruction(Loss.MeanSquaredError)]
internal partial class Experts : IAutoencoder
{
    private readonly Linear[] _encoders = [nn.Linear(6, 8), nn.Linear(6, 8)];
    private readonly Linear[] _decoders = [nn.Linear(8, 6), nn.Linear(8, 6)];

    [return: Shape(8)]
    public Tensor Encode([Shape(6)] Tensor image) => Sum(_encoders, image);

    [return: Shape(6)]
    public Tensor Decode([Shape(8)] Tensor code) => Sum(_decoders, code);

    private static Tensor Sum(Linear[] layers, Tensor input)
    {
        using var first = layers[0].call(input);
        using var second = layers[1].call(input);
        return first + second;
    }
}

/// <summary>A module whose constructor registers nothing.</summary>
internal sealed class ForgetfulModule() : nn.Module<Tensor, Tensor>(nameof(ForgetfulModule))
{
    private readonly Linear _inner = nn.Linear(4, 4);

    public override Tensor forward(Tensor input) => _inner.call(input);
}

/// <summary>A model that runs it, as a layer and from a field.</summary>
[Model]
internal partial class Forgetful
{
    private readonly ForgetfulModule _own = new();

    [Module(typeof(ForgetfulModule)), Call(nameof(Own))]
    public partial Tensor Run([Shape(4)] Tensor image);

    [return: Shape(4)]
    public Tensor Own([Shape(4)] Tensor image) => _own.call(image);
}
