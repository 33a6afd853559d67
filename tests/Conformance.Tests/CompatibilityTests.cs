using ModelDsl.Conformance.Tests.Signatures;

namespace ModelDsl.Conformance.Tests;

public sealed class CompatibilityTests
{
    [Theory]
    [InlineData("T f(Tensor a)", "T f(Tensor input)")]
    [InlineData("T f(Tensor a, bool copy = false)", "T f(Tensor a)")]
    [InlineData("T f(Tensor a)", "T f(Tensor a, params long[] sizes)")]
    [InlineData("T f(int a)", "T f(Scalar a)")]
    [InlineData("virtual T f(long a)", "T f(long a = 1)")]
    [InlineData("property long[] f { get; }", "property long[] f { get; set; }", "get")]
    [InlineData("enum { A=0, B=1 }", "enum { A=0, C=2 }")]
    [InlineData("sealed class : object", "class : object, IDisposable")]
    public void What_compiles_with_both_is_accepted(string wanted, string offered, string? accessor = null) =>
        Assert.True(Offers(offered, wanted, accessor));

    [Theory]
    [InlineData("T f(Tensor a)", "U f(Tensor a)")]
    [InlineData("T f(Tensor a)", "static T f(Tensor a)")]
    [InlineData("T f(Tensor a)", "T f(Tensor a, bool copy)")]
    [InlineData("T f(Tensor a, bool copy)", "T f(Tensor a)")]
    [InlineData("T f(double eps = 1E-05)", "T f(double eps = 1E-08)")]
    [InlineData("T f(int a)", "T f(double a)")]
    [InlineData("T f(bool create, bool retain)", "T f(bool retain, bool create)")]
    [InlineData("property T f { get; }", "T f()", "get")]
    [InlineData("property long f { get; }", "property long f { set; }", "get")]
    [InlineData("enum { A=0, B=1 }", "enum { B=0 }")]
    [InlineData("sealed struct : ValueType", "class : object")]
    public void What_does_not_compile_with_both_is_refused(string wanted, string offered, string? accessor = null) =>
        Assert.False(Offers(offered, wanted, accessor));

    [Fact]
    public void What_is_overridden_must_agree_entirely()
    {
        Assert.True(Offers("virtual T f(bool train)", "virtual T f(bool on)", isOverridden: true));
        Assert.False(Offers("virtual T f(bool on, long n = 1)", "virtual T f(bool on)", isOverridden: true));
        Assert.False(Offers("T f(bool on)", "virtual T f(bool on)", isOverridden: true));
    }

    [Fact]
    public void What_is_inherited_is_there()
    {
        var version = List("Base :: class : object", "Base :: void f()", "Derived :: class : Base, IDisposable");
        Assert.True(version.Offers(new Use(Signature.Parse("Derived :: void f()"))));
    }

    private static bool Offers(string offered, string wanted, string? accessor = null, bool isOverridden = false)
    {
        string[] around = ["X :: class : object", "Scalar :: static Scalar op_Implicit(int value)"];
        var line = $"X :: {offered}";
        var version = Signature.Parse(line).IsType ? List(line) : List([.. around, line]);
        return version.Offers(new Use(Signature.Parse($"X :: {wanted}"), accessor, isOverridden));
    }

    private static SignatureList List(params string[] lines) => new(lines.Select(Signature.Parse));
}
