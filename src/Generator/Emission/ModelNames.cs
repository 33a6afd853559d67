using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>The names that generated code gives, none of them twice.</summary>
internal sealed class ModelNames
{
    private static readonly string[] s_locals = ["x", "y", "z"];

    private readonly HashSet<string> _taken;
    private readonly Dictionary<(int Stage, int Layer), string> _layers;
    private readonly Dictionary<string, string> _sizeFields = [];
    private readonly Dictionary<string, string> _heldFields = [];

    public ModelNames(ModelDeclaration model, CheckedModel check)
    {
        _taken = new(model.FieldNames);
        _layers = new(check.Modules.Count);
        foreach (var size in model.Architecture.Sizes)
            _sizeFields[size.Name] = Take("_" + Camel(size.Name));
        foreach (var held in model.Architecture.Held)
            _heldFields[held.Property] = Take("_" + Camel(held.Property));
        foreach (var (stage, layer) in check.Modules)
            _layers[(stage, layer.Index)] = Take(LayerField(check.Stages[stage]!.Name, layer.Index));
    }

    /// <summary>The field of a layer with a module: <c>_encode0</c>.</summary>
    public string Layer(int stage, int layer) => _layers[(stage, layer)];

    /// <summary>The field of a size: <c>_latent</c>.</summary>
    public string SizeField(string size) => _sizeFields[size];

    /// <summary>The field of a held model: <c>_body</c>.</summary>
    public string HeldField(string property) => _heldFields[property];

    /// <summary>The constructor's parameter for a size: <c>latent</c>.</summary>
    public static string Parameter(string size) => Camel(size).Escaped();

    /// <summary>What a stage's locals are called before their number: <c>x</c>, unless a parameter is called so.</summary>
    public static string Local(EquatableArray<ParameterText> parameters) =>
        s_locals.FirstOrDefault(local => parameters.All(parameter => !parameter.Identifier.StartsWith(local, StringComparison.Ordinal))) ?? "layer";

    private static string LayerField(string stage, int layer) =>
        $"_{Camel(stage)}{(char.IsDigit(stage[stage.Length - 1]) ? "_" : "")}{CSharp.Literal(layer)}";

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private string Take(string name)
    {
        while (!_taken.Add(name))
            name += "_";
        return name;
    }
}
