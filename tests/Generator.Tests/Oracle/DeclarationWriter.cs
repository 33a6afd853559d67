using System.Globalization;
using System.Text;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Tests.Oracle;

/// <summary>Writes declarations as C# source.</summary>
internal sealed class DeclarationWriter
{
    /// <summary>The optional arguments that an attribute's constructor takes.</summary>
    private static readonly string[] s_positional = ["From", "Stage", "P"];

    private readonly StringBuilder _source = new("using ModelDsl;\nusing TorchSharp;\nusing static TorchSharp.torch;\nnamespace Demo;\n");
    private int _blocks;
    private int _results;

    public void Write(string name, Architecture model)
    {
        foreach (var submodel in model.Submodels)
            Write($"{name}{submodel.Property}", submodel.Architecture!);

        var members = new StringBuilder();
        foreach (var size in model.Sizes)
        {
            var allowed = size.AnyOf is { } list ? $"AnyOf = new[] {{ {string.Join(", ", list)} }}" : $"Min = {size.Min}{(size.Max is { } most ? $", Max = {most}" : "")}";
            members.AppendLine($"    [Size({size.Value}, {allowed})] public partial int {size.Name} {{ get; }}");
        }

        foreach (var submodel in model.Submodels)
            members.AppendLine($"    public partial {name}{submodel.Property} {submodel.Property} {{ get; }}");
        foreach (var stage in model.Stages)
        {
            var layers = string.Join(", ", stage.Layers.Select(Attribute));
            var parameters = stage.Parameters.Select(parameter => $"[Shape({string.Join(", ", parameter.Shape!.Values.Select(Literal))})] Tensor {parameter.Name}");
            members.AppendLine($"    [{layers}]\n    public partial {Returned($"{name}{stage.Name}", stage)} {stage.Name}({string.Join(", ", parameters)});");
        }

        _source.AppendLine($"[Model] public partial class {name}\n{{\n{members}}}");
    }

    /// <summary>The return type: of several outputs a tuple, or a record for every second stage.</summary>
    private string Returned(string name, Shapes.Stage stage)
    {
        if (stage.Form != StageForm.Several)
            return $"{stage.Form}";
        var outputs = string.Join(", ", stage.Outputs.Select(output => $"Tensor {output}"));
        if (stage.Outputs.Count > 1 && _results++ % 2 == 0)
            return $"({outputs})";
        _source.AppendLine($"public sealed record {name}Result({outputs});");
        return $"{name}Result";
    }

    public override string ToString() => _source.ToString();

    private string Attribute(Layer layer)
    {
        var kind = layer.Block is { } block ? WriteBlock(block) : layer.Kind!;
        string[] positional = layer.Block is not null ? [.. layer.Block.Parameters]
            : layer.Kind == "Mark" ? ["Name"]
            : layer.Kind == "From" ? ["Point"]
            : [.. LayerCatalogue.Find(layer.Kind!)!.Parameters.Where(parameter => parameter.Default is null || s_positional.Contains(parameter.Name)).Select(parameter => parameter.Name)];
        var arguments = positional
            .SelectMany(name => layer.Arguments.Where(argument => argument.Name == name))
            .Select(argument => argument is { IsArray: true, Name: "Axes" or "Lengths" or "From" } ? string.Join(", ", argument.Values.Select(Literal)) : Value(argument))
            .Concat(layer.Arguments.Where(argument => !positional.Contains(argument.Name)).Select(argument => $"{argument.Name} = {Value(argument)}"));
        return $"{kind}({string.Join(", ", arguments)})";
    }

    /// <summary>A class for each use of a block.</summary>
    private string WriteBlock(Block block)
    {
        var name = $"{block.Name}Of{++_blocks}";
        var layers = string.Join(", ", block.Layers.Select(Attribute));
        _source.AppendLine($"[{layers}] public sealed class {name}Attribute({string.Join(", ", block.Parameters.Select(parameter => $"object {parameter}"))}) : BlockAttribute;");
        return name;
    }

    private static string Value(Argument argument) => argument.Name switch
    {
        "PaddingMode" => $"PaddingModes.{argument.Values[0]}",
        "Mode" => $"Interpolation.{argument.Values[0]}",
        "As" => $"new[] {{ {string.Join(", ", argument.Values.Select(Literal))} }}",
        _ when argument.IsArray => $"new object[] {{ {string.Join(", ", argument.Values.Select(Literal))} }}",
        _ => Literal(argument.Values[0]),
    };

    private static string Literal(object? value) => value switch
    {
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => ((IFormattable)value!).ToString(null, CultureInfo.InvariantCulture),
    };
}
