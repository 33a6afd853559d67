using System.Numerics;
using ModelDsl.Generator.Shapes;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Expressions of sizes: accepted exactly if they are positive integers for all allowed values.</summary>
/// <remarks><c>MODELDSL_EXPRESSIONS=100000 dotnet test tests/Generator.Tests --filter SizeArithmetic</c> tries more expressions.</remarks>
public class SizeArithmeticTests
{
    private static readonly Size[] s_sizes =
    [
        new("Width", 8, true),
        new("Rows", 3, true, Min: 3),
        new("Side", 28, true, AnyOf: new EquatableArray<int>([28, 32])),
        new("Parts", 2, true, AnyOf: new EquatableArray<int>([2, 4])),
        new("Depth", 5, true, Min: 5, Max: 9),
    ];

    private static readonly SizeDomain s_domain = new(s_sizes);

    [Theory]
    [InlineData("Width*(Side/4)*(Side/4)", "Side*Side*Width/16")]
    [InlineData("Parts/2 + Width", "Parts/2 + Width")]
    [InlineData("Width*Parts/2", "Parts*Width/2")]
    [InlineData("Width*Side*Side/16", "Side*Side*Width/16")]
    [InlineData("Width*(Width + 1)/2", "(Width*Width + Width)/2")]
    [InlineData("Width*(Width + 1)/2 + 3", "(Width*Width + Width)/2 + 3")]
    [InlineData("(Width*Width - 1)/(Width + 1) + 1", "Width")]
    [InlineData("(Side/4 + Width)*2", "Side/2 + 2*Width")]
    [InlineData("Side/Parts", "Side/Parts")]
    [InlineData("Width*Side/Parts", "Side*Width/Parts")]
    [InlineData("12 - Depth", "12 - Depth")]
    [InlineData("Width*Width - 3*Width + 3", "Width*Width - 3*Width + 3")]
    [InlineData("(Side - 20)/4", "Side/4 - 5")]
    public void An_expression_is_accepted_if_it_is_a_positive_integer_for_all_values(string text, string form)
    {
        var expression = Parse(text, out _);
        Assert.Equal(form, $"{expression}");
        Assert.True(s_domain.IsAtLeast(expression!, 1));
        // A message proposes the text, so it must have the same meaning.
        Assert.Equal(expression, Parse(form, out _));
    }

    [Theory]
    [InlineData("Width/2", "Width = 1: 1/2 is 0.5. Allow only values for which it is, as in [Size(8, AnyOf = new[] { 8, 10, 12 })]")]
    [InlineData("Side*Side/64", "Side = 28: 28*28/64 is 12.25. 32 works")]
    [InlineData("Parts/4 + Width", "Parts = 2: 2/4 is 0.5. 4 works")]
    [InlineData("Depth/2", "Depth = 5: 5/2 is 2.5. 6 and 8 work")]
    [InlineData("Width*Side/48", "Side = 28, Width = 1: 28*1/48 is 0.583. Allow only values for which it is, with AnyOf")]
    public void The_message_of_an_inexact_division_names_a_value(string text, string message)
    {
        var error = Error(text);
        Assert.Equal(RuleId.MalformedExpression, error.Rule);
        Assert.Equal($"is not an integer for {message}", $"{error.Message[1]}.{error.Message[2].TrimEnd('.')}");
    }

    [Theory]
    [InlineData("Width - 1", ", and is 0 for Width = 1")]
    [InlineData("30 - Side", ", and is -2 for Side = 32")]
    [InlineData("8 - Depth", ", and is 0 for Depth = 8")]
    [InlineData("Width*Width - 4*Width + 4", ", and is 0 for Width = 2")]
    public void The_message_of_a_small_value_names_it(string text, string message)
    {
        var error = Error(text);
        Assert.Equal(RuleId.OutOfRange, error.Rule);
        Assert.Equal(message, error.Message[4]);
    }

    [Theory]
    [InlineData("[Conv2d(8, {|MDL0105:30|})] public partial Tensor Run([Shape(1, nameof(Side), 40)] Tensor image);",
        "For Side = 28, Conv2d's kernel spans 30, but its input with padding has a height of 28. Use Padding = 1 or a kernel of at most 28.")]
    [InlineData("[Unflatten({|MDL0104:1, 28, nameof(Side)|})] public partial Tensor Run([Shape(784)] Tensor features);",
        "Unflatten(1, 28, Side) needs 28*Side features, but its input has 784 (896 and 784 for Side = 32).")]
    public async Task The_message_of_a_layer_names_a_value_of_the_size(string stage, string message) => Assert.StartsWith(
        message, Assert.Single(await DiagnosticVerifier.Verify(DiagnosticVerifier.Model("[Size(28, AnyOf = new[] { 28, 32 })] public partial int Side { get; }\n" + stage))), StringComparison.Ordinal);

    [Fact]
    public void Random_expressions_are_accepted_exactly_if_they_are_positive_integers_for_all_values()
    {
        var random = new Random(1);
        var assignments = Assignments().ToList();
        var (count, accepted) = (Corpus.Size("MODELDSL_EXPRESSIONS", 300), 0);
        for (var i = 0; i < count; i++)
        {
            var drawn = Draw(random, 3);
            var expected = assignments.ConvertAll(values => Value(drawn, values));
            var expression = Parse(drawn.Text, out _);
            var isAccepted = expression is not null && s_domain.IsAtLeast(expression, 1);
            Assert.True(isAccepted == expected.TrueForAll(value => value >= 1), $"{drawn.Text} is {(isAccepted ? "accepted" : "refused")}, but has the values {string.Join(", ", expected.Distinct().Take(20))}");
            if (!isAccepted)
                continue;
            accepted++;
            for (var j = 0; j < assignments.Count; j++)
                Assert.True(expected[j] > long.MaxValue || expected[j] == expression!.Evaluate(name => assignments[j][name]), $"{drawn.Text} as {expression} for {string.Join(", ", assignments[j])}");
            Assert.Equal(expression, expression!.Substitute(SizeExpression.Of));
        }

        Assert.InRange(accepted, count / 5, count * 4 / 5);
    }

    private sealed record Node(string Text, char Operator = ' ', Node? Left = null, Node? Right = null);

    private static Node Draw(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
            return new(random.Next(3) == 0 ? $"{random.Next(1, 9)}" : s_sizes[random.Next(s_sizes.Length)].Name);
        var (left, right, sign) = (Draw(random, depth - 1), Draw(random, depth - 1), "+-**/"[random.Next(5)]);
        if (sign == '/' && random.Next(4) > 0)
            right = new($"{random.Next(1, 7)}");
        return new($"({left.Text}){sign}({right.Text})", sign, left, right);
    }

    /// <summary>The value; null if a division in it is not exact.</summary>
    private static BigInteger? Value(Node node, IReadOnlyDictionary<string, long> values)
    {
        if (node.Left is null)
            return values.TryGetValue(node.Text, out var value) ? value : long.Parse(node.Text, null);
        var (left, right) = (Value(node.Left, values), Value(node.Right!, values));
        return node.Operator switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            _ => left is null || right is null || right == 0 || left % right != 0 ? null : left / right,
        };
    }

    /// <summary>All combinations of the listed values, and small values of the unlimited sizes.</summary>
    private static IEnumerable<Dictionary<string, long>> Assignments() => s_sizes.Aggregate(
        (IEnumerable<Dictionary<string, long>>)[[]],
        (all, size) => all.SelectMany(before => (size.Values ?? [.. Enumerable.Range(size.Least, 12), 25, 36, 49, 59, 4099, 8200])
            .Select(value => new Dictionary<string, long>(before) { [size.Name] = value })));

    private static SizeExpression? Parse(string text, out SizeExpressionParser.Failure failure) =>
        SizeExpressionParser.Parse(text, Scope.Of(s_domain).Find, s_domain.Divide, out failure);

    private static DeclarationError Error(string text)
    {
        var reader = new ArgumentReader(s_domain, Scope.Of(s_domain));
        Assert.Null(reader.Read(Argument.Of("Features", text), new("Features", ParameterType.Size), "Linear", new(PlaceKind.Layer, 0, 0), out var error));
        return Assert.IsType<DeclarationError>(error);
    }
}
