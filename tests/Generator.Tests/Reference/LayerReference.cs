using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests.Reference;

/// <summary>Writes docs/reference.md from the attributes' documentation, the catalogue and its rules.</summary>
internal static partial class LayerReference
{
    private static readonly Dictionary<string, XElement> s_documentation = XDocument
        .Load(Path.ChangeExtension(typeof(ModelAttribute).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    public static string Write()
    {
        var stages = CheckExamples();
        var text = new StringBuilder(Repository.Read("tests", "Generator.Tests", "Reference", "Introduction.md"));
        foreach (var (heading, layers) in LayerExamples.Groups)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n");
            foreach (var example in layers)
                WriteLayer(text, LayerCatalogue.Find(example.Kind)!, example, stages[example.Kind]);
        }

        text.Append(Repository.Read("tests", "Generator.Tests", "Reference", "Stricter.md"));
        foreach (var reason in LayerCatalogue.Kinds.Where(kind => kind.Stricter is not null).GroupBy(kind => kind.Stricter))
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(", ", reason.Select(kind => $"`{kind.Name}`"))} | {reason.Key} |\n");
        return text.ToString();
    }

    private static void WriteLayer(StringBuilder text, LayerKind kind, LayerExample example, CheckedStage stage)
    {
        var layer = stage.Layers[0];
        text.Append(CultureInfo.InvariantCulture, $"\n### {kind.Name}\n\n{Summary($"T:ModelDsl.{kind.Name}Attribute")}\n");
        if (kind.Parameters.Length > 0)
        {
            text.Append("\n| argument | meaning | default |\n| --- | --- | --- |\n");
            foreach (var parameter in kind.Parameters)
                text.Append(Row(kind, parameter));
        }

        text.Append(CultureInfo.InvariantCulture, $"\n`[{example.Layers}]` maps `{string.Join("` and `", stage.Inputs)}` to `{layer.Output}`");
        text.Append(Counts(kind.Weights(layer), kind.MultiplyAdds(layer)));
        text.Append(CultureInfo.InvariantCulture, $"\nIn PyTorch: {example.PyTorch ?? $"`torch.nn.{kind.Name}`"}.\n");
        if (kind.Stricter is { } reason)
            text.Append(CultureInfo.InvariantCulture, $"\nStricter than libtorch: {reason}\n");
    }

    private static string Counts(SizeExpression weights, SizeExpression multiplyAdds) => (weights.Equals(0), multiplyAdds.Equals(0)) switch
    {
        (true, true) => ".",
        (false, true) => $", with\n`{weights}` parameters.",
        (true, false) => $", with\n`{multiplyAdds}` multiply-adds.",
        _ => $", with\n`{weights}` parameters and `{multiplyAdds}` multiply-adds.",
    };

    private static string Row(LayerKind kind, LayerParameter parameter)
    {
        var (name, words) = Words(kind, parameter);
        var match = Default().Match(words);
        var isOptional = parameter.Default is not null;
        return $"| `{name}` | {(match.Success ? words[..match.Index] : words)} | {(match.Success ? match.Groups["value"].Value : isOptional ? "none" : "required")} |\n";
    }

    /// <summary>A constructor's parameter with its own documentation.</summary>
    private static (string Name, string Words) Words(LayerKind kind, LayerParameter parameter)
    {
        var type = $"ModelDsl.{kind.Name}Attribute";
        var positional = s_documentation[$"T:{type}"].Elements("param")
            .FirstOrDefault(element => AttributeReader.PropertyName(element.Attribute("name")!.Value) == parameter.Name);
        if (positional is null)
        {
            var declaring = typeof(ModelAttribute).Assembly.GetType(type)!.GetProperty(parameter.Name)!.DeclaringType;
            return (parameter.Name, Summary($"P:{declaring}.{parameter.Name}"));
        }

        return (positional.Attribute("name")!.Value, Text(positional));
    }

    private static string Summary(string member) => Text(s_documentation[member].Element("summary")!);

    /// <summary>Documentation as Markdown on one line.</summary>
    private static string Text(XElement element) => Spaces().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1].Replace("Attribute", "", StringComparison.Ordinal)}`",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement other => other.Value,
        _ => ((XText)node).Value,
    })), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Checks each example as a separate model.</summary>
    private static Dictionary<string, CheckedStage> CheckExamples()
    {
        var compilation = GeneratorTest.Compile($$"""
            using ModelDsl;
            using static TorchSharp.torch;
            [Model] public partial class Submodel
            {
                [Size(8)] public partial int Features { get; }
                [Linear(1)] public partial Tensor Run([Shape("Features")] Tensor x);
            }
            public sealed class YourModule() : nn.Module<Tensor, Tensor>("YourModule")
            {
                public override Tensor forward(Tensor input) => input;
            }
            {{string.Concat(LayerExamples.All.Select(Model))}}
            """);
        return LayerExamples.All.ToDictionary(example => example.Kind, example =>
        {
            var type = compilation.GetTypeByMetadataName($"{example.Kind}Model")!;
            var check = ModelChecker.Check(DeclarationReader.ReadArchitecture(type, compilation, CancellationToken.None));
            Assert.True(check.IsValid, $"{example}: {string.Join("; ", check.Errors.Select(error => $"{error.Rule} {string.Join(", ", error.Message)}"))}");
            return check.Stages.Single(stage => stage!.Name == "Run")!;
        });
    }

    private static string Model(LayerExample example)
    {
        var parameters = example.Input.Split("; ").Select((axes, i) => $"[Shape({axes})] Tensor x{i}");
        return $$"""

            [Model] public partial class {{example.Kind}}Model
            {
                {{string.Concat(new[] { "Inputs", "Features", "Channels", "Length", "Depth", "Height", "Width" }
                    .Select(size => $"[Size(8, Min = 4)] public partial int {size} {{ get; }} "))}}
                {{example.Others}}
                [{{example.Layers}}]
                public partial {{(example.Kind == "Gaussian" ? "Gaussian" : "Tensor")}} Run({{string.Join(", ", parameters)}});
            }
            """;
    }

    [GeneratedRegex(@" Default: (?<value>.*?)\.?$")]
    private static partial Regex Default();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
