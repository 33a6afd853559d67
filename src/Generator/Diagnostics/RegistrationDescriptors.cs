using Microsoft.CodeAnalysis;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>
/// Messages of the rules for modules that nothing registers. They are warnings, which a project may suppress: a field may hold a module that
/// is not to be trained.
/// </summary>
internal static class RegistrationDescriptors
{
    public static readonly DiagnosticDescriptor Field = CreateWarning(
        "MDL0031", "A field's modules are not registered",
        "{0} {1}, so its weights are neither trained nor saved. {2}.");

    public static readonly DiagnosticDescriptor Module = CreateWarning(
        "MDL0032", "A module does not register its parts",
        "{0}'s field {1} {2}, so its weights are neither trained nor saved. {3}.");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [Field, Module];

    private static DiagnosticDescriptor CreateWarning(string id, string title, string messageFormat) => new(
        id, title, messageFormat, DescriptorDefaults.Category, DiagnosticSeverity.Warning, true, helpLinkUri: $"{DescriptorDefaults.Help}{id}.md");
}
