using ModelDsl.Runtime.Tests.Support;
using ModelDsl.Weights;
using static TorchSharp.torch;

namespace ModelDsl.Runtime.Tests.Weights;

public sealed class TorchSharpHeaderTests : IDisposable
{
    // Two tensors: b is Int64, type 4, of one axis; a is Float32, type 6, of [2, 1].
    private static readonly byte[] s_good =
    [
        2,
        1, (byte)'b', 4, 1, 1, .. new byte[8],
        1, (byte)'a', 6, 2, 2, 1, .. new byte[8],
    ];

    private readonly TestFolder _folder = new();
    private readonly IDisposable _scope = NewDisposeScope();

    [Fact]
    public void A_file_is_read_in_the_order_of_its_bytes()
    {
        var tensors = Read(s_good).Tensors;
        Assert.Equal(["b", "a"], tensors.Select(tensor => tensor.Name));
        Assert.Equal([2, 1], tensors[1].Shape);
        Assert.Equal([ScalarType.Int64, ScalarType.Float32], tensors.Select(tensor => tensor.Type.Scalar));
        Assert.Equal([(6L, 14L), (20L, 28L)], tensors.Select(tensor => (tensor.Begin, tensor.End)));
    }

    [Fact]
    public void A_file_of_TorchSharp_is_loaded()
    {
        var saved = new Dictionary<string, Tensor> { ["scalar"] = tensor(7L), ["empty"] = empty([0, 300], ScalarType.Float32), ["large"] = rand(200, 300) };
        foreach (var type in new[] { ScalarType.Float64, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool })
            saved.Add($"a.{type}", tensor(new float[] { 0, 1, 0, 3, 4, 5 }, [2, 1, 3]).to_type(type));

        var (tensors, metadata) = WeightsReader.Load(Save(saved));

        Assert.Empty(metadata);
        Assert.Equal(saved.Keys, tensors.Keys);
        foreach (var (name, tensor) in saved)
        {
            Assert.Equal(tensor.dtype, tensors[name].dtype);
            Assert.Equal(tensor.shape, tensors[name].shape);
            Assert.Equal(tensor.NumberOfElements == 0 ? [] : tensor.bytes.ToArray(), tensors[name].NumberOfElements == 0 ? [] : tensors[name].bytes.ToArray());
        }
    }

    [Fact]
    public void Truncated_anywhere_it_is_a_coded_error()
    {
        for (var length = 0; length < s_good.Length; length++)
            Assert.Equal(ErrorCodes.WeightsTruncated, Fails(s_good[..length]).Code);
    }

    [Fact]
    public void The_error_of_a_truncated_file_states_its_end() =>
        Assert.Equal("w.dat is truncated: it ends in tensor 2 of 2, after 27 bytes. Copy it again or create it again.", Fails(s_good[..^1]).Message);

    [Fact]
    public void Any_damaged_byte_is_a_coded_error_or_still_a_file()
    {
        for (var i = 0; i < s_good.Length; i++)
        {
            foreach (var damage in new byte[] { 0x15, 0x80, 0xff })
            {
                var damaged = s_good.ToArray();
                damaged[i] ^= damage;
                if (Record.Exception(() => Read(damaged)) is { } exception)
                    Assert.IsType<CodedException>(exception);
            }
        }
    }

    [Theory]
    [InlineData("a name that is not UTF-8", new byte[] { 1, 2, 0xff, 0xff, 6, 0, 0, 0, 0, 0 }, "in tensor 1 of 1, the name is not text")]
    [InlineData("a name with a control character", new byte[] { 1, 1, 7, 6, 0, 0, 0, 0, 0 }, "in tensor 1 of 1, the name is not text")]
    [InlineData("endless tensors", new byte[] { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, (byte)'a', 0, 0, 1 }, "it has more than 100000 tensors")]
    [InlineData("a name of gigabytes", new byte[] { 1, 0xff, 0xff, 0xff, 0xff, 0x0f }, "the name is 4294967295 bytes long")]
    [InlineData("a type that TorchSharp lacks", new byte[] { 1, 1, (byte)'a', 77, 0, 0, 0, 0, 0 }, "'a' has the element type 77")]
    [InlineData("a type that is not a byte", new byte[] { 1, 1, (byte)'a', 0x86, 2, 0, 0, 0, 0, 0 }, "'a' has the element type 262")]
    [InlineData("too many axes", new byte[] { 1, 1, (byte)'a', 6, 65, 1 }, "'a' has 65 axes")]
    [InlineData("gigabytes of axes", new byte[] { 1, 1, (byte)'a', 6, 0xff, 0xff, 0xff, 0xff, 0x0f }, "'a' has 4294967295 axes")]
    [InlineData("a size of more than 63 bits", new byte[] { 1, 1, (byte)'a', 6, 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 2 }, "'a' has the invalid shape [9223372036854775807, 2]")]
    [InlineData("an axis of more than 63 bits", new byte[] { 1, 1, (byte)'a', 6, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1 }, "a number has more than 63 bits")]
    [InlineData("an empty tensor of endless axes", new byte[] { 1, 1, (byte)'a', 6, 2, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f }, "'a' has the invalid shape [0, 9223372036854775807]")]
    [InlineData("a tensor twice", new byte[] { 2, 1, (byte)'a', 0, 0, 1, 1, (byte)'a', 0, 0, 1 }, "'a' appears twice")]
    [InlineData("more than its tensors", new byte[] { 1, 1, (byte)'a', 0, 0, 1, 2, 3 }, "it has 2 bytes after its last tensor")]
    public void The_error_of_a_malformed_file_states_the_problem(string _, byte[] file, string what)
    {
        var error = Fails(file);
        Assert.Equal(ErrorCodes.WeightsCorrupt, error.Code);
        Assert.StartsWith("w.dat is neither a safetensors file nor a valid file of TorchSharp's module.save: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tensors", new byte[] { 0x90, 0x4e, 1, (byte)'a', 0, 0, 1 })]
    [InlineData("elements", new byte[] { 1, 1, (byte)'a', 0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1 })]
    public void No_more_than_the_file_contains_is_allocated(string _, byte[] file) => Assert.Equal(ErrorCodes.WeightsTruncated, Fails(file).Code);

    [Fact]
    public void The_error_of_an_unknown_element_type_names_it()
    {
        var path = Save(new() { ["a"] = zeros(2, dtype: ScalarType.ComplexFloat32) });
        var error = Assert.Throws<CodedException>(() => WeightsReader.Load(path));
        Assert.Equal(ErrorCodes.WeightsType, error.Code);
        Assert.Contains("'a' has the element type ComplexFloat32; supported are Float64, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_content_determines_the_format()
    {
        var torchSharp = Save(new() { ["a"] = zeros(9) });
        SafeTensors.Save(_folder.File("w.dat"), [("b", zeros(9))]);
        Assert.Equal("a", Assert.Single(WeightsReader.Load(torchSharp).Tensors).Key);
        Assert.Equal("b", Assert.Single(WeightsReader.Load(_folder.File("w.dat")).Tensors).Key);
    }

    [Fact]
    public void Truncated_anywhere_either_format_is_a_coded_error()
    {
        var torchSharp = Save(new() { ["a.weight"] = ones(2), ["a.bias"] = ones(1) });
        SafeTensors.Save(_folder.File("w.dat"), [("a", ones(2))]);
        foreach (var whole in new[] { File.ReadAllBytes(torchSharp), File.ReadAllBytes(_folder.File("w.dat")) })
        {
            for (var length = 0; length < whole.Length; length++)
            {
                var path = _folder.Write("cut", whole[..length]);
                Assert.Equal(ErrorCodes.WeightsTruncated, Assert.Throws<CodedException>(() => WeightsReader.Load(path)).Code);
            }
        }
    }

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    // The name does not matter: w.safetensors has TorchSharp's format.
    private string Save(Dictionary<string, Tensor> tensors)
    {
        var path = _folder.File("w.safetensors");
        using var writer = new BinaryWriter(File.Create(path));
        nn.Module.save_state_dict(writer, tensors);
        return path;
    }

    private static TorchSharpHeader Read(byte[] file) => TorchSharpHeader.Read("w.dat", new MemoryStream(file));

    private static CodedException Fails(byte[] file) => Assert.Throws<CodedException>(() => Read(file));
}
