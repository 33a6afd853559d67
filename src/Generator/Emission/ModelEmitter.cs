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

    private ModelEmitter(ModelDeclaration model, CheckedModel check) =>
        (_model, _check, _names) = (model, check, new(model, check.Stages));

    private Architecture Architecture => _model.Architecture;

    private string Torch => TorchName(_model.Hierarchy);

    private string Tensor => $"{Torch}.Tensor";

    /// <summary>How the code calls the tensor library's main class.</summary>
    public static string TorchName(Hierarchy hierarchy) => hierarchy.CanAliasTorch ? "torch" : "global::TorchSharp.torch";

    /// <summary>The text of the file.</summary>
    public static string Emit(ModelDeclaration model, CheckedModel check)
    {
        var emitter = new ModelEmitter(model, check);
        emitter.WriteFile();
        return emitter._writer.ToString();
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
            _writer.WriteDocumentation(ShapeTable.Write(_check.Stages!, Architecture.Stages));
        _writer.WriteLine(GeneratedFile.Attribute);
        using (_writer.OpenBlock(_model.Hierarchy.Header + Bases()))
        {
            WriteFields();
            WriteConstructor();
            for (var i = 0; i < _model.Sizes.Count; i++)
                WriteSize(Architecture.Sizes[i], _model.Sizes[i]);
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
            .. IsModule ? [$"{Torch}.nn.Module{(Architecture.HasForward ? $"<{Tensor}, {Tensor}>" : "")}"] : Array.Empty<string>(),
            .. IsFree("Summary") && IsFree("InputShape") ? ["global::ModelDsl.IModel"] : Array.Empty<string>(),
        ];
        return bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    private bool IsModule => Architecture.Obstacle is null;

    /// <summary>Whether no stage and no size has the name: one that does is a mistake of the declaration.</summary>
    private bool IsFree(string name) =>
        Architecture.Stages.All(stage => stage.Name != name) && Architecture.Sizes.All(size => size.Name != name);

    private void WriteFields()
    {
        if (!_check.IsValid)
            return;
        foreach (var size in Architecture.Sizes)
            _writer.WriteLine($"private readonly int {_names.SizeField(size.Name)};");
        foreach (var (stage, layer) in LayersWithWeights())
            _writer.WriteLine($"private readonly global::TorchSharp.Modules.{layer.Kind.Name} {_names.Layer(stage, layer.Index)};");
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
            _writer.WriteDocumentation($"<param name=\"{ModelNames.Parameter(size.Name).TrimStart('@')}\">{(documentation.Length > 0 ? documentation : $"The size {size.Name}.")} At least 1.</param>");
        }

        _writer.WriteDocumentation("<param name=\"device\">Where the weights are; the CPU where it is null.</param>");
        _writer.WriteDocumentation("<param name=\"dtype\">The weights' type; 32-bit floating point where it is null.</param>");
        if (_model.Sizes.Count > 0)
            _writer.WriteDocumentation("<exception cref=\"global::System.ArgumentOutOfRangeException\">A size is less than 1.</exception>");

        using (_writer.OpenBlock($"public {_model.Hierarchy.Identifier}(\n    {string.Join(",\n    ", ConstructorParameters())})\n    : base({Text(Architecture.Name)})"))
        {
            if (_check.IsValid)
                WriteConstruction();
            else
                _writer.WriteLine($"{Throw};");
        }

        _writer.WriteLine();
    }

    private IEnumerable<string> ConstructorParameters() =>
    [
        .. Architecture.Sizes
            .GroupBy(size => ModelNames.Parameter(size.Name))
            .Select(size => $"int {size.Key} = {CSharp.Literal(size.First().Value ?? 1)}"),
        .. new[] { $"{Torch}.Device? device = null", $"{Torch}.ScalarType? dtype = null" }
            .Where(parameter => !Architecture.Sizes.Any(size => parameter.Contains($"? {ModelNames.Parameter(size.Name)} ="))),
    ];

    private void WriteConstruction()
    {
        foreach (var size in Architecture.Sizes)
        {
            var parameter = ModelNames.Parameter(size.Name);
            _writer.WriteLine($"global::System.ArgumentOutOfRangeException.ThrowIfLessThan({parameter}, 1);");
            _writer.WriteLine($"{_names.SizeField(size.Name)} = {parameter};");
        }

        if (Architecture.Sizes.Count > 0)
            _writer.WriteLine();

        // In the order of the declaration: it is the order in which weights are drawn.
        foreach (var (stage, layer) in LayersWithWeights())
        {
            var arguments = layer.Kind.Construction!(layer).Select(argument => CSharp.Argument(argument, ModelNames.Parameter));
            _writer.WriteLine($"{_names.Layer(stage, layer.Index)} = {Torch}.nn.{layer.Kind.Name}({string.Join(", ", arguments)}, device: device, dtype: dtype);");
        }

        _writer.WriteLine();
        for (var i = 0; i < _check.Stages.Count; i++)
        {
            var layers = _check.Stages[i]!.Layers.Where(layer => layer.Kind.Construction is not null)
                .Select(layer => $", (\"{layer.Index}\", {_names.Layer(i, layer.Index)})");
            var stage = Text(Architecture.Stages[i].Name);
            _writer.WriteLine($"register_module({stage}, new global::ModelDsl.Stage({stage}{string.Concat(layers)}));");
        }
    }

    private void WriteSize(Size size, SizeProperty property)
    {
        if (!property.IsPartial)
            return;
        WriteDocumentation(property.Documentation, $"<summary>The size {size.Name}.</summary>");
        var header = $"{property.Modifiers} {property.Type} {property.Identifier}";
        if (_check.IsValid)
        {
            _writer.WriteLine($"{header} => {_names.SizeField(size.Name)};");
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
        var method = _model.Stages[index];
        var parameters = string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type} {parameter.Identifier}"));
        var header = $"{method.Modifiers} {method.ReturnType} {method.Identifier}({parameters})".Replace("global::TorchSharp.torch.", $"{Torch}.");
        var summary = $"<summary>Applies the layers of {Architecture.Stages[index].Name}.</summary>";
        if (_check.IsValid)
        {
            var stage = _check.Stages[index]!;
            WriteDocumentation(
                DocumentationReader.WithRemark(
                    method.Documentation.Length > 0 ? method.Documentation : summary,
                    $"Shapes, without the batch: <c>{Architecture.Stages[index].Parameters[0].Name} {stage.Input} → {stage.Output}</c>."),
                summary);
            _writer.WriteDocumentation("<exception cref=\"global::ModelDsl.ShapeException\">The argument has another shape.</exception>");
            using (_writer.OpenBlock(header))
                StageEmitter.WriteBody(_writer, _model, stage, index, _names);
        }
        else
        {
            WriteDocumentation(method.Documentation, summary);
            _writer.WriteLine($"{header} => {Throw};");
        }

        _writer.WriteLine();
    }

    private void WriteForward()
    {
        if (!Architecture.HasForward || !IsModule || !IsFree("forward"))
            return;

        var first = Architecture.Autoencoder?.Encode ?? 0;
        var parameter = _model.Stages[first].Parameters.Select(candidate => candidate.Identifier).FirstOrDefault() ?? "input";
        var header = $"public override {Tensor} forward({Tensor} {parameter})";
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
                _writer.WriteLine($"return Decode({code});");
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
                foreach (var layer in _check.Stages.SelectMany(stage => stage!.Layers, (stage, layer) => (Stage: stage!.Name, Layer: layer)))
                    _writer.WriteLine(SummaryRow(layer.Stage, layer.Layer));
            }
        }
        else
        {
            _writer.WriteLine($"{header} => {Throw};");
        }

        _writer.WriteLine();
    }

    private static string SummaryRow(string stage, AppliedLayer layer) =>
        $"new({Text($"{stage}.{layer.Index}")}, {Text(layer.Kind.Name)}, {CSharp.Collection(layer.Output, Property)}, "
        + $"{CSharp.Expression(layer.Kind.Weights(layer), Property)}, {CSharp.Expression(layer.Kind.MultiplyAdds(layer), Property)}),";

    private IEnumerable<(int Stage, AppliedLayer Layer)> LayersWithWeights() =>
        from stage in Enumerable.Range(0, _check.Stages.Count)
        from layer in _check.Stages[stage]!.Layers
        where layer.Kind.Construction is not null
        select (stage, layer);

    private void WriteDocumentation(string documentation, string otherwise) =>
        _writer.WriteDocumentation(documentation.Length > 0 ? documentation : otherwise);

    private string Throw => $"throw new global::System.InvalidOperationException({Text($"The declaration of {Architecture.Name} has an error.")})";

    private static string Property(string size) => size.Escaped();

    private static string Text(string text) => $"\"{text}\"";
}
