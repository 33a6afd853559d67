namespace ModelDsl.Generator.Shapes;

/// <summary>
/// A division that is not a polynomial: rounded down, as in ⌊(Side - 1)/2⌋, or by a size that does not cancel, as in Side/Parts. The
/// dividend is not negative, and the divisor is positive.
/// </summary>
internal sealed record Quotient(SizeExpression Dividend, SizeExpression Divisor, bool IsExact)
{
    /// <summary>The value of the quotient for given values of the sizes.</summary>
    public long Evaluate(Func<string, long> value) => Dividend.Evaluate(value) / Divisor.Evaluate(value);

    public override string ToString()
    {
        var text = $"{Dividend.AsFactor()}/{Divisor.AsFactor(isDivisor: true)}";
        return IsExact ? text : $"⌊{text}⌋";
    }
}

/// <summary>A factor of a term: a size's name, or a quotient.</summary>
internal readonly record struct Factor(string Text, Quotient? Quotient = null)
{
    public static Factor Of(Quotient quotient) => new($"{quotient}", quotient);

    public override string ToString() => Text;
}

/// <summary>A product of factors and a coefficient. The factors are sorted; a power repeats its factor.</summary>
internal readonly record struct Term(long Coefficient, EquatableArray<Factor> Factors)
{
    /// <exception cref="OverflowException">The coefficient exceeds 64 bits.</exception>
    public static Term operator *(Term left, Term right) => new(checked(left.Coefficient * right.Coefficient), Product(left.Factors, right.Factors));

    private static EquatableArray<Factor> Product(EquatableArray<Factor> left, EquatableArray<Factor> right) =>
        left.Count == 0 ? right
        : right.Count == 0 ? left
        : new(left.Concat(right).OrderBy(factor => factor.Text, StringComparer.Ordinal));

    /// <summary>The factors that remain after division by those of another term; null if it has others.</summary>
    public EquatableArray<Factor>? Without(EquatableArray<Factor> divisor)
    {
        var factors = Factors.ToList();
        return divisor.All(factors.Remove) ? new EquatableArray<Factor>(factors) : null;
    }

    /// <summary>An order that products keep: by degree, then by the factors.</summary>
    public static int Compare(Term left, Term right) => left.Factors.Count != right.Factors.Count
        ? left.Factors.Count - right.Factors.Count
        : left.Factors.Zip(right.Factors, (a, b) => string.CompareOrdinal(b.Text, a.Text)).FirstOrDefault(order => order != 0);
}
