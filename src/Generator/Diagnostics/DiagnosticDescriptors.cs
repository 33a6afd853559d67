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
        "{0}'s parameter {1} has no shape. Write [Shape({2})] before its type, without the batch axis.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0001.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unknownSize = new(
        "MDL0002", "An expression names a size that the model lacks",
        "'{0}' is not a size of this model.{1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0002.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_malformedExpression = new(
        "MDL0003", "An expression cannot be read",
        "\"{0}\" {1}. {2}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0003.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unsuitableArgument = new(
        "MDL0004", "An argument is not of a kind that the layer takes",
        "{0} is {1}. Write {2}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0004.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_outOfRange = new(
        "MDL0005", "A value is out of range",
        "{0} is {1}{4}; it must be at least {2}{3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0005.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_improperSize = new(
        "MDL0006", "A size is a public partial int property with a getter",
        "A size must be written as public partial int {0} {{ get; }}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0006.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unsuitableStage = new(
        "MDL0007", "A stage maps tensors to a tensor",
        "{0} cannot be a stage. Give it parameters of type Tensor and the return type Tensor or Gaussian, and do not make it static or generic.",
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
        "{0} {1}. Use smaller numbers.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0012.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_allowedValues = new(
        "MDL0013", "The allowed values of a size are not possible",
        "The size {0}: {1}. {2}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0013.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unknownParameter = new(
        "MDL0014", "A block names what is no parameter of it",
        "'{0}' is no parameter of {1}, and a block's names mean its own parameters alone.{2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0014.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unknownTarget = new(
        "MDL0015", "A layer names a stage or a model that there is not",
        "'{0}' is no {1}.{2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0015.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_recursion = new(
        "MDL0016", "Something contains itself",
        "{0} contains itself: {1}. Remove one of these.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0016.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_handWrittenShape = new(
        "MDL0017", "A hand-written stage says what it gives",
        "{0} has a body of its own and shapes on its parameters. Write [return: Shape({1})] too, without the batch axis.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0017.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_noTranspose = new(
        "MDL0018", "The layer has no transpose",
        "{0}.{1} is {2}: only Linear and a Conv2d without groups, SamePadding or PaddingMode have a transpose.{3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0018.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_layersAndBody = new(
        "MDL0019", "A stage has layers or a body",
        "{0} has layers and a body of its own. Remove the layers, or write partial and no body.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0019.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_improperHeld = new(
        "MDL0020", "A held model is a partial property with a getter",
        "A held model must be written as public partial {1} {0} {{ get; }}, and {1} must not be abstract",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0020.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_portedLayer = new(
        "MDL0021", "An input size is inferred",
        "{0} infers its input size, and {1} states it. Write {2}{3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0021.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_cataloguedKind = new(
        "MDL0022", "A catalogued class is a data set or an evaluator",
        "{0} is neither a data set nor an evaluator. Implement ModelDsl.Data.IDataset or ModelDsl.Evaluation.IEvaluator, or remove [Catalogued].",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0022.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_notConstructible = new(
        "MDL0023", "The catalogue cannot make a class",
        "The catalogue cannot make {0}, which {1}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0023.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_noConstructor = new(
        "MDL0024", "The catalogue makes a class without arguments",
        "{0} has no public constructor without parameters, with which the catalogue makes it. Write public {0}(), and no required members.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0024.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_stageWithoutLayers = new(
        "MDL0025", "A stage has layers",
        "{0} has no layers and no body. Add layers, as in [Linear(10)], or [Identity] where it gives what it takes.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0025.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_layerOnClass = new(
        "MDL0026", "Layers stand on stages",
        "{0} has a layer on the class, where it does nothing. Write it on a stage, or remove it.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0026.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_gridAxes = new(
        "MDL0101", "A layer needs channels and a grid",
        "{0} cannot take {1}: it needs {2}.{3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0101.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_featureAxes = new(
        "MDL0102", "Linear needs one axis",
        "{0} cannot take {1}: it needs one axis of features. Add [Flatten] before it, which gives {2}{3}.",
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
        "MDL0105", "A layer gives no output",
        "{0}. Use {1}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0105.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_outputPadding = new(
        "MDL0106", "OutputPadding must be less than the stride or the dilation",
        "OutputPadding is {0}, and must be less than the stride ({1}) or the dilation ({2}). Use at most {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0106.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_symbolicAxis = new(
        "MDL0107", "A layer needs an axis whose length is known",
        "{0} cannot take a {1} of {2} with this {3}: its output is not known for every value of the sizes. Write the {1} as a number, or give its sizes few values, as in [Size(28, AnyOf = new[] {{ 28, 32 }})].",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0107.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_assertedOutput = new(
        "MDL0108", "A stage gives another shape than its return says",
        "{0} gives {1} where its return says {2}{3}.{4}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0108.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unusedParameter = new(
        "MDL0109", "A stage does not use a parameter",
        "{0} does nothing with {1}. Begin with [Concat], which joins all parameters, or write [Concat(nameof({1}))] where it joins.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0109.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_stridedSamePadding = new(
        "MDL0110", "SamePadding needs a stride of 1 and no other padding",
        "{0}'s SamePadding keeps the size, and its {1} is {2}: libtorch pads so with a stride of 1 alone. Write Padding = {3} in place of SamePadding.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0110.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_indivisibleChannels = new(
        "MDL0111", "Channels cannot be divided",
        "{0} divides {1} channels by {2}, which is not a whole number.{3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0111.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_poolPadding = new(
        "MDL0112", "A window lies in the padding",
        "{0}'s Padding is {1}, and may be half of the kernel ({2}) at most. Use {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0112.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_widePadding = new(
        "MDL0113", "A mirrored edge is wider than the image",
        "{0} continues a {2} of {3} by {1} of itself, which is too much. Use at most {4}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0113.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_joinedShapes = new(
        "MDL0114", "Shapes cannot be joined",
        "{0} cannot join {1} and {2}: {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0114.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unknownPoint = new(
        "MDL0115", "There is no such point",
        "{0} {1}.{2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0115.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_noSuchAxis = new(
        "MDL0116", "There is no such axis",
        "{0} is over {1} of {2}. Use at most {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0116.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_gaussianInside = new(
        "MDL0117", "A distribution ends a stage",
        "{0} gives a distribution, and {1} needs a tensor. Make {0} the last layer.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0117.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_gaussianResult = new(
        "MDL0118", "A stage returns another type than it gives",
        "{0} returns {1} and gives {2}. {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0118.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_spaceInput = new(
        "MDL0201", "A stage takes another shape than another gives",
        "{0} takes {1} where {2} {3} {4}. Write [Shape({5})]{6}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0201.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_objectiveFamily = new(
        "MDL0202", "The objective asks for another kind of model",
        "{0} trains an {2}, and {1} is none. Write class {1} : {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0202.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_calledInput = new(
        "MDL0203", "A stage is run with another shape",
        "{0} takes {1}, and gets {2} here. Change what comes before, or {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0203.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_spaceOutput = new(
        "MDL0204", "A stage gives another shape than another takes",
        "{0} gives {1} {2}{3}.{4}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0204.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_doubledLink = new(
        "MDL0205", "The likelihood applies the last layer",
        "{0} ends in {1}, and {2} applies it too: it takes what comes before. Remove {1}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0205.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_heldSize = new(
        "MDL0206", "A held model does not allow a size",
        "{0} may have values that {1} does not allow. Write the same in both: [Size(..., {2})].",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0206.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_familyOutput = new(
        "MDL0207", "A stage gives another shape than its interface says",
        "{0} gives {1}, {2}{3}.{4}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0207.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_severalObjectives = new(
        "MDL0208", "A model has one objective",
        "{0} has the objectives {1} and {2}, and is trained for one. Remove the other.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0208.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_unbounded = new(
        "MDL0209", "Binary cross-entropy takes values between 0 and 1",
        "{0} ends in {1}, which gives values of any size, and BinaryCrossEntropy takes those between 0 and 1. Add [Sigmoid] after it.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0209.md", customTags: s_always);

    private static readonly DiagnosticDescriptor s_usedSize = new(
        "MDL0305", "A model is made with a size that it does not allow",
        "{0}'s {1} is {2} here, and may be {3}. Write {4}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0305.md", customTags: s_always);

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
        [Rule.GridAxes] = s_gridAxes,
        [Rule.FeatureAxes] = s_featureAxes,
        [Rule.UnflattenAxes] = s_unflattenAxes,
        [Rule.UnflattenProduct] = s_unflattenProduct,
        [Rule.NoOutput] = s_noOutput,
        [Rule.OutputPadding] = s_outputPadding,
        [Rule.SymbolicAxis] = s_symbolicAxis,
        [Rule.AssertedOutput] = s_assertedOutput,
        [Rule.SpaceInput] = s_spaceInput,
        [Rule.ObjectiveFamily] = s_objectiveFamily,
        [Rule.SpaceOutput] = s_spaceOutput,
        [Rule.AllowedValues] = s_allowedValues,
        [Rule.UnknownParameter] = s_unknownParameter,
        [Rule.UnknownTarget] = s_unknownTarget,
        [Rule.Recursion] = s_recursion,
        [Rule.HandWrittenShape] = s_handWrittenShape,
        [Rule.NoTranspose] = s_noTranspose,
        [Rule.LayersAndBody] = s_layersAndBody,
        [Rule.ImproperHeld] = s_improperHeld,
        [Rule.UnusedParameter] = s_unusedParameter,
        [Rule.StridedSamePadding] = s_stridedSamePadding,
        [Rule.IndivisibleChannels] = s_indivisibleChannels,
        [Rule.PoolPadding] = s_poolPadding,
        [Rule.WidePadding] = s_widePadding,
        [Rule.JoinedShapes] = s_joinedShapes,
        [Rule.UnknownPoint] = s_unknownPoint,
        [Rule.NoSuchAxis] = s_noSuchAxis,
        [Rule.GaussianInside] = s_gaussianInside,
        [Rule.GaussianResult] = s_gaussianResult,
        [Rule.CalledInput] = s_calledInput,
        [Rule.DoubledLink] = s_doubledLink,
        [Rule.HeldSize] = s_heldSize,
        [Rule.FamilyOutput] = s_familyOutput,
        [Rule.PortedLayer] = s_portedLayer,
        [Rule.CataloguedKind] = s_cataloguedKind,
        [Rule.NotConstructible] = s_notConstructible,
        [Rule.NoConstructor] = s_noConstructor,
        [Rule.StageWithoutLayers] = s_stageWithoutLayers,
        [Rule.LayerOnClass] = s_layerOnClass,
        [Rule.SeveralObjectives] = s_severalObjectives,
        [Rule.Unbounded] = s_unbounded,
        [Rule.UsedSize] = s_usedSize,
    };

    /// <summary>All descriptors.</summary>
    public static IEnumerable<DiagnosticDescriptor> All => s_byRule.Values;

    /// <summary>The descriptor of a rule.</summary>
    public static DiagnosticDescriptor Of(Rule rule) => s_byRule[rule];
}
