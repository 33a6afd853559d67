using System.Globalization;

namespace ModelDsl.Generator.Shapes;

/// <content>The text of an expression, as it can be written in an attribute.</content>
internal sealed partial class SizeExpression
{
    /// <summary>
    /// The expression as a sum: each integer term by itself, and the others over their denominator, because only all of these together are an
    /// integer, as in <c>(Side*Side + Side)/2 + 1</c>.
    /// </summary>
    public override string ToString()
    {
        if (Constant is { } constant)
            return constant.ToString(CultureInfo.InvariantCulture);
        var (fraction, rest) = Parts();
        var texts = rest.Select(term => (IsNegative: term.Coefficient < 0, Text: Written(term))).ToList();
        if (fraction.Count > 0)
            texts.Insert(0, fraction.Count == 1 ? (fraction[0].Coefficient < 0, $"{Written(fraction[0])}/{Denominator}") : (false, $"({Sum(fraction.Select(Signed))})/{Denominator}"));
        return Sum(texts);
    }

    /// <summary>The terms that are not multiples of the denominator, and the others divided by it.</summary>
    public (IReadOnlyList<Term> Fraction, IReadOnlyList<Term> Others) Parts() => Denominator == 1
        ? ([], Terms)
        : ([.. Terms.Where(term => term.Coefficient % Denominator != 0)],
            [.. Terms.Where(term => term.Coefficient % Denominator == 0).Select(term => term with { Coefficient = term.Coefficient / Denominator })]);

    /// <summary>The text in parentheses if it is a sum, or a product behind a division sign.</summary>
    public string AsFactor(bool isDivisor = false) => $"{this}" is var text && (text.Contains(' ') || isDivisor && text.IndexOfAny(['*', '/']) >= 0) ? $"({text})" : text;

    private static (bool IsNegative, string Text) Signed(Term term) => (term.Coefficient < 0, Written(term));

    private static string Sum(IEnumerable<(bool IsNegative, string Text)> terms)
    {
        var text = string.Concat(terms.Select(term => (term.IsNegative ? " - " : " + ") + term.Text));
        return text.StartsWith(" - ", StringComparison.Ordinal) ? "-" + text.Substring(3) : text.Substring(3);
    }

    /// <summary>The absolute value of a term.</summary>
    private static string Written(Term term)
    {
        var factors = term.Factors.Select(factor => factor.Text);
        var magnitude = term.Coefficient.ToString(CultureInfo.InvariantCulture).TrimStart('-');
        return string.Join("*", magnitude == "1" && term.Factors.Count > 0 ? factors : factors.Prepend(magnitude));
    }
}
