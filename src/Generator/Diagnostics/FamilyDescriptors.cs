using Microsoft.CodeAnalysis;
using static ModelDsl.Generator.Diagnostics.DescriptorDefaults;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Messages of the rules for stages, interfaces and objectives, MDL0200–0299.</summary>
internal static class FamilyDescriptors
{
    public static readonly DiagnosticDescriptor SpaceInput = CreateError(
        "MDL0201", "A stage's input does not match another stage",
        "{0} takes {1}, but {2} {3} {4}. Write [Shape({5})]{6}.");

    public static readonly DiagnosticDescriptor ObjectiveFamily = CreateError(
        "MDL0202", "The objective needs another kind of model",
        "{0} trains an {2}, but {1} is not one. Write class {1} : {3}.");

    public static readonly DiagnosticDescriptor CalledInput = CreateError(
        "MDL0203", "A stage is run with another shape",
        "{0} takes {1}, but receives {2} here. Change the layers before it, or {3}.");

    public static readonly DiagnosticDescriptor SpaceOutput = CreateError(
        "MDL0204", "A stage's output does not match another stage",
        "{0} returns {1}, {2}{3}.{4}");

    public static readonly DiagnosticDescriptor DoubledLink = CreateError(
        "MDL0205", "The likelihood applies the last layer",
        "{0} ends in {1}, which {2} also applies. Remove {1}.");

    public static readonly DiagnosticDescriptor SubmodelSize = CreateError(
        "MDL0206", "A submodel does not allow a size",
        "{0} may have values that {1} does not allow. Write the same in both: [Size(..., {2})].");

    public static readonly DiagnosticDescriptor FamilyOutput = CreateError(
        "MDL0207", "A stage's output does not match its interface",
        "{0} returns {1}, {2}{3}.{4}");

    public static readonly DiagnosticDescriptor SeveralObjectives = CreateError(
        "MDL0208", "A model has one objective",
        "{0} has the objectives {1} and {2}, but is trained for one. Remove the other.");

    public static readonly DiagnosticDescriptor OutsideRange = CreateError(
        "MDL0209", "A stage returns values outside of the required range",
        "{0} ends in {1}, whose values {2}, but {3} needs {4}. {5}.");

    public static readonly DiagnosticDescriptor UncoveredRange = CreateError(
        "MDL0210", "A stage cannot return all required values",
        "{0} ends in {1}, whose values {2}, but {3} needs {4}. {5}.");

    public static readonly DiagnosticDescriptor ReversedRange = CreateError(
        "MDL0211", "A required range contains no values",
        "{0} contains no values. Write {1}.");

    public static readonly DiagnosticDescriptor TrainedEmbedding = CreateError(
        "MDL0212", "An objective trains with real numbers",
        "{0} looks up {1} as integers, but {2} trains with real numbers. Use another layer, such as Linear.");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        SpaceInput, ObjectiveFamily, CalledInput, SpaceOutput, DoubledLink, SubmodelSize, FamilyOutput, SeveralObjectives, OutsideRange,
        UncoveredRange, ReversedRange, TrainedEmbedding,
    ];
}
