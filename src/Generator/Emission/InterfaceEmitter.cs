using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Writes the members of <c>IModel</c>, and the override of <c>RegisterComponents</c>.</summary>
/// <param name="writer">The file.</param>
/// <param name="model">The declaration.</param>
/// <param name="check">The check of the declaration.</param>
/// <param name="names">The names of its fields.</param>
/// <param name="isFree">True if no declared member has the name.</param>
internal sealed class InterfaceEmitter(IndentedTextWriter writer, ModelDeclaration model, CheckedModel check, ModelNames names, Func<string, bool> isFree)
{
    private const string ReadOnlyList = "global::System.Collections.Generic.IReadOnlyList";

    private readonly string _throw = ModelEmitter.ThrowFor(model.Architecture);

    public void Write()
    {
        if (isFree("Summary"))
            WriteSummary();
        if (isFree("InputShape"))
        {
            writer.WriteDocumentation("<inheritdoc/>");
            var shape = check.IsValid ? CSharp.Collection(check.Stages[0]!.Input, SymbolExtensions.Escaped) : _throw;
            writer.WriteLine($"public {ReadOnlyList}<long> InputShape => {shape};");
        }

        if (isFree("Summary") && isFree("InputShape"))
        {
            // An explicit implementation, so that a stage or a size may have the name.
            writer.WriteLine();
            writer.WriteDocumentation("<inheritdoc/>");
            var sizes = string.Join(", ", model.Sizes.Select(declared => $"new(\"{declared.Size.Name}\", {declared.Size.Name.Escaped()})"));
            writer.WriteLine($"{ReadOnlyList}<global::ModelDsl.SizeValue> global::ModelDsl.IModel.Sizes => {(check.IsValid ? $"[{sizes}]" : _throw)};");
        }

        if (check.IsValid)
        {
            foreach (var member in model.HandWrittenMembers)
                WriteHandWritten(member);
        }

        if (model.Architecture.Impediment is null && isFree("RegisterComponents"))
        {
            writer.WriteLine();
            writer.WriteDocumentation("<summary>Does nothing: the constructor registers all components, without reflection.</summary>");
            writer.WriteLine("protected override void RegisterComponents() { }");
        }
    }

    /// <summary>Writes an explicit implementation: callers through an interface dispose what they receive.</summary>
    private void WriteHandWritten(InterfaceMember member)
    {
        var method = model.Stages[member.Stage].Method;
        var parameters = string.Join(", ", method.Parameters.Select(parameter => $"{parameter.Type} {parameter.Identifier}"));
        var arguments = string.Join(", ", method.Parameters.Select(parameter => parameter.Identifier));
        writer.WriteLine();
        writer.WriteDocumentation("<inheritdoc/>");
        writer.WriteLine($"{method.ReturnType} {member.Interface}.{method.Identifier}({parameters}) =>");
        writer.WriteLine($"    {StageEmitter.Call(model, check.Stages[member.Stage]!, member.Stage, arguments)};");
    }

    private void WriteSummary()
    {
        writer.WriteDocumentation("<inheritdoc/>");
        const string header = "public global::ModelDsl.ModelSummary Summary";
        if (check.IsValid)
        {
            using (writer.OpenBlock($"{header} => {names.SummaryField} ??= new(\"{model.Architecture.Name}\",", "[", "]);"))
            {
                // A submodel's weights are counted only at its first use.
                var counted = new HashSet<string>();
                foreach (var stage in check.Stages)
                {
                    foreach (var layer in stage!.Layers)
                        WriteSummaryRow(stage.Name, layer, layer.Kind.Name != "Use" || counted.Add(layer.Name("Property")) ? layer.Weights : 0);
                    foreach (var output in stage.Outputs)
                        writer.WriteLine($"new(\"{stage.Name}.{output.Name}\", \"Output\", [{CSharp.Axes(output.Value.Shape, SymbolExtensions.Escaped)}], 0, 0),");
                }
            }
        }
        else
        {
            writer.WriteLine($"{header} => {_throw};");
        }

        writer.WriteLine();
    }

    private void WriteSummaryRow(string stage, AppliedLayer layer, SizeExpression weights)
    {
        writer.Write($"new(\"{stage}.{layer.Index}\", \"{layer.Kind.Name}\", [");
        writer.WriteAxes(layer.Output, SymbolExtensions.Escaped);
        writer.Write("], ");
        writer.WriteExpression(weights.Sorted(), SymbolExtensions.Escaped);
        writer.Write(", ");
        writer.WriteExpression(layer.MultiplyAdds.Sorted(), SymbolExtensions.Escaped);
        writer.WriteLine("),");
    }
}
