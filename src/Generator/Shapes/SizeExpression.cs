namespace ModelDsl.Generator.Shapes;

/// <summary>
/// A polynomial over the names of sizes, such as <c>2*Latent + 1</c> or <c>Side*Side/4</c>: integer coefficients and a common denominator.
/// Like terms are combined and the fraction is reduced, so two expressions without quotients are equal exactly if they have the same value for
/// all values of the sizes. The order of the terms is kept for display only.
/// </summary>
/// <remarks>
/// A coefficient that exceeds 64 bits throws <see cref="OverflowException"/>. So does −2⁶³, whose absolute value does not fit in a literal of
/// an emitted sum.
/// </remarks>
internal sealed partial class SizeExpression : IEquatable<SizeExpression>
{
    /// <summary>The terms; empty for a constant.</summary>
    private readonly EquatableArray<Term> _terms;

    private SizeExpression(long constant) => Constant = constant;

    /// <param name="terms">The terms, without like ones and zeros.</param>
    /// <param name="denominator">The denominator, reduced.</param>
    private SizeExpression(Term[] terms, long denominator = 1)
    {
        Denominator = denominator;
        Constant = terms.Length == 0 ? 0 : terms.Length == 1 && terms[0].Factors.Count == 0 && denominator == 1 ? terms[0].Coefficient : null;
        _terms = Constant is null ? new(terms) : default;
    }

    /// <summary>The terms of the numerator in the order in which they were written; none for zero.</summary>
    public EquatableArray<Term> Terms => Constant is { } constant and not 0 ? new([new(constant, default)]) : _terms;

    /// <summary>The common denominator, positive. If it is not 1, the value is an integer only for some values of the sizes.</summary>
    public long Denominator { get; } = 1;

    /// <summary>Cached values for kernels, strides and most lengths.</summary>
    private static readonly SizeExpression[] s_small = [.. Enumerable.Range(0, 257).Select(value => new SizeExpression(value))];

    public static SizeExpression Zero => s_small[0];

    public static SizeExpression Of(long value) => value >= 0 && value < s_small.Length ? s_small[value] : new(value);

    public static SizeExpression Of(string size) => new([new Term(1, new([new Factor(size)]))]);

    /// <remarks>Factors are compared as texts, so the terms are sorted.</remarks>
    public static SizeExpression Of(Quotient quotient) => new(
        [new Term(1, new([Factor.Of(quotient with { Dividend = quotient.Dividend.Sorted(), Divisor = quotient.Divisor.Sorted() })]))]);

    public static implicit operator SizeExpression(long value) => Of(value);

    /// <summary>The value if it contains no size and is an integer; otherwise null.</summary>
    public long? Constant { get; }

    /// <summary>The sizes that it contains.</summary>
    public IEnumerable<string> Names => Constant is not null ? [] : _terms
        .SelectMany(term => term.Factors)
        .SelectMany(factor => factor.Quotient is { } quotient ? quotient.Dividend.Names.Concat(quotient.Divisor.Names) : [factor.Text])
        .Distinct();

    /// <summary>The quotients that it contains, and those within them.</summary>
    public IEnumerable<Quotient> Quotients => Constant is not null ? [] : _terms
        .SelectMany(term => term.Factors)
        .Select(factor => factor.Quotient)
        .OfType<Quotient>()
        .SelectMany(quotient => quotient.Dividend.Quotients.Concat(quotient.Divisor.Quotients).Prepend(quotient));

    // Fast path: most shapes are numbers, and most products have a number as a factor.
    public static SizeExpression operator +(SizeExpression left, SizeExpression right) => (left.Constant, right.Constant) switch
    {
        ({ } a, { } b) => Of(checked(a + b)),
        (0, _) => right,
        (_, 0) => left,
        _ => Fraction(left.Numerator(right.Denominator).Concat(right.Numerator(left.Denominator)), checked(left.Denominator * right.Denominator)),
    };

    public static SizeExpression operator -(SizeExpression left, SizeExpression right) => (left.Constant, right.Constant) is ({ } a, { } b)
        ? Of(checked(a + -b))
        : left + right * -1;

    public static SizeExpression operator *(SizeExpression left, SizeExpression right) => (left.Constant, right.Constant) switch
    {
        ({ } a, { } b) => Of(checked(a * b)),
        (1, _) => right,
        (_, 1) => left,
        _ => Product(left, right),
    };

    private static SizeExpression Product(SizeExpression left, SizeExpression right)
    {
        var (terms, next) = (new Term[left.Terms.Count * right.Terms.Count], 0);
        foreach (var a in left.Terms)
        {
            foreach (var b in right.Terms)
                terms[next++] = a * b;
        }

        return Fraction(terms, checked(left.Denominator * right.Denominator));
    }

    /// <summary>The terms times a number.</summary>
    private IEnumerable<Term> Numerator(long factor) =>
        factor == 1 ? Terms : Terms.Select(term => term with { Coefficient = checked(term.Coefficient * factor) });

    /// <summary>A sum of terms divided by a positive number.</summary>
    private static SizeExpression Fraction(IEnumerable<Term> terms, long denominator)
    {
        Term[] sum = terms is Term[] { Length: 1 } single && IsNotZero(single[0]) ? single : [.. Combined(terms)];
        var common = denominator == 1 ? 1 : sum.Aggregate(denominator, (divisor, term) => CommonDivisor(divisor, Math.Abs(term.Coefficient)));
        return new(common == 1 ? sum : Divided(sum, common), denominator / common);
    }

    /// <summary>The terms with like ones added up.</summary>
    private static IEnumerable<Term> Combined(IEnumerable<Term> terms) => terms.GroupBy(term => term.Factors, term => term.Coefficient)
        .Select(alike => new Term(alike.Sum(), alike.Key))
        .Where(IsNotZero);

    private static Term[] Divided(Term[] terms, long divisor) => [.. terms.Select(term => term with { Coefficient = term.Coefficient / divisor })];

    private static long CommonDivisor(long left, long right)
    {
        while (right != 0)
            (left, right) = (right, left % right);
        return left;
    }

    /// <exception cref="OverflowException">The coefficient is −2⁶³.</exception>
    private static bool IsNotZero(Term term) => Math.Abs(term.Coefficient) != 0;

    /// <summary>The value for given values of the sizes.</summary>
    public long Evaluate(Func<string, long> value)
    {
        if (Constant is { } constant)
            return constant;
        return EvaluateNumerator(value) / Denominator;
    }

    private long EvaluateNumerator(Func<string, long> value)
    {
        var sum = 0L;
        foreach (var term in Terms)
        {
            var product = term.Coefficient;
            foreach (var factor in term.Factors)
                product = checked(product * (factor.Quotient?.Evaluate(value) ?? value(factor.Text)));
            sum = checked(sum + product);
        }

        return sum;
    }

    /// <summary>The expression with numbers in place of some sizes.</summary>
    /// <remarks>Fast path: with all sizes, it is computed without polynomials.</remarks>
    public SizeExpression With(IReadOnlyDictionary<string, long> values) => Constant is not null ? this
        : Names.All(values.ContainsKey) ? Fraction([new(EvaluateNumerator(name => values[name]), default)], Denominator)
        : Substitute(name => values.TryGetValue(name, out var value) ? value : Of(name));

    /// <summary>The expression with other expressions in place of the sizes.</summary>
    public SizeExpression Substitute(Func<string, SizeExpression> replacement) => Constant is not null ? this : Terms.Aggregate(Zero, (sum, term) =>
        sum + term.Factors.Aggregate(Fraction([new(term.Coefficient, default)], Denominator), (product, factor) => product * Substitute(factor, replacement)));

    private static SizeExpression Substitute(Factor factor, Func<string, SizeExpression> replacement) => factor.Quotient is { } quotient
        ? Divide(quotient.Dividend.Substitute(replacement), quotient.Divisor.Substitute(replacement), quotient.IsExact)
        : replacement(factor.Text);

    /// <summary>The same with the terms of the highest degree first.</summary>
    public SizeExpression Sorted() => Constant is not null ? this : new(
        [.. Terms.OrderByDescending(term => term.Factors.Count).ThenBy(term => string.Join("*", term.Factors), StringComparer.Ordinal)], Denominator);

    public bool Equals(SizeExpression? other) => ReferenceEquals(this, other) || other is not null && Constant == other.Constant
        && (Constant is not null || Denominator == other.Denominator && HasTermsOf(other));

    private bool HasTermsOf(SizeExpression other) => _terms.Count == other._terms.Count && _terms.All(term => other._terms.Contains(term));

    public override bool Equals(object? obj) => Equals(obj as SizeExpression);

    public override int GetHashCode() => Constant?.GetHashCode() ?? _terms.Aggregate(Denominator.GetHashCode(), (hash, term) => hash ^ term.GetHashCode());
}
