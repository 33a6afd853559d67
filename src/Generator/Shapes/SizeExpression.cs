using System.Globalization;

namespace ModelDsl.Generator.Shapes;

/// <summary>
/// A polynomial with integer coefficients over the names of sizes, such as <c>2*Latent + 1</c>. Its form is canonical:
/// two expressions are equal exactly when they have the same value for every value of the sizes.
/// </summary>
/// <remarks>
/// Arithmetic is checked: a coefficient that leaves 64 bits throws <see cref="OverflowException"/>, and so does the one
/// that fits only with its sign, which no literal in an emitted sum could write.
/// </remarks>
internal sealed class SizeExpression : IEquatable<SizeExpression>
{
    /// <summary>A product of names and a coefficient. The names are sorted; a power repeats its name.</summary>
    internal readonly record struct Term(long Coefficient, EquatableArray<string> Names)
    {
        public static Term operator *(Term left, Term right) => new(
            checked(left.Coefficient * right.Coefficient),
            new(left.Names.Concat(right.Names).OrderBy(name => name, StringComparer.Ordinal)));
    }

    private SizeExpression(IEnumerable<Term> terms) => Terms =
    [
        .. from term in terms
           group term.Coefficient by term.Names into alike
           let sum = alike.Sum()
           where Math.Abs(sum) != 0
           select new Term(sum, alike.Key) into term
           orderby term.Names.Count descending, string.Join("*", term.Names)
           select term,
    ];

    private SizeExpression(Term term) => Terms = [term];

    /// <summary>The terms, of the highest degree first; none for zero.</summary>
    public IReadOnlyList<Term> Terms { get; }

    public static SizeExpression Zero { get; } = new(Array.Empty<Term>());

    public static SizeExpression Of(long value) => value == 0 ? Zero : new(new Term(value, default));

    public static SizeExpression Of(string size) => new(new Term(1, new([size])));

    public static implicit operator SizeExpression(long value) => Of(value);

    /// <summary>The value where no size enters it; null elsewhere.</summary>
    public long? Constant => Terms.Count == 0 ? 0 : Terms[0].Names.Count == 0 ? Terms[0].Coefficient : null;

    // Most shapes are numbers: they go without the work on terms.
    public static SizeExpression operator +(SizeExpression left, SizeExpression right) =>
        left.Constant is { } a && right.Constant is { } b ? Of(checked(a + b)) : new(left.Terms.Concat(right.Terms));

    public static SizeExpression operator -(SizeExpression left, SizeExpression right) => left + right * -1;

    public static SizeExpression operator *(SizeExpression left, SizeExpression right) =>
        left.Constant is { } x && right.Constant is { } y ? Of(checked(x * y)) : new(from a in left.Terms from b in right.Terms select a * b);

    /// <summary>The quotient, where it is an integer for every value of the sizes; null elsewhere.</summary>
    public SizeExpression? DividedBy(SizeExpression divisor)
    {
        if (divisor.Terms.Count > 0 && Equals(divisor))
            return 1;
        if (divisor.Terms.Count != 1)
            return null;

        var quotients = Terms.Select(term => Divide(term, divisor.Terms[0])).ToList();
        return quotients.Contains(null) ? null : new(quotients.Select(term => term!.Value));
    }

    private static Term? Divide(Term term, Term divisor)
    {
        if (term.Coefficient % divisor.Coefficient != 0)
            return null;
        var names = term.Names.ToList();
        return divisor.Names.All(names.Remove) ? new Term(checked(term.Coefficient / divisor.Coefficient), new(names)) : null;
    }

    /// <summary>The value where every size is 1, the least that it may be.</summary>
    public long AtOnes => Terms.Sum(term => term.Coefficient);

    /// <summary>
    /// Whether it is shown to be at least <paramref name="minimum"/> for all sizes of 1 or more: with each size written
    /// as 1 + t, no coefficient is negative and the constant is large enough.
    /// </summary>
    public bool IsAtLeast(long minimum)
    {
        var shifted = Terms.Aggregate(Zero, (sum, term) =>
            sum + term.Names.Aggregate(Of(term.Coefficient), (product, name) => product * (Of(name) + 1)));
        return AtOnes >= minimum && shifted.Terms.All(term => term.Names.Count == 0 || term.Coefficient > 0);
    }

    public bool Equals(SizeExpression? other) => other is not null && Terms.SequenceEqual(other.Terms);

    public override bool Equals(object? obj) => Equals(obj as SizeExpression);

    public override int GetHashCode() => ToString().GetHashCode();

    public override string ToString()
    {
        if (Terms.Count == 0)
            return "0";

        var text = string.Concat(Terms.Select(term =>
            (term.Coefficient < 0 ? " - " : " + ") + string.Join("*", Factors(term))));
        return Terms[0].Coefficient < 0 ? "-" + text.Substring(3) : text.Substring(3);
    }

    private static IEnumerable<string> Factors(Term term)
    {
        var magnitude = term.Coefficient.ToString(CultureInfo.InvariantCulture).TrimStart('-');
        return magnitude == "1" && term.Names.Count > 0 ? term.Names : term.Names.Prepend(magnitude);
    }
}
