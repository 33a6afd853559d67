using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Diagnostics;

namespace ModelDsl.Generator.CodeFixes;

/// <summary>
/// Rewrites a layer with PyTorch's positional arguments, for which it has no constructor:
/// <c>MaxPool2d(2, 2, 0, 1)</c> becomes <c>MaxPool2d(2, 2, 0, Dilation = 1)</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PortedCallFixProvider)), Shared]
public sealed class PortedCallFixProvider : TextFixProvider
{
    private const string NoSuchConstructor = "CS1729";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [NoSuchConstructor];

    private protected override async Task<IReadOnlyList<TextRepair>> FindRepairsAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: { } list } attribute
            || model?.GetTypeInfo(attribute, cancellation).Type is not INamedTypeSymbol layer || !layer.IsLayer()
            || Write(layer, list.Arguments) is not { } arguments)
            return [];
        return [new($"Write {attribute.Name}{arguments}", [new TextChange(list.Span, arguments)])];
    }

    /// <summary>The layer's arguments; null if PyTorch's module has no such parameters either.</summary>
    private static string? Write(INamedTypeSymbol layer, SeparatedSyntaxList<AttributeArgumentSyntax> written)
    {
        var parameters = PortedCalls.Parameters(layer.Name.Substring(0, layer.Name.Length - "Attribute".Length));
        var positional = written.TakeWhile(argument => argument.NameEquals is null).ToList();
        if (positional.Count > parameters.Count || positional.Exists(argument => argument.NameColon is not null))
            return null;

        var arguments = parameters.Zip(positional, (parameter, argument) => (Parameter: parameter, Text: $"{argument.Expression}"))
            .Where(argument => argument.Parameter != PortedCalls.Dropped)
            .Select(argument => TakesByPosition(layer, argument.Parameter) ? argument.Text : $"{argument.Parameter} = {argument.Text}")
            .Concat(written.Skip(positional.Count).Select(argument => $"{argument}"))
            .ToList();
        return arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})";
    }

    private static bool TakesByPosition(INamedTypeSymbol layer, string property) => layer.InstanceConstructors.Any(constructor =>
        constructor.Parameters.Any(parameter => string.Equals(parameter.Name, property, StringComparison.OrdinalIgnoreCase)));
}
