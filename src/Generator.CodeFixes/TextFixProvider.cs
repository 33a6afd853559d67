using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Diagnostics;

namespace ModelDsl.Generator.CodeFixes;

/// <summary>Fixes that are changes of a file's text, one by one or all at once.</summary>
public abstract class TextFixProvider : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create((context, document, diagnostics) =>
        FixAllAsync(document, diagnostics, context.CodeActionEquivalenceKey, context.CancellationToken));

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var (repair, key) in await FindAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(repair.Title, cancellation => ApplyAsync(context.Document, repair.Changes, cancellation), key), diagnostic);
            }
        }
    }

    /// <summary>The repairs of a mistake, the best first.</summary>
    private protected abstract Task<IReadOnlyList<TextRepair>> FindRepairsAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation);

    /// <summary>The repairs with their equivalence keys: the rule, and the repair's position.</summary>
    private async Task<IEnumerable<(TextRepair Repair, string Key)>> FindAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var repairs = await FindRepairsAsync(document, diagnostic, cancellation).ConfigureAwait(false);
        return repairs.Select((repair, i) => (repair, $"{diagnostic.Id}.{i}"));
    }

    private async Task<Document?> FixAllAsync(Document document, ImmutableArray<Diagnostic> diagnostics, string? key, CancellationToken cancellation)
    {
        var changes = new List<TextChange>();
        foreach (var diagnostic in diagnostics)
        {
            var repairs = await FindAsync(document, diagnostic, cancellation).ConfigureAwait(false);
            var chosen = repairs.Where(repair => repair.Key == key).SelectMany(repair => repair.Repair.Changes).Where(change => !changes.Contains(change)).ToList();

            // A repair that overlaps another is left for the next run.
            if (!chosen.Exists(change => changes.Exists(other => Meet(change.Span, other.Span))))
                changes.AddRange(chosen);
        }

        return await ApplyAsync(document, changes, cancellation).ConfigureAwait(false);
    }

    private static bool Meet(TextSpan left, TextSpan right) => left == right || left.OverlapsWith(right);

    private static async Task<Document> ApplyAsync(Document document, IEnumerable<TextChange> changes, CancellationToken cancellation)
    {
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return document.WithText(text.WithChanges(changes.OrderBy(change => change.Span)));
    }
}
