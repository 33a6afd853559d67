using ModelDsl.Generator.Declaration;
using ModelDsl.Generator.Emission.Layers;
using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Emission;

/// <summary>Values as C# text, the same in every culture.</summary>
internal static class CSharp
{
    /// <summary>
    /// An expression in 64 bits, although sizes are <c>int</c>: each product and each sum starts with a long. It is checked if large sizes could
    /// exceed 64 bits.
    /// </summary>
    /// <param name="expression">The expression.</param>
    /// <param name="name">The name of a size in the code.</param>
    public static string Expression(SizeExpression expression, Func<string, string> name) =>
        expression.Constant is { } constant ? Literals.Of(constant) : Polynomial(expression, name);

    private static string Polynomial(SizeExpression expression, Func<string, string> name)
    {
        if (expression.Terms.Count == 1 && expression is { Denominator: 1 } && expression.Terms[0] is { Coefficient: 1, Factors.Count: 1 } single && single.Factors[0].Quotient is { } alone)
            return Divided(alone, name);
        var (fraction, rest) = expression.Parts();
        var text = fraction.Count == 0 ? Sum(rest, name) : WithFraction(expression.Denominator, fraction, rest, name);
        return MayOverflow(expression) ? $"checked({text})" : text;
    }

    /// <summary>Only all terms of the fraction together are divisible by the denominator.</summary>
    private static string WithFraction(long denominator, IReadOnlyList<Term> fraction, IReadOnlyList<Term> rest, Func<string, string> name)
    {
        var sum = Sum(fraction, name);
        var quotient = $"{(fraction.Count == 1 ? sum : $"({sum})")} / {Literals.Of(denominator)}";
        if (rest.Count == 0)
            return quotient;
        var others = Sum(rest, name, isAdded: true);
        return others[0] == '-' ? $"{quotient} - {others.Substring(1)}" : $"{quotient} + {others}";
    }

    /// <param name="terms">The terms.</param>
    /// <param name="name">The name of a size in the code.</param>
    /// <param name="isAdded">True if the sum is added to an int.</param>
    private static string Sum(IReadOnlyList<Term> terms, Func<string, string> name, bool isAdded = false)
    {
        return string.Concat(terms.Select((term, i) => Sign(term, i) + Written(term, i)));

        static string Sign(Term term, int i) => (i > 0, term.Coefficient < 0) switch
        {
            (true, true) => " - ",
            (true, false) => " + ",
            (false, true) => "-",
            _ => "",
        };

        string Written(Term term, int i)
        {
            var magnitude = Literals.Of(term.Coefficient).TrimStart('-');
            if (term.Factors.Count == 0)
                return i == 0 && isAdded || i < 2 && terms.Count > 1 && IsInt(terms[1 - i]) ? $"{magnitude}L" : magnitude;
            var factors = string.Join(" * ", term.Factors.Select(Factor));
            if (magnitude != "1")
                return $"{magnitude}L * {factors}";
            var isInt = term.Factors.Count > 1 || i == 0 && (isAdded || (terms.Count > 1 ? IsInt(terms[1]) : term.Coefficient < 0));
            return isInt ? $"(long){factors}" : factors;
        }

        // A size without a coefficient.
        static bool IsInt(Term term) => term.Factors.Count == 1 && term.Coefficient is 1 or -1;

        string Factor(Factor factor) => factor.Quotient is { } quotient ? $"({Divided(quotient, name)})" : name(factor.Text);
    }

    private static string Divided(Quotient quotient, Func<string, string> name)
    {
        var (dividend, divisor) = (Expression(quotient.Dividend, name), Expression(quotient.Divisor, name));
        return $"{InParentheses(dividend, " + ", " - ", " / ")} / {InParentheses(divisor, " ")}";
    }

    private static string InParentheses(string text, params string[] operators) => operators.Any(text.Contains) ? $"({text})" : text;

    private static bool MayOverflow(SizeExpression expression) =>
        expression.Terms.Sum(term => Math.Abs((double)term.Coefficient) * Math.Pow(int.MaxValue, term.Factors.Sum(Degree))) >= long.MaxValue;

    private static int Degree(Factor factor) => factor.Quotient?.Dividend.Terms.Max(term => term.Factors.Sum(Degree)) ?? 1;

    /// <summary>A shape as a collection expression.</summary>
    public static string Collection(Shape shape, Func<string, string> name) => $"[{Axes(shape, name)}]";

    /// <summary>The axes, separated by commas.</summary>
    public static string Axes(Shape shape, Func<string, string> name) => shape.Rank == 1 ? Expression(shape[0], name) : List(shape.Axes, name);

    private static string List(EquatableArray<SizeExpression> values, Func<string, string> name) => string.Join(", ", values.Select(value => Expression(value, name)));

    /// <summary>Writes the axes, separated by commas.</summary>
    public static void WriteAxes(this IndentedTextWriter writer, Shape shape, Func<string, string> name)
    {
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            writer.Write(axis == 0 ? "" : ", ");
            writer.WriteExpression(shape[axis], name);
        }
    }

    /// <summary>Writes an expression; a constant without an intermediate string.</summary>
    public static void WriteExpression(this IndentedTextWriter writer, SizeExpression expression, Func<string, string> name)
    {
        if (expression.Constant is { } constant)
            writer.Write(constant);
        else
            writer.Write(Polynomial(expression, name));
    }

    /// <summary>The argument of a call.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="name">The name of a size in the code.</param>
    /// <param name="torch">The name of TorchSharp's main class in the file.</param>
    public static string Argument(CallArgument argument, Func<string, string> name, string torch)
    {
        var value = argument.Value switch
        {
            null => "null",
            SizeExpression expression => Expression(expression, name),
            IntArgument { Value: var integer } => Int(integer, name),
            Shape { Rank: 1 } shape => Expression(shape[0], name),
            Shape shape => Collection(shape, name),
            PerAxis { IsUniform: true } axes => Expression(axes[0], name),
            PerAxis axes => Tuple(axes, name),
            AxisTuple { Axes: var axes } => axes.Values.Count == 1 ? Expression(axes[0], name) : Tuple(axes, name),
            bool flag => flag ? "true" : "false",
            double number => Literals.Of(number),
            RealNumbers numbers => $"[{Reals(numbers, name)}]",
            EnumMember { Type: var type } member => $"{(type.StartsWith("torch.", StringComparison.Ordinal) ? torch + type.Substring("torch".Length) : "global::TorchSharp." + type)}.{member.Name}",
            _ => throw new ArgumentOutOfRangeException(nameof(argument)),
        };
        return argument.Name is null ? value : $"{argument.Name}: {value}";
    }

    /// <summary>An expression as an <c>int</c>, which a number or a size is already.</summary>
    private static string Int(SizeExpression expression, Func<string, string> name) =>
        Expression(expression, name) is var text && text.All(character => char.IsLetterOrDigit(character) || character is '_' or '@') ? text : $"checked((int)({text}))";

    private static string Tuple(PerAxis axes, Func<string, string> name) => $"({List(axes.Values, name)})";

    private static string Reals(RealNumbers numbers, Func<string, string> name) =>
        string.Join(", ", numbers.Values.Select(value => value.Constant is { } constant ? Literals.Of((double)constant) : Expression(value, name)));
}
