using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Diagnostics;

/// <summary>Writes repairs as changes of the text of one file.</summary>
/// <param name="locator">Finds the places.</param>
/// <param name="tree">The file in which the mistake is.</param>
internal sealed class RepairWriter(DeclarationLocator locator, SyntaxTree? tree)
{
    /// <summary>The repair; null if part of it is in another file or cannot be written.</summary>
    public TextRepair? Write(Repair repair)
    {
        var changes = new List<TextChange>();
        foreach (var edit in repair.Edits)
        {
            var written = Write(edit).ToList();
            if (written.Count == 0)
                return null;
            changes.AddRange(written);
        }

        return new(repair.Title, changes);
    }

    /// <summary>The changes of an edit; none if it cannot be written in this file.</summary>
    private IEnumerable<TextChange> Write(Edit edit)
    {
        var attribute = Here(locator.FindAttribute(edit.Place));
        var declaration = Here(locator.FindDeclaration(edit.Place));
        return (edit.Kind, declaration) switch
        {
            (EditKind.SetArgument, _) when attribute is not null => [SetArgument(attribute, edit)],
            (EditKind.RemoveArgument, _) when attribute is not null => RemoveArgument(attribute, edit.Place),
            (EditKind.InsertLayers, _) when attribute is not null => [Insert(attribute.SpanStart, $"{edit.Text}, ")],
            (EditKind.AppendLayers, _) when attribute is not null => [Insert(attribute.Span.End, $", {edit.Text}")],
            (EditKind.RemoveLayer, _) when attribute is not null => [RemoveAttribute(attribute)],
            (EditKind.RenameLayer, _) when attribute is not null =>
                [new(attribute.Name is QualifiedNameSyntax { Right: var last } ? last.Span : attribute.Name.Span, edit.Text)],
            (EditKind.ReplaceLayer, _) when attribute is not null => [new(attribute.Span, edit.Text)],
            (EditKind.RewriteLayer, _) when attribute is not null => [new(attribute.Span, Rewritten(attribute, edit.Text))],
            (EditKind.MoveLast, _) when attribute is not null && Here(locator.FindLastLayer(edit.Place)) is { } last =>
                [RemoveAttribute(attribute), Insert(last.Span.End, $", {attribute}")],
            (EditKind.AnnotateParameter, ParameterSyntax { Type: { } type }) => [Insert(type.SpanStart, $"{edit.Text} ")],
            (EditKind.AnnotateResult, MethodDeclarationSyntax method) => [InsertLine(Start(method.Modifiers, method.ReturnType), edit.Text)],
            (EditKind.SetReturnType, MethodDeclarationSyntax method) => [new(method.ReturnType.Span, edit.Text)],
            (EditKind.RemoveBody, MethodDeclarationSyntax method) => RemoveBody(method),
            (EditKind.RewriteProperty, PropertyDeclarationSyntax property) =>
                [new(TextSpan.FromBounds(Start(property.Modifiers, property.Type), property.Span.End), edit.Text)],
            (EditKind.InsertMember, ClassDeclarationSyntax { Members: { Count: > 0 } members }) when !members.OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables).Any(field => edit.Text.Contains($" {field.Identifier} ")) => [InsertLine(members[0].SpanStart, edit.Text)],
            (EditKind.SetKeyword, _) when declaration is not null => SetKeyword(declaration, edit.Place.Argument!, edit.Text),
            (EditKind.RemoveParameters, TypeDeclarationSyntax { ParameterList: { } parameters }) => [new(parameters.Span, "")],
            (EditKind.RemoveBase, TypeDeclarationSyntax { BaseList: { } bases }) when bases.Types[0].DescendantTokens().Any(token => token.Text == edit.Text) =>
                [RemoveBase(bases)],
            (EditKind.AddInterface, TypeDeclarationSyntax type) => [AddInterface(type, edit.Text)],
            _ => [],
        };
    }

    private T? Here<T>(T? node)
        where T : SyntaxNode => node?.SyntaxTree == tree ? node : null;

    private TextChange SetArgument(AttributeSyntax attribute, Edit edit)
    {
        if (locator.FindArgument(edit.Place) is { } written)
            return new(written.SourceSpan, edit.Text);
        var argument = $"{edit.Place.Argument} = {edit.Text}";
        return attribute.ArgumentList switch
        {
            null => Insert(attribute.Span.End, $"({argument})"),
            { Arguments: { Count: > 0 } arguments } => Insert(arguments[arguments.Count - 1].Span.End, $", {argument}"),
            { CloseParenToken.SpanStart: var end } => Insert(end, argument),
        };
    }

    /// <summary>The layer with an attribute's namespace and named arguments.</summary>
    private static string Rewritten(AttributeSyntax attribute, string layer)
    {
        var space = attribute.Name is QualifiedNameSyntax { Left: var left } ? $"{left}." : "";
        var named = string.Join(", ", (attribute.ArgumentList?.Arguments ?? []).Where(argument => argument.NameEquals is not null));
        return space + (named.Length == 0 ? layer
            : layer.EndsWith(")", StringComparison.Ordinal) ? $"{layer.Substring(0, layer.Length - 1)}, {named})"
            : $"{layer}({named})");
    }

    private IEnumerable<TextChange> RemoveArgument(AttributeSyntax attribute, Place place) =>
        locator.FindArgument(place) is { } written && attribute.ArgumentList?.Arguments is { } arguments
        && arguments.FirstOrDefault(argument => argument.Span.Contains(written.SourceSpan)) is { } argument
            ? [Remove(arguments, argument)]
            : [];

    /// <summary>The body becomes a semicolon, and the method partial.</summary>
    private static IEnumerable<TextChange> RemoveBody(MethodDeclarationSyntax method) =>
    [
        .. method.Modifiers.Any(SyntaxKind.PartialKeyword) ? Array.Empty<TextChange>() : [Insert(method.ReturnType.SpanStart, "partial ")],
        new(TextSpan.FromBounds(method.ParameterList.Span.End, method.Span.End), ";"),
    ];

    /// <summary>Replaces a keyword. It is only removed if the other one follows, as in <c>record class</c>.</summary>
    private static IEnumerable<TextChange> SetKeyword(SyntaxNode declaration, string keyword, string instead)
    {
        var token = declaration.ChildTokens().FirstOrDefault(candidate => candidate.Text == keyword);
        if (token.RawKind == 0)
            return [];
        var next = token.GetNextToken();
        return instead.Length == 0 || next.Text == instead
            ? [new(TextSpan.FromBounds(token.SpanStart, next.SpanStart), "")]
            : [new(token.Span, instead)];
    }

    private static TextChange RemoveBase(BaseListSyntax bases) => bases.Types.Count == 1
        ? new(TextSpan.FromBounds(bases.ColonToken.GetPreviousToken().Span.End, bases.Span.End), "")
        : Remove(bases.Types, bases.Types[0]);

    private static TextChange AddInterface(TypeDeclarationSyntax type, string name) => type.BaseList is { } bases
        ? Insert(bases.Span.End, $", {name}")
        : Insert((type.ParameterList?.Span ?? type.TypeParameterList?.Span ?? type.Identifier.Span).End, $" : {name}");

    private static TextChange RemoveAttribute(AttributeSyntax attribute)
    {
        if (attribute.Parent is not AttributeListSyntax { Attributes: var attributes } list || attributes.Count > 1)
            return Remove(((AttributeListSyntax)attribute.Parent!).Attributes, attribute);
        // Up to the next token or comment, which keeps the indentation.
        var next = list.GetLastToken().GetNextToken();
        var end = next.LeadingTrivia.Where(trivia => !string.IsNullOrWhiteSpace(trivia.ToString()))
            .Select(trivia => trivia.SpanStart)
            .DefaultIfEmpty(next.SpanStart)
            .First();
        return new(TextSpan.FromBounds(list.SpanStart, end), "");
    }

    /// <summary>Removes a node from a list, with its comma.</summary>
    private static TextChange Remove<T>(SeparatedSyntaxList<T> list, T node)
        where T : SyntaxNode
    {
        var index = list.IndexOf(node);
        return new(
            index > 0 ? TextSpan.FromBounds(list[index - 1].Span.End, node.Span.End)
            : list.Count > 1 ? TextSpan.FromBounds(node.SpanStart, list[1].SpanStart)
            : node.Span,
            "");
    }

    private TextChange InsertLine(int position, string text)
    {
        var line = tree!.GetText().Lines.GetLineFromPosition(position);
        var before = line.ToString().Substring(0, position - line.Start);
        var indentation = before.Substring(0, before.Length - before.TrimStart().Length);
        return Insert(position, $"{text}\n{indentation}");
    }

    private static int Start(SyntaxTokenList modifiers, SyntaxNode type) => modifiers.Count > 0 ? modifiers[0].SpanStart : type.SpanStart;

    private static TextChange Insert(int position, string text) => new(new(position, 0), text);
}
