using System.Globalization;
using System.Text.RegularExpressions;

namespace ModelDsl.Generator.Shapes;

/// <summary>Computes and writes the changes that messages propose.</summary>
internal static class Repairs
{
    /// <summary>An expression as an attribute's argument: <c>3136</c>, <c>nameof(Latent)</c>, <c>"2*Latent"</c>.</summary>
    public static string Written(SizeExpression expression)
    {
        if (expression.Constant is not null)
            return $"{expression}";
        return expression.Denominator == 1 && expression.Terms.Count == 1 && expression.Terms[0] is { Coefficient: 1, Factors.Count: 1 } term && term.Factors[0].Quotient is null
            ? Identifiers.NameOf(term.Factors[0].Text)
            : $"\"{expression}\"";
    }

    /// <summary>A number, a size, a flag or an array as an argument.</summary>
    public static string Written(Argument argument) => argument.IsArray
        ? $"new[] {{ {string.Join(", ", argument.Values)} }}"
        : argument.Values[0] switch
        {
            string text => Regex.IsMatch(text, @"^\w+$") ? Identifiers.NameOf(text) : $"\"{text}\"",
            bool flag => flag ? "true" : "false",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            var value => $"{value}",
        };

    /// <summary>Values per axis as an argument.</summary>
    public static string Written(PerAxis axes) => axes.IsUniform ? Written(axes[0])
        : $"new{(axes.IsConstant ? "" : " object")}[] {{ {string.Join(", ", axes.Values.Select(Written))} }}";

    /// <summary>Numbers as an array argument.</summary>
    public static string Written(IEnumerable<long> values) => FormattableString.Invariant($"new[] {{ {string.Join(", ", values)} }}");

    /// <summary>A shape as an argument: <c>nameof(Width), 28, 28</c>.</summary>
    public static string Written(Shape shape) => string.Join(", ", shape.Axes.Select(Written));

    /// <summary>Limits the search for a side, which runs while the user types.</summary>
    private const int LargestSide = 1 << 15;

    /// <summary>Features as channels of the largest possible square images: 784 as <c>1, 28, 28</c>.</summary>
    public static string Images(long features)
    {
        var side = (long)Math.Min(Math.Sqrt(features), LargestSide);
        while (features % (side * side) != 0)
            side--;
        return $"{features / (side * side)}, {side}, {side}";
    }
}
