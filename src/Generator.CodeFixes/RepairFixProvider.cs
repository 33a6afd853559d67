using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using ModelDsl.Generator.Diagnostics;

namespace ModelDsl.Generator.CodeFixes;

/// <summary>Applies the repairs that diagnostics contain. The analyzer computes them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RepairFixProvider)), Shared]
public sealed class RepairFixProvider : TextFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        "MDL0001", "MDL0002", "MDL0003", "MDL0004", "MDL0005", "MDL0006", "MDL0007", "MDL0009", "MDL0013", "MDL0014",
        "MDL0015", "MDL0016", "MDL0017", "MDL0018", "MDL0019", "MDL0020", "MDL0021", "MDL0023",
        "MDL0027", "MDL0028", "MDL0029", "MDL0030", "MDL0033", "MDL0035",
        "MDL0101", "MDL0102", "MDL0103", "MDL0104", "MDL0105", "MDL0106", "MDL0107", "MDL0108", "MDL0109", "MDL0110", "MDL0111",
        "MDL0112", "MDL0113", "MDL0114", "MDL0115", "MDL0116", "MDL0117", "MDL0118", "MDL0121", "MDL0123", "MDL0125",
        "MDL0201", "MDL0202", "MDL0203", "MDL0204", "MDL0205", "MDL0206", "MDL0207", "MDL0208", "MDL0209", "MDL0210", "MDL0211",
        "MDL0305",
    ];

    private protected override Task<IReadOnlyList<TextRepair>> FindRepairsAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<TextRepair>>([.. RepairProperties.Read(diagnostic.Properties)]);
}
