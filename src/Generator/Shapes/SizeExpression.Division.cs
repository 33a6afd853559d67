namespace ModelDsl.Generator.Shapes;

/// <content>Divisions.</content>
internal sealed partial class SizeExpression
{
    /// <summary>
    /// The quotient as a polynomial; null if it is not one. It need not be an integer for each value of the sizes: that is so if its
    /// <see cref="Denominator"/> is 1.
    /// </summary>
    public SizeExpression? Over(SizeExpression divisor)
    {
        // Fast path: most groups and divisors are 1.
        if (divisor.Constant == 1)
            return this;
        if (divisor.Terms.Count == 0)
            return null;
        if (divisor.Constant is { } number)
            return Fraction(number < 0 ? Numerator(-1) : Terms, checked(Denominator * Math.Abs(number)));

        // Polynomial long division: the greatest term of the rest is divided by that of the divisor until nothing is left.
        var lead = Greatest(divisor);
        var (quotient, rest) = (Zero, this);
        while (rest.Terms.Count > 0)
        {
            var term = Greatest(rest);
            if (term.Without(lead.Factors) is not { } factors)
                return null;
            var sign = Math.Sign(lead.Coefficient);
            var next = Fraction(
                [new(checked(term.Coefficient * divisor.Denominator * sign), factors)], checked(rest.Denominator * Math.Abs(lead.Coefficient)));
            (quotient, rest) = (quotient + next, rest - next * divisor);
        }

        return quotient;
    }

    private static Term Greatest(SizeExpression expression)
    {
        var greatest = expression.Terms[0];
        foreach (var term in expression.Terms)
            greatest = Term.Compare(term, greatest) > 0 ? term : greatest;
        return greatest;
    }

    /// <summary>The quotient if it is an integer for every value of the sizes; otherwise null.</summary>
    public SizeExpression? DividedBy(SizeExpression divisor) => Over(divisor) is { Denominator: 1 } quotient ? quotient : null;

    /// <summary>The quotient rounded down, as a polynomial: ⌊(2*Side + 1)/2⌋ is Side. Null if it is not one.</summary>
    public SizeExpression? Floor(SizeExpression divisor)
    {
        if (divisor.Constant is not { } number)
            return DividedBy(divisor);
        if (number < 1)
            return null;
        var whole = checked(Denominator * number);
        var constant = Terms.FirstOrDefault(term => term.Factors.Count == 0).Coefficient;
        var rest = (constant % whole + whole) % whole;
        return Fraction(Terms.Append(new Term(-rest, default)), whole) is { Denominator: 1 } quotient ? quotient : null;
    }

    /// <summary>A quotient of a non-negative value: a polynomial if possible.</summary>
    /// <param name="dividend">The dividend.</param>
    /// <param name="divisor">The divisor.</param>
    /// <param name="isExact">True if it is an integer for all allowed values; otherwise it is rounded down.</param>
    public static SizeExpression Divide(SizeExpression dividend, SizeExpression divisor, bool isExact) =>
        (isExact ? dividend.Over(divisor) : dividend.Floor(divisor) ?? dividend.ShortFloor(divisor)) ?? Of(new Quotient(dividend, divisor, isExact));

    /// <summary>The rounded quotient by a number in a shorter form: ⌊(Side - 2)/2⌋ + 1 is ⌊Side/2⌋, and ⌊⌊Side/2⌋/2⌋ is ⌊Side/4⌋. Null if none.</summary>
    /// <remarks>A dividend only grows, because C# rounds negative quotients up.</remarks>
    private SizeExpression? ShortFloor(SizeExpression divisor)
    {
        if (divisor.Constant is not (> 0 and var number) || Denominator != 1)
            return null;
        if (Terms.Count == 1 && Terms[0] is { Coefficient: 1, Factors.Count: 1 } term && term.Factors[0].Quotient is { IsExact: false, Divisor.Constant: { } inner } quotient)
            return Divide(quotient.Dividend, Of(checked(inner * number)), isExact: false);
        var constant = Terms.FirstOrDefault(term => term.Factors.Count == 0).Coefficient;
        var steps = constant < 0 ? checked(number - 1 - constant) / number : 0;
        return steps == 0 ? null : Divide(this + checked(steps * number), divisor, isExact: false) - steps;
    }

    /// <summary>True if it is an integer for all values of the sizes; null if there are too many residues to try.</summary>
    /// <remarks>The numerator's residue depends only on the residues of the sizes.</remarks>
    public bool? IsInteger(long maximumResidues)
    {
        if (Denominator == 1)
            return true;
        if (Quotients.Any())
            return null;
        var names = Names.ToList();
        var count = 1L;
        foreach (var _ in names)
        {
            if ((count *= Denominator) > maximumResidues)
                return null;
        }

        for (var i = 0L; i < count; i++)
        {
            if (EvaluateNumerator(name => Residue(i, names.IndexOf(name))) % Denominator != 0)
                return false;
        }

        return true;

        long Residue(long index, int position)
        {
            for (; position > 0; position--)
                index /= Denominator;
            return index % Denominator;
        }
    }
}
