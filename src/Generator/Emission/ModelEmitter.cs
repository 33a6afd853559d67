using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>
/// Writes the generated part of a model. A mistaken model gets the same members, and each throws: whoever uses it
/// compiles, so that one mistake is one error.
/// </summary>
internal sealed class ModelEmitter
{
    private const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";

    private readonly IndentedTextWriter _writer = new();
    private readonly ModelDeclaration _model;
    private readonly CheckedModel _check;
    private readonly ModelNames _names;
    private readonly string _torch;
    private readonly string _tensor;
    private readonly HashSet<string> _members;

    private ModelEmitter(ModelDeclaration model, CheckedModel check)
    {
        (_model, _check, _names) = (model, check, new(model, check));
        _torch = TorchName(model.Hierarchy);
        _tensor = $"{_torch}.Tensor";
        _members =
        [
            .. Architecture.Stages.Select(stage => stage.Name), .. Architecture.Sizes.Select(size => size.Name), .. Architecture.Held.Select(held => held.Property),
        ];
    }

    private Architecture Architecture => _model.Architecture;

    /// <summary>How the code calls the tensor library's main class.</summary>
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
        var blocks = new Stack<IDisposable>();
        if (_model.Hierarchy.Namespace.Length > 0)
            blocks.Push(_writer.OpenBlock($"namespace {_model.Hierarchy.Namespace}"));
        if (_model.Hierarchy.CanAliasTorch)
            _writer.WriteLine("using torch = global::TorchSharp.torch;\n");
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
            for (var i = 0; i < _model.Sizes.Count; i++)
                WriteProperty(_model.Sizes[i], _check.IsValid ? _names.SizeField(Architecture.Sizes[i].Name) : "", $"<summary>The size {Architecture.Sizes[i].Name}.</summary>");
            for (var i = 0; i < _model.Held.Count; i++)
                WriteProperty(_model.Held[i], _names.HeldField(Architecture.Held[i].Property), "<summary>A model that this one holds.</summary>");
            for (var i = 0; i < _model.Stages.Count; i++)
                WriteStage(i);
            WriteForward();
            WriteModelInterface();
        }
    }

    private string Bases()
    {
        string[] bases =
        [
            .. IsModule ? [$"{_torch}.nn.Module{(Architecture.HasForward ? $"<{_tensor}, {_tensor}>" : "")}"] : Array.Empty<string>(),
            .. IsFree("Summary") && IsFree("InputShape") ? ["global::ModelDsl.IModel"] : Array.Empty<string>(),
        ];
        return bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    private bool IsModule => Architecture.Impediment is null;

    /// <summary>Whether no stage, no size and no held model has the name: one that does is a mistake of the declaration.</summary>
    private bool IsFree(string name) => !_members.Contains(name);

    private void WriteFields()
    {
        if (!_check.IsValid)
            return;
        foreach (var size in Architecture.Sizes)
            _writer.WriteLine($"private readonly int {_names.SizeField(size.Name)};");
        for (var i = 0; i < _model.Held.Count; i++)
            _writer.WriteLine($"private readonly {_model.Held[i].Type} {_names.HeldField(Architecture.Held[i].Property)};");
        foreach (var (stage, layer) in _check.Modules)
            _writer.WriteLine($"private readonly {ConstructorEmitter.Type(layer)} {_names.Layer(stage, layer.Index)};");
        _writer.WriteLine();
    }

    private void WriteConstructor()
    {
        // A class that cannot be a module keeps the constructors that it has.
        if (!IsModule)
            return;

        _writer.WriteDocumentation("<summary>Makes the model with new random weights.</summary>");
        for (var i = 0; i < _model.Sizes.Count; i++)
        {
            var (size, documentation) = (Architecture.Sizes[i], DocumentationReader.Summary(_model.Sizes[i].Documentation));
            _writer.WriteLine($"/// <param name=\"{ModelNames.Parameter(size.Name).TrimStart('@')}\">{(documentation.Length > 0 ? documentation : $"The size {size.Name}.")} {Allowed(size)}</param>");
        }

        _writer.WriteDocumentation("<param name=\"device\">Where the weights are; the CPU where it is null.</param>");
        _writer.WriteDocumentation("<param name=\"dtype\">The weights' type; 32-bit floating point where it is null.</param>");
        if (_model.Sizes.Count > 0)
            _writer.WriteLine($"/// <exception cref=\"global::System.ArgumentOutOfRangeException\">{(Architecture.Sizes.All(size => size is { AnyOf: null, Min: null, Max: null }) ? "A size is less than 1." : "A size is not allowed.")}</exception>");
        if (_check.IsValid)
            _writer.WriteDocumentation("<exception cref=\"global::ModelDsl.CodedException\">TorchSharp's native library cannot be loaded.</exception>");

        using (_writer.OpenBlock($"public {_model.Hierarchy.Identifier}(\n    {string.Join(",\n    ", ConstructorParameters())})\n    : base({Text(Architecture.Name)})"))
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

    /// <summary>The parameters; of several with one name, which is a mistake of the declaration, the first.</summary>
    private IReadOnlyList<string> ConstructorParameters()
    {
        var parameters = new List<string>();
        var names = new HashSet<string>();
        foreach (var size in Architecture.Sizes)
            Add("int", ModelNames.Parameter(size.Name), CSharp.Literal(size.Value ?? 1));
        Add($"{_torch}.Device?", "device", "null");
        Add($"{_torch}.ScalarType?", "dtype", "null");
        return parameters;

        void Add(string type, string name, string value)
        {
            if (names.Add(name))
                parameters.Add($"{type} {name} = {value}");
        }
    }

    private void WriteProperty(SizeProperty property, string field, string summary)
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
        // The user's own has its body.
        if (Architecture.Stages[index].IsHandWritten)
            return;

        var method = _model.Stages[index];
        var parameters = string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type} {parameter.Identifier}"));
        var header = $"{method.Modifiers} {method.ReturnType} {method.Identifier}({parameters})".Replace("global::TorchSharp.torch.", $"{_torch}.");
        var summary = $"<summary>Applies the layers of {Architecture.Stages[index].Name}.</summary>";
        if (_check.IsValid)
        {
            var stage = _check.Stages[index]!;
            WriteDocumentation(
                DocumentationReader.WithRemark(
                    method.Documentation.Length > 0 ? method.Documentation : summary,
                    $"Shapes, without the batch: <c>{Parameters(index, stage)} → {stage.Output}</c>."),
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

    private string Parameters(int index, CheckedStage stage) =>
        string.Join(", ", stage.Inputs.Select((shape, i) => $"{Architecture.Stages[index].Parameters[i].Name} {shape}"));

    private void WriteForward()
    {
        if (!Architecture.HasForward || !IsModule || !IsFree("forward"))
            return;

        var first = Architecture.Autoencoder?.Encode ?? 0;
        var parameter = _model.Stages[first].Parameters.Select(candidate => candidate.Identifier).FirstOrDefault() ?? "input";
        var header = $"public override {_tensor} forward({_tensor} {parameter})";
        _writer.WriteDocumentation("<inheritdoc/>");
        if (!_check.IsValid)
        {
            _writer.WriteLine($"{header} => {Throw};");
        }
        else if (Architecture.Autoencoder is null)
        {
            _writer.WriteLine($"{header} => {_model.Stages[0].Identifier}({parameter});");
        }
        else
        {
            var code = parameter == "code" ? "latent" : "code";
            using (_writer.OpenBlock(header))
            {
                _writer.WriteLine($"using var {code} = Encode({parameter});");
                _writer.WriteLine($"return Decode({code}{(_check.Stages[first]!.GivesGaussian ? ".Mean" : "")});");
            }
        }

        _writer.WriteLine();
    }

    private void WriteModelInterface()
    {
        if (IsFree("Summary"))
            WriteSummary();
        if (IsFree("InputShape"))
        {
            _writer.WriteDocumentation("<inheritdoc/>");
            var shape = _check.IsValid ? CSharp.Collection(_check.Stages[0]!.Input, Property) : Throw;
            _writer.WriteLine($"public {ReadOnlyList}<long> InputShape => {shape};");
        }

        if (IsFree("Summary") && IsFree("InputShape"))
        {
            // Explicitly, so that a stage or a size may have the name.
            _writer.WriteLine();
            _writer.WriteDocumentation("<inheritdoc/>");
            var sizes = string.Join(", ", Architecture.Sizes.Select(size => $"new({Text(size.Name)}, {Property(size.Name)})"));
            _writer.WriteLine($"{ReadOnlyList}<global::ModelDsl.SizeValue> global::ModelDsl.IModel.Sizes => {(_check.IsValid ? $"[{sizes}]" : Throw)};");
        }

        if (IsModule && IsFree("RegisterComponents"))
        {
            _writer.WriteLine();
            _writer.WriteDocumentation("<summary>Nothing: the constructor has registered everything, without reflection.</summary>");
            _writer.WriteLine("protected override void RegisterComponents() { }");
        }
    }

    private void WriteSummary()
    {
        _writer.WriteDocumentation("<inheritdoc/>");
        const string header = "public global::ModelDsl.ModelSummary Summary";
        if (_check.IsValid)
        {
            using (_writer.OpenBlock($"{header} => new({Text(Architecture.Name)},", "[", "]);"))
            {
                // A held model's weights are counted where it is used first.
                var counted = new HashSet<string>();
                foreach (var stage in _check.Stages)
                {
                    foreach (var layer in stage!.Layers)
                        WriteSummaryRow(stage.Name, layer, layer.Kind.Name != "Use" || counted.Add(layer.Name("Property")) ? layer.Weights : 0);
                }
            }
        }
        else
        {
            _writer.WriteLine($"{header} => {Throw};");
        }

        _writer.WriteLine();
    }

    private void WriteSummaryRow(string stage, AppliedLayer layer, SizeExpression weights)
    {
        _writer.Write($"new(\"{stage}.{layer.Index}\", \"{layer.Kind.Name}\", [{CSharp.Axes(layer.Output, Property)}], ");
        _writer.WriteLine($"{CSharp.Expression(weights, Property)}, {CSharp.Expression(layer.MultiplyAdds, Property)}),");
    }

    private void WriteDocumentation(string documentation, string otherwise) =>
        _writer.WriteDocumentation(documentation.Length > 0 ? documentation : otherwise);

    private string Throw => $"throw new global::System.InvalidOperationException({Text($"The declaration of {Architecture.Name} has an error.")})";

    private static string Property(string size) => size.Escaped();

    private static string Text(string text) => $"\"{text}\"";
}
