using Microsoft.CodeAnalysis;
using static ModelDsl.Generator.Diagnostics.DescriptorDefaults;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Messages of the rules for the shapes within a stage, MDL0100–0199.</summary>
internal static class StageDescriptors
{
    public static readonly DiagnosticDescriptor GridAxes = CreateError(
        "MDL0101", "A layer needs channels and a grid",
        "{0} cannot take {1}: it needs {2}.{3}");

    public static readonly DiagnosticDescriptor FeatureAxes = CreateError(
        "MDL0102", "Linear needs one axis",
        "{0} cannot take {1}: it needs one axis of features.{2}");

    public static readonly DiagnosticDescriptor UnflattenAxes = CreateError(
        "MDL0103", "Unflatten needs one axis",
        "{0} cannot take {1}: it needs one axis of features.{2}");

    public static readonly DiagnosticDescriptor UnflattenProduct = CreateError(
        "MDL0104", "Unflatten needs the product of its axes",
        "{0}, but {1}.{2}");

    public static readonly DiagnosticDescriptor NoOutput = CreateError(
        "MDL0105", "A layer has no output",
        "{0}.{1}");

    public static readonly DiagnosticDescriptor OutputPadding = CreateError(
        "MDL0106", "OutputPadding must be less than the stride or the dilation",
        "{0}, but must be less than the stride ({1}) or the dilation ({2}).{3}");

    public static readonly DiagnosticDescriptor SymbolicAxis = CreateError(
        "MDL0107", "A layer needs an axis whose length is known",
        "{0} cannot take a {1} of {2} with this {3}: its output is not known for every value of the sizes. Write the {1} as a number, or allow its sizes only a few values, as in [Size(28, AnyOf = new[] {{ 28, 32 }})].");

    public static readonly DiagnosticDescriptor AssertedOutput = CreateError(
        "MDL0108", "A stage's output does not match its [return: Shape]",
        "{0} returns {1}, but [return: Shape] states {2}{3}.{4}");

    public static readonly DiagnosticDescriptor UnusedParameter = CreateError(
        "MDL0109", "A stage does not use a parameter",
        "{0} does not use {1}. Begin with [Concat], which joins all parameters, or join it later with [Concat(nameof({1}))].");

    public static readonly DiagnosticDescriptor StridedSamePadding = CreateError(
        "MDL0110", "SamePadding needs a stride of 1 and no other padding",
        "{0}'s SamePadding keeps the size, but its {1} is {2}: libtorch supports this only with a stride of 1.{3}");

    public static readonly DiagnosticDescriptor IndivisibleChannels = CreateError(
        "MDL0111", "Channels cannot be divided",
        "{0} divides {1} channels by {2}, which is not a whole number.{3}");

    public static readonly DiagnosticDescriptor PoolPadding = CreateError(
        "MDL0112", "A window lies in the padding",
        "{0}'s Padding is {1}, but must be at most half of the kernel ({2}).{3}");

    public static readonly DiagnosticDescriptor WidePadding = CreateError(
        "MDL0113", "A mirrored edge is wider than the image",
        "{0} pads a {2} of {3} with {1} of its own values, which are too many.{4}");

    public static readonly DiagnosticDescriptor JoinedShapes = CreateError(
        "MDL0114", "Shapes cannot be joined",
        "{0} cannot join {1} and {2}: {3}.{4}");

    public static readonly DiagnosticDescriptor UnknownPoint = CreateError(
        "MDL0115", "A layer refers to an unknown point",
        "{0} {1}.{2}");

    public static readonly DiagnosticDescriptor NoSuchAxis = CreateError(
        "MDL0116", "A layer applies to an axis that its input lacks",
        "{0} applies to {1}, but its input is {2}.{3}");

    public static readonly DiagnosticDescriptor GaussianInside = CreateError(
        "MDL0117", "Only the last layer can return a distribution",
        "{0} returns a distribution, but {1} needs a tensor. Make {0} the last layer.");

    public static readonly DiagnosticDescriptor GaussianResult = CreateError(
        "MDL0118", "A stage's layers do not match its return type",
        "{0} returns {1}, but its layers return {2}. {3}.");

    public static readonly DiagnosticDescriptor LostLayers = CreateError(
        "MDL0119", "Nothing reads a tensor",
        "Nothing reads the output of {0} before {1}, so it has no effect. {2}, or remove it.");

    public static readonly DiagnosticDescriptor UnreadPoint = CreateError(
        "MDL0120", "Nothing reads a branch",
        "Nothing reads the point '{0}', which ends a branch of {1}, so its layers have no effect. Join it later, as in [Add(\"{0}\")], or remove the branch.");

    public static readonly DiagnosticDescriptor UnmarkedOutput = CreateError(
        "MDL0124", "An output of a stage has no tensor",
        "{0} returns {1}, but no tensor has these names. Write {2} after the layer that computes it. At most one output may be unnamed: the last tensor.");

    public static readonly DiagnosticDescriptor SeveralOutputs = CreateError(
        "MDL0125", "[return: Shape] states one output",
        "{0} returns {1} tensors, but [return: Shape] states the shape of one. Remove it.");

    public static readonly DiagnosticDescriptor Permutation = CreateError(
        "MDL0121", "Permute lists each axis once",
        "Permute({0}) is not an order of the axes of {1}: it lists each of 0 to {2} once, without the batch.{3}");

    public static readonly DiagnosticDescriptor EmbeddedTensor = CreateError(
        "MDL0122", "An embedding needs integers",
        "{0} looks up integers, but {1}. {2}.");

    public static readonly DiagnosticDescriptor UnreachableOutput = CreateError(
        "MDL0123", "No output padding gives the Output",
        "{0} cannot return a {1} of {2}: {3}. Use {4}.");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        GridAxes, FeatureAxes, UnflattenAxes, UnflattenProduct, NoOutput, OutputPadding, SymbolicAxis, AssertedOutput, UnusedParameter,
        StridedSamePadding, IndivisibleChannels, PoolPadding, WidePadding, JoinedShapes, UnknownPoint, NoSuchAxis, GaussianInside,
        GaussianResult, LostLayers, UnreadPoint, Permutation, EmbeddedTensor, UnreachableOutput, UnmarkedOutput, SeveralOutputs,
    ];
}
