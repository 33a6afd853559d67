using System.Buffers.Binary;
using System.Text;
using ModelDsl.Weights;
using TorchSharp;

namespace ModelDsl.Runtime.Tests.Weights;

public class SafeTensorsHeaderTests
{
    private const string Good = """{"__metadata__":{"model":"Tiny"},"b":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[8,16]}}""";

    [Fact]
    public void A_header_is_read_in_the_order_of_the_bytes()
    {
        var header = Read(Good, data: 16);
        Assert.Equal(["b", "a"], header.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([2, 1], header.Tensors[1].Shape);
        Assert.Equal(torch.ScalarType.Float32, header.Tensors[1].Type.Scalar);
        Assert.Equal("Tiny", header.Metadata["model"]);
    }

    [Fact]
    public void A_written_header_has_the_format_padded_to_eight_bytes()
    {
        var bytes = Read(Good, data: 16).ToBytes();
        Assert.Equal(0, bytes.Length % 8);
        Assert.Equal(bytes.Length - 8, BinaryPrimitives.ReadInt64LittleEndian(bytes));
        Assert.Equal(Good, Encoding.UTF8.GetString(bytes, 8, bytes.Length - 8).TrimEnd(' '));
    }

    [Fact]
    public void Truncated_anywhere_it_is_a_coded_error()
    {
        var whole = File(Good, data: 16);
        for (var length = 0; length < whole.Length; length++)
            Assert.Equal(ErrorCodes.WeightsTruncated, Fails(whole[..length]).Code);
    }

    [Fact]
    public void Any_damaged_byte_of_the_header_is_a_coded_error_or_still_a_header()
    {
        var whole = File(Good, data: 16);
        for (var i = 0; i < whole.Length - 16; i++)
        {
            var damaged = whole.ToArray();
            damaged[i] ^= 0x15;
            if (Record.Exception(() => Read(damaged)) is { } exception)
                Assert.IsType<CodedException>(exception);
        }
    }

    [Theory]
    [InlineData("[]", "JSON")]
    [InlineData("{", "JSON")]
    [InlineData("""{"a":3}""", "JSON")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,16]}}""", "JSON")]
    [InlineData("""{"__metadata__":{"n":1},"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "JSON")]
    [InlineData("""{"__metadata__":{"n":null},"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "JSON")]
    [InlineData("""{"__metadata__":null,"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", "JSON")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0]}}""", "'a' does not have two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-4],"data_offsets":[0,16]}}""", "'a' has the invalid shape [-4]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,16]}}""", "invalid shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0,4611686018427387904,4],"data_offsets":[0,0]}}""", "invalid shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}""", "'a' has 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[3],"data_offsets":[4,16]}}""", "'b' begins at byte 4, but the previous tensor ends at 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}""", "'a' begins at byte 8, but the previous tensor ends at 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "has 8 bytes after its last tensor")]
    public void The_error_of_a_malformed_header_states_the_problem(string json, string what)
    {
        var error = Fails(File(json, data: 16));
        Assert.Equal(ErrorCodes.WeightsCorrupt, error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_an_unknown_element_type_names_it()
    {
        var error = Fails(File("""{"a":{"dtype":"F8_E4M3","shape":[16],"data_offsets":[0,16]}}""", data: 16));
        Assert.Equal(ErrorCodes.WeightsType, error.Code);
        Assert.Contains("'a' has the element type F8_E4M3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_states_gigabytes_is_not_read() =>
        Assert.Equal(ErrorCodes.WeightsCorrupt, Fails([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, (byte)'{']).Code);

    private static byte[] File(string json, int data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return [.. length, .. Encoding.UTF8.GetBytes(json), .. new byte[data]];
    }

    private static SafeTensorsHeader Read(string json, int data) => Read(File(json, data));

    private static SafeTensorsHeader Read(byte[] file) => SafeTensorsHeader.Read("w.safetensors", new MemoryStream(file));

    private static CodedException Fails(byte[] file) => Assert.Throws<CodedException>(() => Read(file));
}
