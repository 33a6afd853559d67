using ModelDsl.Generator.Shapes;

namespace ModelDsl.Generator.Tests;

/// <summary>The shape rules, without a compiler or tensors.</summary>
public class ShapeRuleTests
{
    [Theory]
    [InlineData("2*Latent + Latent", "3*Latent")]
    [InlineData("(Latent + 1)*(Latent - 1)", "Latent*Latent - 1")]
    [InlineData("Noise*Latent - Latent*Noise + 4", "4")]
    [InlineData("6*Latent*Noise/(3*Noise)", "2*Latent")]
    [InlineData("(Latent + Noise)/(Noise + Latent)", "1")]
    [InlineData("8/2/2", "2")]
    [InlineData("2 - 3*Latent", "2 - 3*Latent")]
    [InlineData("784 + Noise + 16", "800 + Noise")]
    [InlineData(" 64 * 7 * 7 ", "3136")]
    public void Like_terms_are_combined_in_the_order_in_which_they_are_written(string text, string form) => Assert.Equal(form, $"{Parse(text)}");

    [Theory]
    [InlineData("784 + Noise", "Noise + 784")]
    [InlineData("Latent*Noise + Latent - 2", "Latent - 2 + Noise*Latent")]
    public void The_order_of_terms_does_not_matter(string left, string right)
    {
        AssertEqual(Parse(left), Parse(right));
        AssertEqual(SizeExpression.Of(new Quotient(Parse(left), 2, IsExact: false)), SizeExpression.Of(new Quotient(Parse(right), 2, IsExact: false)));

        static void AssertEqual(SizeExpression left, SizeExpression right) =>
            Assert.Equal((left, left.GetHashCode()), (right, right.GetHashCode()));
    }

    /// <summary>A record prints its properties, so a property that returns the place itself would recurse.</summary>
    [Fact]
    public void A_place_can_be_printed() => Assert.Contains("Index = 2", $"{new Place(PlaceKind.Layer, 1, 2)}");

    /// <summary>The search for the side must end while the user types.</summary>
    [Theory]
    [InlineData(784, "1, 28, 28")]
    [InlineData(12, "3, 2, 2")]
    [InlineData(7, "7, 1, 1")]
    [InlineData(2147483647L * 2147483647, "4611686014132420609, 1, 1")]
    public void Features_are_proposed_as_images_of_a_common_size(long features, string axes) => Assert.Equal(axes, Repairs.Images(features));

    [Theory]
    [InlineData("", ExpressionFault.Malformed)]
    [InlineData("2 +", ExpressionFault.Malformed)]
    [InlineData("(2", ExpressionFault.Malformed)]
    [InlineData("2 Latent", ExpressionFault.Malformed)]
    [InlineData("-2", ExpressionFault.Malformed)]
    [InlineData("2.5", ExpressionFault.Malformed)]
    [InlineData("Width", ExpressionFault.UnknownSize)]
    [InlineData("latent", ExpressionFault.UnknownSize)]
    [InlineData("Latent/2", ExpressionFault.InexactDivision)]
    [InlineData("2/0", ExpressionFault.InexactDivision)]
    [InlineData("2/Latent", ExpressionFault.InexactDivision)]
    [InlineData("9223372036854775807*2", ExpressionFault.TooLarge)]
    [InlineData("99999999999999999999", ExpressionFault.TooLarge)]
    public void A_faulty_expression_has_its_fault(string text, object fault)
    {
        Assert.Null(SizeExpressionParser.Parse(text, Find, s_domain.Divide, out var failure));
        Assert.Equal(fault, failure.Fault);
    }

    [Theory]
    [InlineData("Latent", 1, true)]
    [InlineData("Latent", 2, false)]
    [InlineData("2*Latent - 1", 1, true)]
    [InlineData("2*Latent - 2", 1, false)]
    [InlineData("2*Latent - 2", 0, true)]
    [InlineData("10 - Latent", 1, false)]
    [InlineData("Latent*Noise - Noise + 1", 1, true)]
    [InlineData("Latent - Noise + 1", 1, false)]
    [InlineData("Latent*Latent - Latent + 1", 1, true)]
    public void A_bound_holds_for_every_value_of_the_sizes(string text, long minimum, bool holds) =>
        Assert.Equal(holds, s_domain.IsAtLeast(Parse(text), minimum));

    /// <summary>Expected values are PyTorch's.</summary>
    [Theory]
    [InlineData(28, 3, 2, 1, 1, 14)]
    [InlineData(28, 5, 1, 0, 1, 24)]
    [InlineData(7, 7, 1, 0, 1, 1)]
    [InlineData(10, 3, 3, 0, 1, 3)]
    [InlineData(10, 3, 1, 0, 4, 2)]
    [InlineData(1, 3, 2, 1, 1, 1)]
    public void A_convolution_has_the_output_length_of_PyTorch(long input, long kernel, long stride, long padding, long dilation, long output) =>
        Assert.Equal($"[8, {output}, {output}]", Output([1, input, input], new("Conv2d", new([
            Argument.Of("Channels", 8L), Argument.Of("Kernel", kernel), Argument.Of("Stride", stride),
            Argument.Of("Padding", padding), Argument.Of("Dilation", dilation)]))));

    /// <summary>Expected values are PyTorch's.</summary>
    [Theory]
    [InlineData(7, 3, 2, 1, 1, 1, 14)]
    [InlineData(7, 3, 2, 1, 0, 1, 13)]
    [InlineData(1, 7, 1, 0, 0, 1, 7)]
    [InlineData(4, 3, 3, 0, 2, 1, 14)]
    [InlineData(5, 3, 1, 2, 1, 2, 6)]
    public void A_transposed_convolution_has_the_output_length_of_PyTorch(
        long input, long kernel, long stride, long padding, long outputPadding, long dilation, long output) =>
        Assert.Equal($"[8, {output}, {output}]", Output([1, input, input], new("ConvTranspose2d", new([
            Argument.Of("Channels", 8L), Argument.Of("Kernel", kernel), Argument.Of("Stride", stride), Argument.Of("Padding", padding),
            Argument.Of("OutputPadding", outputPadding), Argument.Of("Dilation", dilation)]))));

    [Fact]
    public void Axes_may_have_values_of_their_own() => Assert.Equal("[2*Latent, 26, 14]", Output([3, 28, 28], new("Conv2d", new([
        Argument.Of("Channels", "2*Latent"), Argument.OfMany("Kernel", 3L, 5L), Argument.OfMany("Stride", 1L, 2L), Argument.OfMany("Padding", 0L, 2L)]))));

    [Fact]
    public void Equal_arrays_are_equal_and_have_one_hash()
    {
        EquatableArray<string> left = new(["a", "b"]), right = new(["a", "b"]);
        Assert.True(left.Equals(right) && left.GetHashCode() == right.GetHashCode());
        Assert.False(left.Equals(new(["b", "a"])));
        Assert.True(default(EquatableArray<string>).Equals(new([])));
    }

    private static readonly SizeDomain s_domain = new([new("Latent", 16, true), new("Noise", 8, true)]);

    private static SizeExpression? Find(string name) => Scope.Of(s_domain).Find(name);

    private static SizeExpression Parse(string text)
    {
        var expression = SizeExpressionParser.Parse(text, Find, s_domain.Divide, out var failure);
        Assert.True(expression is not null, $"{failure}");
        return expression;
    }

    private static string Output(object[] input, Layer layer)
    {
        var shape = Argument.OfMany("Axes", [.. input.Select(axis => (object)Convert.ToInt64(axis))]);
        var stage = new Shapes.Stage("Run", StageForm.Tensor, new([new Parameter("image", shape)]), new([layer]), null);
        var check = ModelChecker.Check(new("Net", null, default, default, null, new([new Size("Latent", 16, true)]), new([stage])));
        Assert.Empty(check.Errors);
        return $"{check.Stages.Single()!.Output}";
    }
}
