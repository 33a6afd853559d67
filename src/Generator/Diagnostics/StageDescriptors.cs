using Microsoft.CodeAnalysis;
using static ModelDsl.Generator.Diagnostics.DescriptorDefaults;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Messages of the rules for the shapes within a stage, MDL0100–0199.</summary>
internal static class StageDescriptors
{
    public static readonly DiagnosticDescriptor GridAxes = new(
        "MDL0101", "A layer needs channels and a grid",
        "{0} cannot take {1}: it needs {2}.{3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0101.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor FeatureAxes = new(
        "MDL0102", "Linear needs one axis",
        "{0} cannot take {1}: it needs one axis of features. Add [Flatten] before it, which gives {2}{3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0102.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor UnflattenAxes = new(
        "MDL0103", "Unflatten needs one axis",
        "Unflatten cannot take {0}: it needs one axis of features. Add [Flatten] before it, which gives {1}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0103.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor UnflattenProduct = new(
        "MDL0104", "Unflatten needs the product of its axes",
        "{0}, and {1}.{2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0104.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor NoOutput = new(
        "MDL0105", "A layer gives no output",
        "{0}. Use {1}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0105.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor OutputPadding = new(
        "MDL0106", "OutputPadding must be less than the stride or the dilation",
        "OutputPadding is {0}, and must be less than the stride ({1}) or the dilation ({2}). Use at most {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0106.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor SymbolicAxis = new(
        "MDL0107", "A layer needs an axis whose length is known",
        "{0} cannot take a {1} of {2} with this {3}: its output is not known for every value of the sizes. Write the {1} as a number, or give its sizes few values, as in [Size(28, AnyOf = new[] {{ 28, 32 }})].",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0107.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor AssertedOutput = new(
        "MDL0108", "A stage gives another shape than its return says",
        "{0} gives {1} where its return says {2}{3}.{4}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0108.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor UnusedParameter = new(
        "MDL0109", "A stage does not use a parameter",
        "{0} does nothing with {1}. Begin with [Concat], which joins all parameters, or write [Concat(nameof({1}))] where it joins.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0109.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor StridedSamePadding = new(
        "MDL0110", "SamePadding needs a stride of 1 and no other padding",
        "{0}'s SamePadding keeps the size, and its {1} is {2}: libtorch supports this only with a stride of 1. Write Padding = {3} in place of SamePadding.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0110.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor IndivisibleChannels = new(
        "MDL0111", "Channels cannot be divided",
        "{0} divides {1} channels by {2}, which is not a whole number.{3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0111.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor PoolPadding = new(
        "MDL0112", "A window lies in the padding",
        "{0}'s Padding is {1}, and may be half of the kernel ({2}) at most. Use {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0112.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor WidePadding = new(
        "MDL0113", "A mirrored edge is wider than the image",
        "{0} pads a {2} of {3} with {1} of its own values, which are too many. Use at most {4}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0113.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor JoinedShapes = new(
        "MDL0114", "Shapes cannot be joined",
        "{0} cannot join {1} and {2}: {3}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0114.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor UnknownPoint = new(
        "MDL0115", "There is no such point",
        "{0} {1}.{2}",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0115.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor NoSuchAxis = new(
        "MDL0116", "There is no such axis",
        "{0} applies to {1}, and its input is {2}. Use at most {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0116.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor GaussianInside = new(
        "MDL0117", "A distribution ends a stage",
        "{0} gives a distribution, and {1} needs a tensor. Make {0} the last layer.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0117.md", customTags: NotSuppressible);

    public static readonly DiagnosticDescriptor GaussianResult = new(
        "MDL0118", "A stage returns another type than it gives",
        "{0} returns {1} and gives {2}. {3}.",
        Category, DiagnosticSeverity.Error, true, helpLinkUri: Help + "MDL0118.md", customTags: NotSuppressible);

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        GridAxes, FeatureAxes, UnflattenAxes, UnflattenProduct, NoOutput, OutputPadding, SymbolicAxis, AssertedOutput, UnusedParameter,
        StridedSamePadding, IndivisibleChannels, PoolPadding, WidePadding, JoinedShapes, UnknownPoint, NoSuchAxis, GaussianInside,
        GaussianResult,
    ];
}
