using System.Globalization;
using Microsoft.CodeAnalysis;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>
/// The descriptors of the rules. A message states the actual input, the requirement, its origin, and the repair.
/// </summary>
internal static class DiagnosticDescriptors
{
    private static readonly Dictionary<RuleId, DiagnosticDescriptor> s_byRule =
        new[] { DeclarationDescriptors.All, StageDescriptors.All, FamilyDescriptors.All, RegistrationDescriptors.All }.SelectMany(range => range)
            .ToDictionary(descriptor => (RuleId)int.Parse(descriptor.Id.Substring("MDL".Length), CultureInfo.InvariantCulture));

    public static IEnumerable<DiagnosticDescriptor> All => s_byRule.Values;

    public static DiagnosticDescriptor Of(RuleId rule) => s_byRule[rule];
}
