using ModelDsl.Conformance.Tests.Signatures;

namespace ModelDsl.Conformance.Tests;

public sealed class SignatureTests
{
    [Fact]
    public void A_member_is_taken_apart()
    {
        var signature = Signature.Parse("torch.nn.Module<T, TResult> :: static (T, long)[] f<U,V>(this Func<T, U> a, params V[] b)");

        Assert.Equal(("torch.nn.Module`2", "f", "static (T, long)[]"), (signature.Type, signature.Name, signature.Kind));
        Assert.Equal([new("this Func<T, U>", "a", null), new("params V[]", "b", null)], signature.Parameters);
    }

    [Fact]
    public void An_index_is_taken_apart()
    {
        var signature = Signature.Parse("A :: property T[] Item[long[] i, int j] { get; set; }");

        Assert.Equal(("Item", "property T[]"), (signature.Name, signature.Kind));
        Assert.Equal([new("long[]", "i", null), new("int", "j", null)], signature.Parameters);
        Assert.Equal(["get", "set"], signature.Parts);
    }

    [Fact]
    public void A_list_can_be_read_from_an_assembly()
    {
        var read = SignatureList.Read(typeof(TorchSharp.torch).Assembly.Location);
        Assert.Contains(read.All, signature => signature.Line == "torch.Tensor :: torch.Tensor unsqueeze(long dim)");
    }

    [Fact]
    public void A_default_value_may_hold_a_line_end()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "# A comment\nA :: class : object\nA :: string f(string end = \"\n\", int width = 0)\nA :: void g()\n");
            Assert.Equal(["A :: class : object", "A :: string f(string end = \"\\n\", int width = 0)", "A :: void g()"],
                SignatureList.Read(file).All.Select(signature => signature.Line));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
