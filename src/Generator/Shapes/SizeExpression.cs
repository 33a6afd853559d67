using System.Globalization;

namespace ModelDsl.Generator.Shapes;

/// <summary>A division of a non-negative value: exact, as in Side/2, or rounded down, as in ⌊(Side - 1)/2⌋.</summary>
internal sealed record Quotient(SizeExpression Dividend, long Divisor, bool IsExact)
{
    public override string ToString()
    {
        var text = Dividend.Terms.Count == 1 ? $"{Dividend}/{Divisor}" : $"({Dividend})/{Divisor}";
        return IsExact ? text : $"⌊{text}⌋";
    }
}

/// <summary>A factor of a term: a size's name, or a quotient that is not a polynomial.</summary>
internal readonly record struct Factor(string Text, Quotient? Quotient = null)
{
    public static Factor Of(Quotient quotient) => new($"{quotient}", quotient);

    public override string ToString() => Text;
}

/// <summary>
/// A polynomial with integer coefficients over the names of sizes, such as <c>2*Latent + 1</c>. Like terms are combined, so two expressions
/// without quotients are equal exactly if they have the same value for all values of the sizes. The order of the terms is kept for display only.
/// </summary>
/// <remarks>
/// A coefficient that exceeds 64 bits throws <see cref="OverflowException"/>. So does −2⁶³, whose absolute value does not fit in a literal of
/// an emitted sum.
/// </remarks>
internal sealed class SizeExpression : IEquatable<SizeExpression>
{
    /// <summary>A product of factors and a coefficient. The factors are sorted; a power repeats its factor.</summary>
    internal readonly record struct Term(long Coefficient, EquatableArray<Factor> Factors)
    {
        public static Term operator *(Term left, Term right) => new(
            checked(left.Coefficient * right.Coefficient),
            new(left.Factors.Concat(right.Factors).OrderBy(factor => factor.Text, StringComparer.Ordinal)));
    }

    /// <summary>The terms; empty for a constant.</summary>
    private readonly EquatableArray<Term> _terms;

    private SizeExpression(long constant) => Constant = constant;

    private SizeExpression(params Term[] terms)
    {
        Constant = terms.Length == 0 ? 0 : terms.Length == 1 && terms[0].Factors.Count == 0 ? terms[0].Coefficient : null;
        _terms = Constant is null ? new(terms) : default;
    }

    /// <summary>The terms in the order in which they were written; none for zero.</summary>
    public EquatableArray<Term> Terms => Constant is { } constant and not 0 ? new([new(constant, default)]) : _terms;

    /// <summary>Cached values for kernels, strides and most lengths.</summary>
    private static readonly SizeExpression[] s_small = [.. Enumerable.Range(0, 257).Select(value => new SizeExpression(value))];

    public static SizeExpression Zero => s_small[0];

    public static SizeExpression Of(long value) => value >= 0 && value < s_small.Length ? s_small[value] : new(value);

    public static SizeExpression Of(string size) => new(new Term(1, new([new Factor(size)])));

    /// <remarks>Factors are compared as texts, so the terms of the dividend are sorted.</remarks>
    public static SizeExpression Of(Quotient quotient) => new(new Term(1, new([Factor.Of(quotient with { Dividend = quotient.Dividend.Sorted() })])));

    private static SizeExpression Sum(IEnumerable<Term> terms) => new(
    [
        .. terms.GroupBy(term => term.Factors, term => term.Coefficient)
            .Select(alike => new Term(alike.Sum(), alike.Key))
            .Where(IsNotZero),
    ]);

    public static implicit operator SizeExpression(long value) => Of(value);

    /// <exception cref="OverflowException">The coefficient is −2⁶³.</exception>
    private static bool IsNotZero(Term term) => Math.Abs(term.Coefficient) != 0;

    /// <summary>The value if it contains no size; otherwise null.</summary>
    public long? Constant { get; }

    /// <summary>The sizes that it contains.</summary>
    public IEnumerable<string> Names => Terms
        .SelectMany(term => term.Factors)
        .SelectMany(factor => factor.Quotient?.Dividend.Names ?? [factor.Text])
        .Distinct();

    // Fast path: most shapes are numbers, and most products have a number as a factor.
    public static SizeExpression operator +(SizeExpression left, SizeExpression right) => (left.Constant, right.Constant) switch
    {
        ({ } a, { } b) => Of(checked(a + b)),
        (0, _) => right,
        (_, 0) => left,
        _ => Sum(left.Terms.Concat(right.Terms)),
    };

    public static SizeExpression operator -(SizeExpression left, SizeExpression right) => left + right * -1;

    public static SizeExpression operator *(SizeExpression left, SizeExpression right) => (left.Constant, right.Constant) switch
    {
        ({ } a, { } b) => Of(checked(a * b)),
        (1, _) => right,
        (_, 1) => left,
        ({ } factor, _) => right.Times(factor),
        (_, { } factor) => left.Times(factor),
        _ => Sum(from a in left.Terms from b in right.Terms select a * b),
    };

    private SizeExpression Times(long factor) => new([.. Terms.Select(term => term with { Coefficient = checked(term.Coefficient * factor) }).Where(IsNotZero)]);

    /// <summary>The quotient if it is an integer for every value of the sizes; otherwise null.</summary>
    public SizeExpression? DividedBy(SizeExpression divisor)
    {
        if ((Constant, divisor.Constant) is ({ } dividend, { } number and not 0))
            return dividend % number == 0 ? checked(dividend / number) : null;
        if (divisor.Terms.Count > 0 && Equals(divisor))
            return 1;
        if (divisor.Terms.Count != 1)
            return null;

        var quotients = Terms.Select(term => Divide(term, divisor.Terms[0])).ToList();
        return quotients.Contains(null) ? null : Sum(quotients.Select(term => term!.Value));
    }

    private static Term? Divide(Term term, Term divisor)
    {
        if (term.Coefficient % divisor.Coefficient != 0)
            return null;
        var factors = term.Factors.ToList();
        return divisor.Factors.All(factors.Remove) ? new Term(checked(term.Coefficient / divisor.Coefficient), new(factors)) : null;
    }

    /// <summary>The value for given values of the sizes.</summary>
    public long Evaluate(Func<string, long> value)
    {
        if (Constant is { } constant)
            return constant;

        var sum = 0L;
        foreach (var term in _terms)
        {
            var product = term.Coefficient;
            foreach (var factor in term.Factors)
                product = checked(product * (factor.Quotient is { } quotient ? quotient.Dividend.Evaluate(value) / quotient.Divisor : value(factor.Text)));
            sum = checked(sum + product);
        }

        return sum;
    }

    /// <summary>The expression with other expressions in place of the sizes.</summary>
    public SizeExpression Substitute(Func<string, SizeExpression> replacement) => Terms.Aggregate(Zero, (sum, term) =>
        sum + term.Factors.Aggregate(Of(term.Coefficient), (product, factor) => product * Substitute(factor, replacement)));

    private static SizeExpression Substitute(Factor factor, Func<string, SizeExpression> replacement)
    {
        if (factor.Quotient is not { } quotient)
            return replacement(factor.Text);
        var dividend = quotient.Dividend.Substitute(replacement);
        return dividend.Constant is { } constant ? constant / quotient.Divisor : Of(quotient with { Dividend = dividend });
    }

    /// <summary>The same with the terms of the highest degree first.</summary>
    public SizeExpression Sorted() => Constant is not null ? this : new(
        [.. Terms.OrderByDescending(term => term.Factors.Count).ThenBy(term => string.Join("*", term.Factors), StringComparer.Ordinal)]);

    public bool Equals(SizeExpression? other) =>
        other is not null && Constant == other.Constant && _terms.Count == other._terms.Count && _terms.All(term => other._terms.Contains(term));

    public override bool Equals(object? obj) => Equals(obj as SizeExpression);

    public override int GetHashCode() => Constant?.GetHashCode() ?? _terms.Aggregate(0, (hash, term) => hash ^ term.GetHashCode());

    public override string ToString()
    {
        if (Constant is { } constant)
            return constant.ToString(CultureInfo.InvariantCulture);

        var text = string.Concat(Terms.Select(term =>
            (term.Coefficient < 0 ? " - " : " + ") + string.Join("*", Written(term))));
        return Terms[0].Coefficient < 0 ? "-" + text.Substring(3) : text.Substring(3);
    }

    private static IEnumerable<string> Written(Term term)
    {
        var factors = term.Factors.Select(factor => factor.Text);
        var magnitude = term.Coefficient.ToString(CultureInfo.InvariantCulture).TrimStart('-');
        return magnitude == "1" && term.Factors.Count > 0 ? factors : factors.Prepend(magnitude);
    }
}
