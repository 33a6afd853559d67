using System.Diagnostics;
using System.Text;
using ModelDsl.Runtime.Tests.Support;
using ModelDsl.Weights;
using static TorchSharp.torch;

namespace ModelDsl.Runtime.Tests.Weights;

public sealed class TensorBytesTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly IDisposable _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    /// <summary>Tensors of more than 2 GiB are written and read in parts; here the parts are small.</summary>
    [Theory]
    [InlineData(1), InlineData(8), InlineData(20), InlineData(24), InlineData(1000)]
    public void A_tensor_is_written_and_read_in_parts(long partSize)
    {
        // A transposed view is not contiguous.
        var written = arange(6, dtype: ScalarType.Float32).reshape(2, 3).t();
        using var stream = new MemoryStream();
        TensorBytes.Write(stream, written, partSize);
        Assert.Equal(written.contiguous().bytes.ToArray(), stream.ToArray());

        stream.Position = 0;
        var read = zeros(3, 2);
        TensorBytes.Read(stream, read, partSize);
        Assert.Equal(written.contiguous().bytes.ToArray(), read.bytes.ToArray());
        Assert.Throws<EndOfStreamException>(() => TensorBytes.Read(stream, read, partSize));
    }

    /// <summary>A header of 1.2 million tensors took 54 seconds.</summary>
    [Fact]
    public void A_header_with_too_many_tensors_is_refused_at_once()
    {
        var text = new StringBuilder("{");
        for (var i = 0; i < 1_200_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}\"{i}\":{{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}");
        var header = Encoding.ASCII.GetBytes(text.Append('}').ToString());
        File.WriteAllBytes(_folder.File("many.safetensors"), [.. BitConverter.GetBytes((long)header.Length), .. header]);
        // 1,200,000 as LEB128, the number of tensors in a file of TorchSharp.
        File.WriteAllBytes(_folder.File("many.dat"), [0x80, 0x9f, 0x49, .. new byte[100]]);
        var watch = Stopwatch.StartNew();

        foreach (var name in new[] { "many.safetensors", "many.dat" })
        {
            var error = Assert.Throws<CodedException>(() => WeightsReader.Header(_folder.File(name)));
            Assert.Equal(ErrorCodes.WeightsCorrupt, error.Code);
            Assert.Contains("more than 100000 tensors", error.Message, StringComparison.Ordinal);
        }

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2);
    }
}
