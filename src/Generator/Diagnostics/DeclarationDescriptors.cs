using Microsoft.CodeAnalysis;
using static ModelDsl.Generator.Diagnostics.DescriptorDefaults;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Messages of the rules for declarations, MDL0001–0099.</summary>
internal static class DeclarationDescriptors
{
    public static readonly DiagnosticDescriptor ParameterWithoutShape = CreateError(
        "MDL0001", "A stage's parameter needs a shape",
        "{0}'s parameter {1} has no shape. Write [Shape({2})] before its type, without the batch axis.");

    public static readonly DiagnosticDescriptor UnknownSize = CreateError(
        "MDL0002", "An expression names a size that the model lacks",
        "'{0}' is not a size of this model.{1}");

    public static readonly DiagnosticDescriptor MalformedExpression = CreateError(
        "MDL0003", "An expression cannot be read",
        "\"{0}\" {1}.{2}");

    public static readonly DiagnosticDescriptor UnsuitableArgument = CreateError(
        "MDL0004", "An argument has the wrong kind",
        "{0} is {1}. Write {2}.");

    public static readonly DiagnosticDescriptor OutOfRange = CreateError(
        "MDL0005", "A value is out of range",
        "{0} is {1}{4}; it must be at least {2}{3}{5}");

    public static readonly DiagnosticDescriptor ImproperSize = CreateError(
        "MDL0006", "A size is a public partial int property with a getter",
        "A size must be written as public partial int {0} {{ get; }}");

    public static readonly DiagnosticDescriptor UnsuitableStage = CreateError(
        "MDL0007", "A stage maps tensors to a tensor",
        "{0} cannot be a stage. Give it parameters of type Tensor and the return type Tensor, Gaussian, or a tuple or record of tensors, and do not make it static or generic.");

    public static readonly DiagnosticDescriptor UnknownLayer = CreateError(
        "MDL0008", "Unknown layer",
        "{0} is not a known layer. Use the layers of the namespace ModelDsl.");

    public static readonly DiagnosticDescriptor UnsuitableModel = CreateError(
        "MDL0009", "The class cannot be a module",
        "{0} {1}");

    public static readonly DiagnosticDescriptor NoStages = CreateError(
        "MDL0010", "A model needs a stage",
        "{0} has no stages. Declare one, as in [Linear(10)] public partial Tensor Classify([Shape(784)] Tensor image);.");

    public static readonly DiagnosticDescriptor TakenName = CreateError(
        "MDL0011", "The name is taken",
        "The name {0} is taken in this model. Choose another.");

    public static readonly DiagnosticDescriptor TooLarge = CreateError(
        "MDL0012", "A layer is too large",
        "{0} {1}. Use smaller numbers.");

    public static readonly DiagnosticDescriptor AllowedValues = CreateError(
        "MDL0013", "The allowed values of a size are not possible",
        "The size {0}: {1}. {2}.");

    public static readonly DiagnosticDescriptor UnknownParameter = CreateError(
        "MDL0014", "A block refers to an unknown parameter",
        "'{0}' is not a parameter of {1}, and a block can refer only to its own parameters.{2}");

    public static readonly DiagnosticDescriptor UnknownTarget = CreateError(
        "MDL0015", "A layer refers to an unknown stage or submodel",
        "'{0}' is not a {1}.{2}");

    public static readonly DiagnosticDescriptor Recursion = CreateError(
        "MDL0016", "A block, stage or model contains itself",
        "{0} contains itself: {1}. Remove {2}.");

    public static readonly DiagnosticDescriptor HandWrittenShape = CreateError(
        "MDL0017", "A hand-written stage states its output",
        "{0} has a body of its own and shapes on its parameters. Write [return: Shape({1})] too, without the batch axis.");

    public static readonly DiagnosticDescriptor NoTranspose = CreateError(
        "MDL0018", "The layer has no transpose",
        "{0}.{1} is {2}: only Linear and Conv2d have a transpose, without SpectralNorm, PaddingMode, or SamePadding of an even kernel.{3}");

    public static readonly DiagnosticDescriptor LayersAndBody = CreateError(
        "MDL0019", "A stage has layers or a body",
        "{0} has layers and a body of its own. Remove the layers, or write partial and no body.");

    public static readonly DiagnosticDescriptor ImproperSubmodel = CreateError(
        "MDL0020", "A submodel is a partial property with a getter",
        "A submodel must be written as public partial {1} {0} {{ get; }}, and {1} must not be abstract");

    public static readonly DiagnosticDescriptor PortedLayer = CreateError(
        "MDL0021", "An input size is inferred",
        "{0} infers its input size, but {1} states it. Write {2}{3}.");

    public static readonly DiagnosticDescriptor CataloguedKind = CreateError(
        "MDL0022", "A catalogued class is a data set or an evaluator",
        "{0} is neither a data set nor an evaluator. Implement ModelDsl.Data.IDataset or ModelDsl.Evaluation.IEvaluator, or remove [Catalogued].");

    public static readonly DiagnosticDescriptor NotConstructible = CreateError(
        "MDL0023", "The catalogue cannot create a class",
        "The catalogue cannot create {0}, which {1}");

    public static readonly DiagnosticDescriptor NoConstructor = CreateError(
        "MDL0024", "The catalogue creates a class without arguments",
        "{0} has no public parameterless constructor, which the catalogue calls. Write public {0}(), and no required members.");

    public static readonly DiagnosticDescriptor StageWithoutLayers = CreateError(
        "MDL0025", "A stage has layers",
        "{0} has no layers and no body. Add layers, as in [Linear(10)], or [Identity] if it returns its input.");

    public static readonly DiagnosticDescriptor LayerOnClass = CreateError(
        "MDL0026", "Layers belong on stages",
        "{0} has a layer on the class, where it has no effect. {1}.");

    public static readonly DiagnosticDescriptor UnknownName = CreateError(
        "MDL0027", "A declaration has an unknown name",
        "'{0}' is not {1}.{2}");

    public static readonly DiagnosticDescriptor NoModel = CreateError(
        "MDL0028", "Stages belong to models",
        "{0} has stages, but no [Model]. Write [Model] before the class.");

    public static readonly DiagnosticDescriptor PortedArgument = CreateError(
        "MDL0029", "A layer takes an argument in another way than PyTorch",
        "{0} {1}. Write {2}{3}.");

    public static readonly DiagnosticDescriptor OutsideDomain = CreateError(
        "MDL0030", "A setting is outside of its domain",
        "{0} is {1}, but must be {2}. {3}.");

    public static readonly DiagnosticDescriptor ModuleArguments = CreateError(
        "MDL0033", "No constructor of a module takes the arguments",
        "{0} has no constructor for {1}. {2}.");

    public static readonly DiagnosticDescriptor MissingArguments = CreateError(
        "MDL0034", "A layer has too few or too many arguments",
        "{0} takes {1}, but has {2}. Write {3}.");

    public static readonly DiagnosticDescriptor MissingUsing = CreateError(
        "MDL0035", "A file does not import ModelDsl",
        "'{0}' is an attribute of ModelDsl, which this file does not import. Write using ModelDsl; at the top of the file.");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        ParameterWithoutShape, UnknownSize, MalformedExpression, UnsuitableArgument, OutOfRange, ImproperSize, UnsuitableStage,
        UnknownLayer, UnsuitableModel, NoStages, TakenName, TooLarge, AllowedValues, UnknownParameter, UnknownTarget, Recursion,
        HandWrittenShape, NoTranspose, LayersAndBody, ImproperSubmodel, PortedLayer, CataloguedKind, NotConstructible, NoConstructor,
        StageWithoutLayers, LayerOnClass, UnknownName, NoModel, PortedArgument, OutsideDomain, ModuleArguments,
        MissingArguments, MissingUsing,
    ];
}
