using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>
/// Writes the generated part of a model. A mistaken model gets the same members, and each throws: code that uses it compiles, so that one
/// mistake is one error.
/// </summary>
internal sealed class ModelEmitter
{
    private readonly IndentedTextWriter _writer = new();
    private readonly ModelDeclaration _model;
    private readonly CheckedModel _check;
    private readonly ModelNames _names;
    private readonly string _torch;
    private readonly string _tensor;

    private ModelEmitter(ModelDeclaration model, CheckedModel check)
    {
        (_model, _check, _names) = (model, check, new(model, check));
        _torch = TorchName(model.Hierarchy);
        _tensor = $"{_torch}.Tensor";
    }

    /// <summary>True if the class implements <c>IModel</c>: no member of the user's has the name of one of its members.</summary>
    public static bool ImplementsModel(Architecture model) => !model.HasMember("Summary") && !model.HasMember("InputShape");

    private Architecture Architecture => _model.Architecture;

    /// <summary>The name of TorchSharp's main class in the file.</summary>
    public static string TorchName(Hierarchy hierarchy) => hierarchy.CanAliasTorch ? "torch" : "global::TorchSharp.torch";

    /// <summary>The text of the file.</summary>
    public static string Emit(ModelDeclaration model, CheckedModel check)
    {
        var emitter = new ModelEmitter(model, check);
        emitter.WriteFile();
        return emitter._writer.Finish();
    }

    private void WriteFile()
    {
        _writer.WriteLine(GeneratedFile.Header);
        _writer.WriteLine();
        if (_model.Hierarchy.Namespace.Length > 0)
            _writer.WriteLine($"namespace {_model.Hierarchy.Namespace};\n");
        if (_model.Hierarchy.CanAliasTorch)
            _writer.WriteLine("using torch = global::TorchSharp.torch;\n");
        var blocks = new Stack<IDisposable>();
        foreach (var container in _model.Hierarchy.Containers)
            blocks.Push(_writer.OpenBlock(container));
        WriteClass();
        while (blocks.Count > 0)
            blocks.Pop().Dispose();
    }

    private void WriteClass()
    {
        if (_check.IsValid)
            ShapeTable.Write(_writer, _check.Stages!, Architecture.Stages);
        _writer.WriteLine(GeneratedFile.Attribute);
        using (_writer.OpenBlock(_model.Hierarchy.Header + Bases()))
        {
            WriteFields();
            WriteConstructor();
            foreach (var (size, property) in _model.Sizes)
                WriteProperty(property, _names.SizeField(size.Name), $"<summary>The size {size.Name}.</summary>");
            foreach (var (submodel, property) in _model.Submodels)
                WriteProperty(property, _names.SubmodelField(submodel.Property), "<summary>A model that this one holds.</summary>");
            for (var i = 0; i < _model.Stages.Count; i++)
                WriteStage(i);
            WriteForward();
            new InterfaceEmitter(_writer, _model, _check, _names, IsFree).Write();
        }
    }

    private string Bases()
    {
        var forward = Architecture.HasForward || Architecture.OverridesForward ? $"<{_tensor}, {_tensor}>" : "";
        return (IsModule, ImplementsModel(Architecture)) switch
        {
            (true, true) => $" : {_torch}.nn.Module{forward}, global::ModelDsl.IModel",
            (true, false) => $" : {_torch}.nn.Module{forward}",
            (false, true) => " : global::ModelDsl.IModel",
            _ => "",
        };
    }

    private bool IsModule => Architecture.Impediment is null;

    /// <summary>True if no stage, size or submodel has the name, which is a mistake of the declaration.</summary>
    private bool IsFree(string name) => !Architecture.HasMember(name);

    private void WriteFields()
    {
        if (!_check.IsValid)
            return;
        foreach (var (size, _) in _model.Sizes)
            _writer.WriteLine($"private readonly int {_names.SizeField(size.Name)};");
        foreach (var (submodel, property) in _model.Submodels)
            _writer.WriteLine($"private readonly {property.Type} {_names.SubmodelField(submodel.Property)};");
        foreach (var module in _names.Modules)
            _writer.WriteLine($"private readonly {module.Type} {module.Field};");
        _writer.WriteLine($"private global::ModelDsl.ModelSummary? {_names.SummaryField};");
        _writer.WriteLine();
    }

    private void WriteConstructor()
    {
        // A class that cannot be a module keeps the constructors that it has.
        if (!IsModule)
            return;

        _writer.WriteDocumentation("<summary>Creates the model with new random weights.</summary>");
        foreach (var (size, property) in _model.Sizes)
        {
            var documentation = DocumentationReader.Summary(property.Documentation);
            _writer.WriteLine($"/// <param name=\"{size.Name.Camel()}\">{(documentation.Length > 0 ? documentation : $"The size {size.Name}.")} {Allowed(size)}</param>");
        }

        _writer.WriteDocumentation("<param name=\"device\">The device of the weights; the CPU if null.</param>");
        _writer.WriteDocumentation("<param name=\"dtype\">The data type of the weights; 32-bit floating point if null.</param>");
        if (_model.Sizes.Count > 0)
            _writer.WriteLine($"/// <exception cref=\"global::System.ArgumentOutOfRangeException\">{(Architecture.Sizes.All(size => size is { AnyOf: null, Min: null, Max: null }) ? "A size is less than 1." : "A size is not allowed.")}</exception>");
        if (_check.IsValid)
            _writer.WriteDocumentation("<exception cref=\"global::ModelDsl.CodedException\">TorchSharp's native library cannot be loaded.</exception>");

        _writer.Write($"public {_model.Hierarchy.Identifier}(");
        WriteConstructorParameters();
        using (_writer.OpenBlock($")\n    : base(\"{Architecture.Name}\")"))
        {
            if (_check.IsValid)
                new ConstructorEmitter(_writer, _model, _check, _names).WriteBody();
            else
                _writer.WriteLine($"{Throw};");
        }

        _writer.WriteLine();
    }

    private static string Allowed(Size size) => size switch
    {
        { AnyOf: { } list } => $"One of {string.Join(", ", list)}.",
        { Max: { } most } => $"From {size.Least} to {most}.",
        _ => $"At least {size.Least}.",
    };

    /// <summary>Writes the parameters; of several with one name, which is a mistake of the declaration, the first.</summary>
    private void WriteConstructorParameters()
    {
        var names = new List<string>();
        foreach (var size in Architecture.Sizes)
            Add("int", size.Name.AsParameter(), Literals.Of(size.Value ?? 1));
        Add($"{_torch}.Device?", "device", "null");
        Add($"{_torch}.ScalarType?", "dtype", "null");

        void Add(string type, string name, string value)
        {
            if (names.Contains(name))
                return;
            _writer.Write($"{(names.Count == 0 ? "" : ",")}\n    {type} {name} = {value}");
            names.Add(name);
        }
    }

    private void WriteProperty(PropertyText property, string field, string summary)
    {
        if (!property.IsPartial)
            return;
        WriteDocumentation(property.Documentation, summary);
        var header = $"{property.Modifiers} {property.Type} {property.Identifier}";
        if (_check.IsValid)
        {
            _writer.WriteLine($"{header} => {field};");
        }
        else
        {
            var accessors = new[] { property.HasGetter ? $"get => {Throw};" : null, property.Setter is { } setter ? $"{setter} => {Throw};" : null };
            _writer.WriteLine($"{header} {{ {string.Join(" ", accessors.Where(accessor => accessor is not null))} }}");
        }

        _writer.WriteLine();
    }

    private void WriteStage(int index)
    {
        var (declared, method) = _model.Stages[index];
        if (declared.IsHandWritten || method.HasUnknownTypes)
            return;

        var parameters = string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type} {parameter.Identifier}"));
        var header = $"{method.Modifiers} {method.ReturnType} {method.Identifier}({parameters})".Replace("global::TorchSharp.torch.", $"{_torch}.");
        var summary = $"<summary>Applies the layers of {declared.Name}.</summary>";
        if (_check.IsValid)
        {
            var stage = _check.Stages[index]!;
            WriteDocumentation(
                DocumentationReader.WithRemark(
                    method.Documentation.Length > 0 ? method.Documentation : summary,
                    $"Shapes, without the batch: <c>{Parameters(declared, stage)} → {stage.Result}</c>."),
                summary);
            _writer.WriteLine($"/// <exception cref=\"global::ModelDsl.ShapeException\">{(stage.Inputs.Count == 1 ? "The argument" : "An argument")} has another shape.</exception>");
            using (_writer.OpenBlock(header))
                new StageEmitter(_model, stage, index, _names).WriteBody(_writer);
        }
        else
        {
            WriteDocumentation(method.Documentation, summary);
            _writer.WriteLine($"{header} => {Throw};");
        }

        _writer.WriteLine();
    }

    private static string Parameters(Stage declared, CheckedStage stage) =>
        string.Join(", ", stage.Inputs.Select((shape, i) => $"{declared.Parameters[i].Name} {shape}"));

    private void WriteForward()
    {
        if (!Architecture.HasForward || !IsModule || !IsFree("forward"))
            return;

        var first = Architecture.Autoencoder?.Encode ?? 0;
        var parameter = _model.Stages[first].Method.Parameters.Select(candidate => candidate.Identifier).FirstOrDefault() ?? "input";
        var header = $"public override {_tensor} forward({_tensor} {parameter})";
        _writer.WriteDocumentation("<inheritdoc/>");
        if (!_check.IsValid)
        {
            _writer.WriteLine($"{header} => {Throw};");
        }
        else if (Architecture.Autoencoder is not { } autoencoder)
        {
            _writer.WriteLine($"{header} => {StageEmitter.Call(_model, _check.Stages[0]!, 0, parameter)};");
        }
        else
        {
            var code = parameter == "code" ? "latent" : "code";
            using (_writer.OpenBlock(header))
            {
                var encoded = $"{code}{(_check.Stages[first]!.ReturnsGaussian ? ".Mean" : "")}";
                _writer.WriteLine($"using var {code} = {StageEmitter.Call(_model, _check.Stages[first]!, first, parameter)};");
                _writer.WriteLine($"return {StageEmitter.Call(_model, _check.Stages[autoencoder.Decode]!, autoencoder.Decode, encoded)};");
            }
        }

        _writer.WriteLine();
    }

    private void WriteDocumentation(string documentation, string otherwise) =>
        _writer.WriteDocumentation(documentation.Length > 0 ? documentation : otherwise);

    private string Throw => ThrowFor(Architecture);

    /// <summary>The body of a mistaken model's members.</summary>
    public static string ThrowFor(Architecture model) => $"throw new global::System.InvalidOperationException(\"The declaration of {model.Name} has an error.\")";
}
