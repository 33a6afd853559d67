using ModelDsl.Runtime.Tests.Support;
using ModelDsl.Weights;
using static TorchSharp.torch;

namespace ModelDsl.Runtime.Tests.Weights;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly IDisposable _scope = NewDisposeScope();

    private string Target => _folder.File("w.safetensors");

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void A_tensor_of_any_type_is_saved_and_loaded(ScalarType type)
    {
        using var written = tensor(new float[] { 0, 1, 0, 3, 4, 5 }, [2, 1, 3]).to_type(type);
        SafeTensors.Save(Target, [("a", written)]);
        var read = WeightsReader.Load(Target).Tensors["a"];
        Assert.Equal(type, read.dtype);
        Assert.Equal([2, 1, 3], read.shape);
        Assert.Equal(written.bytes.ToArray(), read.bytes.ToArray());
    }

    [Fact]
    public void PyTorchs_file_is_read_and_written_byte_for_byte()
    {
        // The file of pytorch_safetensors.py.
        var file = Convert.FromBase64String(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Weights", "pytorch.safetensors.txt")));
        File.WriteAllBytes(Target, file);
        var (tensors, metadata) = WeightsReader.Load(Target);
        Assert.Equal(["bias", "brains", "count", "doubles", "halves", "mask", "pixels", "weight"], tensors.Keys.Order());
        Assert.Equal([2, 3], tensors["weight"].shape);
        Assert.Equal([0.1, -1e300], tensors["doubles"].data<double>().ToArray());
        Assert.Equal(7, tensors["count"].item<long>());
        Assert.Equal([true, false], tensors["mask"].data<bool>().ToArray());
        Assert.Equal([0.5f, 65504f], tensors["halves"].to_type(ScalarType.Float32).data<float>().ToArray());
        Assert.Equal(1.5f, tensors["brains"].to_type(ScalarType.Float32).data<float>()[0]);

        SafeTensors.Save(Target, tensors.Select(pair => (pair.Key, pair.Value)), metadata);
        Assert.Equal(file, File.ReadAllBytes(Target));
    }

    [Fact]
    public void Scalars_and_empty_tensors_are_saved_and_loaded()
    {
        SafeTensors.Save(Target, [("scalar", tensor(7L)), ("empty", empty([0, 3], ScalarType.Float32)), ("after", tensor(new float[] { 1 }))]);
        var tensors = WeightsReader.Load(Target).Tensors;
        Assert.Empty(tensors["scalar"].shape);
        Assert.Equal(7, tensors["scalar"].item<long>());
        Assert.Equal([0, 3], tensors["empty"].shape);
        Assert.Equal(1, tensors["after"].item<float>());
    }

    [Fact]
    public void Metadata_is_saved_and_loaded()
    {
        SafeTensors.Save(Target, [], new Dictionary<string, string> { ["model"] = "Avae \"β\"", ["sizes"] = "" });
        Assert.Equal([new("model", "Avae \"β\""), new("sizes", "")], WeightsReader.Load(Target).Metadata.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void A_transposed_tensor_is_written_in_its_logical_order()
    {
        SafeTensors.Save(Target, [("a", tensor(new float[] { 1, 2, 3, 4 }, [2, 2]).t())]);
        Assert.Equal([1f, 3, 2, 4], WeightsReader.Load(Target).Tensors["a"].data<float>().ToArray());
    }

    [Fact]
    public void A_parameter_that_requires_gradients_is_written()
    {
        SafeTensors.Save(Target, [("a", tensor(new float[] { 1 }, requires_grad: true))]);
        Assert.False(WeightsReader.Load(Target).Tensors["a"].requires_grad);
    }

    [Fact]
    public void The_bytes_do_not_depend_on_the_order_of_the_tensors()
    {
        (string, Tensor) a = ("a", tensor(new float[] { 1, 2 })), b = ("b", tensor(3L)), c = ("c", tensor(new float[] { 4 }));
        SafeTensors.Save(Target, [a, b, c], new Dictionary<string, string> { ["x"] = "1", ["y"] = "2" });
        SafeTensors.Save(_folder.File("other"), [c, b, a], new Dictionary<string, string> { ["y"] = "2", ["x"] = "1" });
        Assert.Equal(File.ReadAllBytes(Target), File.ReadAllBytes(_folder.File("other")));
    }

    [Fact]
    public void Tensors_are_aligned_to_their_elements()
    {
        SafeTensors.Save(Target, [("a", tensor(new byte[] { 1 })), ("b", tensor(2L)), ("c", tensor(new float[] { 3 }))]);
        using var file = File.OpenRead(Target);
        Assert.All(SafeTensorsHeader.Read(Target, file).Tensors, entry => Assert.Equal(0, entry.Begin % entry.Type.Size));
    }

    [Fact]
    public void Two_tensors_of_one_name_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SafeTensors.Save(Target, [("a", tensor(1L)), ("a", tensor(2L))]));
        Assert.Empty(_folder.Files());
    }

    [Fact]
    public void Truncated_anywhere_it_is_a_coded_error()
    {
        SafeTensors.Save(Target, [("a", tensor(new float[] { 1, 2 })), ("b", tensor(3L))]);
        var whole = File.ReadAllBytes(Target);
        for (var length = 0; length < whole.Length; length++)
        {
            var path = _folder.Write("cut", whole[..length]);
            Assert.Equal(ErrorCodes.WeightsTruncated, Assert.Throws<CodedException>(() => WeightsReader.Load(path)).Code);
        }
    }

    [Fact]
    public void A_missing_file_is_a_coded_error() =>
        Assert.Equal(ErrorCodes.FileInaccessible, Assert.Throws<CodedException>(() => WeightsReader.Load(_folder.File("none"))).Code);

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }
}
