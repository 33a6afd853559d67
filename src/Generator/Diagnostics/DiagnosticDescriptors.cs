using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>What each rule says. A message gives what there is, what is needed, where that came from, and the repair.</summary>
internal static class DiagnosticDescriptors
{
    private const string Category = "ModelDsl";
    private const string Help = "https://github.com/modeldsl/modeldsl/blob/main/docs/diagnostics/";

    /// <summary>
    /// Nothing silences a mistake, because a mistaken model compiles to members that throw: the first tag is deaf to
    /// pragmas, NoWarn and .editorconfig, and the second to <c>[SuppressMessage]</c>, from which the compiler exempts what
    /// it calls its own.
    /// </summary>
    private static readonly string[] s_always = [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.Compiler];

    private static readonly DiagnosticDescriptor s_parameterWithoutShape = new(
        "MDL0001", "A stage's parameter needs a shape",
        "{0}'s parameter {1} has no shape. Write [Shape(...)] before its type, without the batch axis.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0001.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unknownSize = new(
        "MDL0002", "An expression names a size that the model lacks",
        "'{0}' is not a size of this model.{1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0002.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_malformedExpression = new(
        "MDL0003", "An expression cannot be read",
        "\"{0}\" {1}. Write integers, sizes, + - * / and parentheses, as in \"2*Latent\".",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0003.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unsuitableArgument = new(
        "MDL0004", "An argument is not of a kind that the layer takes",
        "{0} is {1}. Write {2}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0004.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_outOfRange = new(
        "MDL0005", "A value is out of range",
        "{0} is {1}{3}; it must be at least {2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0005.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_improperSize = new(
        "MDL0006", "A size is a public partial int property with a getter",
        "A size must be written as public partial int {0} {{ get; }}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0006.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unsuitableStage = new(
        "MDL0007", "A stage maps a tensor to a tensor",
        "{0} cannot be a stage. Give it one parameter of type Tensor and the return type Tensor, and do not make it static or generic.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0007.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unknownLayer = new(
        "MDL0008", "The layer is not known",
        "{0} is not a layer that the generator knows. Use the layers of the namespace ModelDsl.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0008.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unsuitableModel = new(
        "MDL0009", "The class cannot be a module",
        "{0} {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0009.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_noStages = new(
        "MDL0010", "A model needs a stage",
        "{0} has no stages. Declare one, as in [Linear(10)] public partial Tensor Classify([Shape(784)] Tensor image);.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0010.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_takenName = new(
        "MDL0011", "The name is taken",
        "The name {0} is taken in this model. Choose another.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0011.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_tooLarge = new(
        "MDL0012", "A layer is too large",
        "{0} on {1} has more values than 64 bits can count. Use smaller numbers.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0012.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_convolutionAxes = new(
        "MDL0101", "A convolution needs channels, height and width",
        "{0} cannot take {1}: it needs [channels, height, width].{2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0101.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_linearAxes = new(
        "MDL0102", "Linear needs one axis",
        "Linear cannot take {0}: it needs one axis of features. Add [Flatten] before it, which gives {1}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0102.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unflattenAxes = new(
        "MDL0103", "Unflatten needs one axis",
        "Unflatten cannot take {0}: it needs one axis of features. Add [Flatten] before it, which gives {1}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0103.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unflattenProduct = new(
        "MDL0104", "Unflatten needs the product of its axes",
        "{0}, and {1}.{2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0104.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_noOutput = new(
        "MDL0105", "A convolution gives no output",
        "{0}. Use {1}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0105.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_outputPadding = new(
        "MDL0106", "OutputPadding must be less than the stride or the dilation",
        "OutputPadding is {0}, and must be less than the stride ({1}) or the dilation ({2}). Use at most {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0106.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_symbolicAxis = new(
        "MDL0107", "A convolution needs an axis whose length is known",
        "{0} cannot take a {1} of {2} with this {3}: its output is not known for every value of the sizes. Write the {1} as a number.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0107.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_assertedOutput = new(
        "MDL0108", "A stage gives another shape than its return says",
        "{0} gives {1} where its return says {2}{3}.{4}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0108.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_decoderInput = new(
        "MDL0201", "The decoder takes another shape than the encoder gives",
        "Decode takes {0} where Encode gives {1}. Write [Shape({2})].",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0201.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_objectiveFamily = new(
        "MDL0202", "The objective asks for another kind of model",
        "{0} trains an {2}, and {1} is none. Write class {1} : {2}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0202.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_decoderOutput = new(
        "MDL0204", "The decoder gives another shape than the encoder takes",
        "Decode gives {0} where Encode takes {1}{2}.{3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0204.md", customTags: s_always);

    private static readonly Dictionary<Rule, DiagnosticDescriptor> s_byRule = new()
    {
        [Rule.ParameterWithoutShape] = s_parameterWithoutShape,
        [Rule.UnknownSize] = s_unknownSize,
        [Rule.MalformedExpression] = s_malformedExpression,
        [Rule.UnsuitableArgument] = s_unsuitableArgument,
        [Rule.OutOfRange] = s_outOfRange,
        [Rule.ImproperSize] = s_improperSize,
        [Rule.UnsuitableStage] = s_unsuitableStage,
        [Rule.UnknownLayer] = s_unknownLayer,
        [Rule.UnsuitableModel] = s_unsuitableModel,
        [Rule.NoStages] = s_noStages,
        [Rule.TakenName] = s_takenName,
        [Rule.TooLarge] = s_tooLarge,
        [Rule.ConvolutionAxes] = s_convolutionAxes,
        [Rule.LinearAxes] = s_linearAxes,
        [Rule.UnflattenAxes] = s_unflattenAxes,
        [Rule.UnflattenProduct] = s_unflattenProduct,
        [Rule.NoOutput] = s_noOutput,
        [Rule.OutputPadding] = s_outputPadding,
        [Rule.SymbolicAxis] = s_symbolicAxis,
        [Rule.AssertedOutput] = s_assertedOutput,
        [Rule.DecoderInput] = s_decoderInput,
        [Rule.ObjectiveFamily] = s_objectiveFamily,
        [Rule.DecoderOutput] = s_decoderOutput,
    };

    /// <summary>All descriptors.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => s_byRule.Values;

    /// <summary>The descriptor of a rule.</summary>
    public static DiagnosticDescriptor Of(Rule rule) => s_byRule[rule];
}
