using System.Runtime.InteropServices;

namespace ModelDsl.LibTorch.Tests;

/// <summary>Call sites meet schemas that differ from those that they were written for, as in another libtorch version.</summary>
public sealed class SchemaTests
{
    private readonly Tensor _three = tensor(3f);
    private readonly Tensor _one = tensor(1f);

    static SchemaTests()
    {
        _ = __version__; // libtorch first
        NativeLibrary.Load(Path.Combine(AppContext.BaseDirectory, "libschemas.so"));
    }

    [Fact]
    public void An_argument_more_takes_its_default() => Assert.Equal(5, Result("more(self, other)", _three, _one));

    [Fact]
    public void An_argument_more_without_a_default_is_named() =>
        Assert.Contains("modeldsl_schemas::must needs the argument 'factor': ", Refusal("must(self, other)", _three, _one));

    [Fact]
    public void Arguments_are_matched_by_name_and_not_by_place() => Assert.Equal(2, Result("reordered(self, other)", _three, _one));

    [Fact]
    public void A_renamed_overload_is_found_by_its_arguments() => Assert.Equal(4, Result("renamed.OldName(self, other)", _three, _one));

    [Fact]
    public void An_exact_overload_goes_before_others() => Assert.Equal(7, Result("renamed.Scaled(self, other, factor)", _three, _one, 4.0));

    [Fact]
    public void Two_overloads_with_the_arguments_are_both_named()
    {
        var message = Refusal("twice.Old(self, other)", _three, _one);
        Assert.Contains("several overloads take its arguments", message);
        Assert.Contains("twice.One(Tensor self, Tensor other)", message);
        Assert.Contains("twice.Two(Tensor self, Tensor other)", message);
    }

    [Fact]
    public void A_missing_operator_is_named() =>
        Assert.Contains("modeldsl_schemas::gone is no operator of libtorch", Refusal("gone(self)", _three));

    [Fact]
    public void An_argument_that_no_overload_has_is_an_error() =>
        Assert.Contains("nor has it an overload with these arguments", Refusal("renamed.Old(self, weight)", _three, _one));

    [Theory]
    [InlineData("number")]
    [InlineData("fraction")]
    [InlineData("symbolic")]
    public void An_integer_serves_where_a_wider_type_is_asked_for(string name) => Assert.Equal(6, Result($"{name}(self, amount)", _three, 2));

    [Fact]
    public void A_type_that_a_value_cannot_have_is_named() =>
        Assert.Matches("modeldsl_schemas::symbolic: the argument 'amount' needs (Sym)?[Ii]nt and got a number", Refusal("symbolic(self, amount)", _three, 0.5));

    private static float Result(string signature, params ReadOnlySpan<Argument> arguments) =>
        new Operator("modeldsl_schemas::" + signature).Tensor(arguments).ToSingle();

    private static string Refusal(string signature, params Argument[] arguments) =>
        Assert.Throws<ExternalException>(() => new Operator("modeldsl_schemas::" + signature).Tensor(arguments)).Message;
}
