using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Diagnostics;

namespace ModelDsl.Generator.Usage;

/// <summary>
/// The descriptors of the rules for ordinary code. Those for shapes are warnings, which a project may suppress: the code
/// fails with a clear exception when it runs, and a test may assert that exception.
/// </summary>
internal static class UsageDescriptors
{
    private const string Category = "ModelDsl.Usage";

    public static readonly DiagnosticDescriptor WrongShape = new(
        "MDL0301", "A stage receives another shape",
        "{0} takes {1} as its {2}, but receives {3}{4}.{5}",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: DescriptorDefaults.Help + "MDL0301.md");

    public static readonly DiagnosticDescriptor NoBatch = new(
        "MDL0302", "The batch axis is missing",
        "{0} takes {1} as its {2}, but receives {3}{4}, which has no batch axis. Write {5}.unsqueeze(0) for a batch of one.",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: DescriptorDefaults.Help + "MDL0302.md");

    public static readonly DiagnosticDescriptor Swapped = new(
        "MDL0303", "Two arguments are swapped",
        "{0} takes {1} as its {2} and {3} as its {4}, but receives them in the other order. Write {5}.",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: DescriptorDefaults.Help + "MDL0303.md");

    public static readonly DiagnosticDescriptor DisposedWithScope = new(
        "MDL0304", "A returned tensor is disposed with its dispose scope",
        "The result of {0} belongs to the dispose scope, which ends with this return: the caller receives a disposed tensor. Write {1}.MoveToOuterDisposeScope().",
        Category, DiagnosticSeverity.Warning, true, helpLinkUri: DescriptorDefaults.Help + "MDL0304.md");

    /// <summary>An error that nothing suppresses: the constructor always throws.</summary>
    public static readonly DiagnosticDescriptor UsedSize = DescriptorDefaults.CreateError(
        "MDL0305", "A model is created with a size that it does not allow",
        "{0}'s {1} is {2} here, but must be {3}. Write {4}.");

    /// <summary>All descriptors.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [WrongShape, NoBatch, Swapped, DisposedWithScope, UsedSize];
}
