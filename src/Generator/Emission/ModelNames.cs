using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Emission.Layers;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>A layer with a module, which the generated class has in a field.</summary>
internal sealed record LayerModule(int Stage, AppliedLayer Layer, string Field, ModuleCall Call)
{
    public string Type => Call.Wrapper ?? Call.Type ?? $"global::TorchSharp.Modules.{Layer.Kind.Name}";
}

/// <summary>The names of generated members, all different.</summary>
internal sealed class ModelNames
{
    private static readonly string[] s_locals = ["x", "y", "z"];

    private readonly Architecture _architecture;
    private readonly HashSet<string> _taken = [];
    private readonly List<LayerModule> _modules = [];
    private readonly Dictionary<(int Stage, int Layer), LayerModule> _modulesByLayer = [];
    private readonly Dictionary<string, string> _sizeFields = [];
    private readonly Dictionary<string, string> _submodelFields = [];

    public ModelNames(ModelDeclaration model, CheckedModel check)
    {
        _architecture = model.Architecture;
        // A parameter hides a field of its name.
        foreach (var (_, method) in model.Stages)
        {
            foreach (var parameter in method.Parameters)
                _taken.Add(parameter.Identifier);
        }

        foreach (var (size, _) in model.Sizes)
            _taken.Add(size.Name.Camel());
        foreach (var field in model.FieldNames)
            _taken.Add(field);
        _taken.Add(model.Architecture.Name);
        foreach (var (size, _) in model.Sizes)
            _sizeFields[size.Name] = Take("_" + size.Name.Camel());
        foreach (var (submodel, _) in model.Submodels)
            _submodelFields[submodel.Property] = Take("_" + submodel.Property.Camel());
        SummaryField = Take("_summary");
        for (var i = 0; check.IsValid && i < check.Stages.Count; i++)
        {
            foreach (var layer in check.Stages[i]!.Layers)
            {
                if (LayerCodes.Of(layer.Kind).Module is not { } module)
                    continue;
                var named = new LayerModule(i, layer, Take(LayerField(check.Stages[i]!.Name, layer.Index)), module(layer));
                _modules.Add(named);
                _modulesByLayer[(i, layer.Index)] = named;
            }
        }
    }

    /// <summary>The field of the summary.</summary>
    public string SummaryField { get; }

    /// <summary>The layers with modules, in the order of the declaration.</summary>
    public IReadOnlyList<LayerModule> Modules => _modules;

    /// <summary>The module of a layer; null if it has none.</summary>
    public LayerModule? FindModule(int stage, int layer) => _modulesByLayer.TryGetValue((stage, layer), out var module) ? module : null;

    /// <summary>The field of a layer with a module: <c>_encode0</c>.</summary>
    public string Layer(int stage, int layer) => _modulesByLayer[(stage, layer)].Field;

    /// <summary>The field of a size: <c>_latent</c>.</summary>
    public string SizeField(string size) => _sizeFields[size];

    /// <summary>The field of a submodel: <c>_body</c>.</summary>
    public string SubmodelField(string property) => _submodelFields[property];

    /// <summary>The name of a parameter, as an expression.</summary>
    public string NameOf(string identifier) => IsUsed("nameof") ? $"\"{identifier.TrimStart('@')}\"" : $"nameof({identifier})";

    /// <summary>A method of TorchSharp's module, although a member or a parameter has its name.</summary>
    public string OfModule(string method) => IsUsed(method) ? $"base.{method}" : method;

    /// <summary>The prefix of a stage's local variables: <c>x</c>, unless a parameter's name starts with it.</summary>
    public static string Local(EquatableArray<ParameterText> parameters) =>
        Array.Find(s_locals, local => parameters.All(parameter => !parameter.Identifier.StartsWith(local, StringComparison.Ordinal))) ?? "layer";

    private static string LayerField(string stage, int layer) =>
        $"_{stage.Camel()}{(char.IsDigit(stage[stage.Length - 1]) ? "_" : "")}{Literals.Of(layer)}";

    /// <summary>True if a member or a parameter of the model has the name.</summary>
    private bool IsUsed(string name)
    {
        foreach (var stage in _architecture.Stages)
        {
            if (stage.Name == name)
                return true;
            foreach (var parameter in stage.Parameters)
            {
                if (parameter.Name == name)
                    return true;
            }
        }

        foreach (var size in _architecture.Sizes)
        {
            if (size.Name == name || size.Name.Camel() == name)
                return true;
        }

        foreach (var submodel in _architecture.Submodels)
        {
            if (submodel.Property == name)
                return true;
        }

        return false;
    }

    private string Take(string name)
    {
        while (!_taken.Add(name))
            name += "_";
        return name;
    }
}
