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
        var terms = expression.Terms;
        if (terms.Count == 1 && terms[0] is { Coefficient: 1, Factors.Count: 1 } && terms[0].Factors[0].Quotient is { } alone)
            return Divided(alone);
        var text = string.Concat(terms.Select((term, i) => (term, i)).Select(pair => Sign(pair.term, pair.i) + Term(pair.term, pair.i)));
        return MayOverflow(expression) ? $"checked({text})" : text;

        static string Sign(SizeExpression.Term term, int i) => (i > 0, term.Coefficient < 0) switch
        {
            (true, true) => " - ",
            (true, false) => " + ",
            (false, true) => "-",
            _ => "",
        };

        string Term(SizeExpression.Term term, int i)
        {
            var magnitude = Literals.Of(term.Coefficient).TrimStart('-');
            if (term.Factors.Count == 0)
                return i < 2 && IsInt(terms[1 - i]) ? $"{magnitude}L" : magnitude;
            var factors = string.Join(" * ", term.Factors.Select(Factor));
            if (magnitude != "1")
                return $"{magnitude}L * {factors}";
            var isInt = term.Factors.Count > 1 || i == 0 && (terms.Count > 1 ? IsInt(terms[1]) : term.Coefficient < 0);
            return isInt ? $"(long){factors}" : factors;
        }

        // A size without a coefficient.
        static bool IsInt(SizeExpression.Term term) => term.Factors.Count == 1 && term.Coefficient is 1 or -1;

        string Factor(Factor factor) => factor.Quotient is { } quotient ? $"({Divided(quotient)})" : name(factor.Text);

        string Divided(Quotient quotient)
        {
            var dividend = Expression(quotient.Dividend, name);
            return $"{(quotient.Dividend.Terms.Count == 1 ? dividend : $"({dividend})")} / {Literals.Of(quotient.Divisor)}";
        }
    }

    private static bool MayOverflow(SizeExpression expression) =>
        expression.Terms.Sum(term => Math.Abs((double)term.Coefficient) * Math.Pow(int.MaxValue, term.Factors.Sum(factor => factor.Quotient?.Dividend.Terms.Max(inner => inner.Factors.Count) ?? 1))) >= long.MaxValue;

    /// <summary>A shape as a collection expression.</summary>
    public static string Collection(Shape shape, Func<string, string> name) => $"[{Axes(shape, name)}]";

    /// <summary>The axes, separated by commas.</summary>
    public static string Axes(Shape shape, Func<string, string> name) => shape.Rank == 1
        ? Expression(shape[0], name)
        : string.Join(", ", shape.Axes.Select(axis => Expression(axis, name)));

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
            Shape { Rank: 1 } shape => Expression(shape[0], name),
            Shape shape => Collection(shape, name),
            PerAxis { IsUniform: true } axes => Literals.Of(axes[0]),
            PerAxis axes => Tuple(axes),
            AxisTuple { Axes: var axes } => axes.Values.Count == 1 ? Literals.Of(axes[0]) : Tuple(axes),
            bool flag => flag ? "true" : "false",
            double number => Literals.Of(number),
            double[] numbers => $"[{string.Join(", ", numbers.Select(Literals.Of))}]",
            EnumMember { Type: var type } member => $"{(type.StartsWith("torch.", StringComparison.Ordinal) ? torch + type.Substring("torch".Length) : "global::TorchSharp." + type)}.{member.Name}",
            _ => throw new ArgumentOutOfRangeException(nameof(argument)),
        };
        return argument.Name is null ? value : $"{argument.Name}: {value}";
    }

    private static string Tuple(PerAxis axes) => $"({string.Join(", ", axes.Values.Select(Literals.Of))})";
}
