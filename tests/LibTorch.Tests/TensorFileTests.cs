using static TorchSharp.torch.nn;

namespace ModelDsl.LibTorch.Tests;

public sealed class TensorFileTests
{
    public static TheoryData<ScalarType> Types =>
    [
        ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64, ScalarType.Float16, ScalarType.Float32,
        ScalarType.Float64, ScalarType.ComplexFloat32, ScalarType.ComplexFloat64, ScalarType.Bool, ScalarType.BFloat16,
    ];

    [Theory, MemberData(nameof(Types))]
    public void A_tensor_of_every_type_comes_back_the_same(ScalarType type)
    {
        foreach (var original in new[] { arange(6).reshape(2, 3).to_type(type), ones([], type), empty([0, 4], type) })
        {
            var read = Tensor.Load(new MemoryStream(Saved(original)));
            Assert.Equal(type, read.dtype);
            Assert.Equal(original.shape, read.shape);
            Assert.Equal(original.bytes.ToArray(), read.bytes.ToArray());
        }
    }

    [Fact]
    public void The_elements_are_written_in_order_and_lengths_in_groups_of_seven_bits()
    {
        Assert.Equal([0, 2, 3, 2, 0, 3, 1, 4, 2, 5], Saved(arange(6, uint8).reshape(2, 3).t()));
        Assert.Equal([0, 1, 172, 2], Saved(zeros(300, uint8))[..4]);
    }

    [Fact]
    public void A_file_is_replaced_once_the_new_one_is_whole()
    {
        var path = Path.GetTempFileName();
        ones(2).Save(path);
        Assert.Equal([1f, 1f], Tensor.Load(path).data<float>().ToArray());
        var disposed = ones(2);
        disposed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => disposed.Save(path));
        Assert.Equal([1f, 1f], Tensor.Load(path).data<float>().ToArray());
        Assert.False(File.Exists(path + ".new"));
        File.Delete(path);
    }

    [Fact]
    public void A_tensor_takes_over_or_passes_over_what_is_in_a_file()
    {
        using var reader = new BinaryReader(new MemoryStream([.. Saved(ones(2)), .. Saved(full(2, 3)), .. Saved(ones(3))]));
        var tensor = zeros(2, float64);
        TensorExtensionMethods.Load(tensor, reader, skip: true);
        TensorExtensionMethods.Load(tensor, reader);
        Assert.Equal([3.0, 3.0], tensor.data<double>().ToArray());
        Assert.Contains("[3], and not [2]", Assert.Throws<InvalidDataException>(() => TensorExtensionMethods.Load(tensor, reader)).Message);
    }

    [Fact]
    public void Every_truncation_of_a_modules_file_is_refused_and_changes_nothing()
    {
        using var net = Sequential(Linear(2, 2), Linear(2, 1));
        using var other = Sequential(Linear(2, 2), Linear(2, 1));
        var before = Saved(net);
        var file = Saved(other);
        for (var length = 0; length < file.Length; length++)
            Assert.Throws<InvalidDataException>(() => net.load(new MemoryStream(file[..length])));
        Assert.Equal(before, Saved(net));
    }

    [Theory]
    [InlineData("01 01 78 63 00")] // no such type
    [InlineData("01 01 78 06 41")] // more axes than there are
    [InlineData("01 01 78 06 01 FF FF FF FF FF FF FF FF FF 01")] // a negative length
    [InlineData("01 01 78 07 01 FF FF FF FF FF FF FF FF 7F")] // more bytes than can be counted
    [InlineData("01 01 78 06 01 FF FF FF FF 0F")] // more bytes than the file has
    [InlineData("01 FF FF FF FF 0F")] // a name of negative length
    [InlineData("02 01 78 06 00 00 00 00 00 01 78 06 00 00 00 00 00")] // a name that comes twice
    public void A_damaged_file_is_refused_with_one_kind_of_error(string bytes)
    {
        using var layer = Linear(2, 1);
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)));
        var error = Assert.Throws<InvalidDataException>(() => layer.load(path));
        Assert.StartsWith(path, error.Message);
        File.Delete(path);
    }

    [Fact]
    public void Names_are_left_out_left_alone_and_told()
    {
        using var source = Sequential(("a", Linear(1, 1)), ("b", Linear(1, 1, false)));
        using var target = Sequential(("a", Linear(1, 1)), ("c", Linear(1, 1, false)));
        using var file = new MemoryStream();
        source.save(file, ["a.bias"]);
        var bias = target.get_parameter("a.bias")!.ToSingle();

        file.Position = 0;
        var error = Assert.Throws<InvalidOperationException>(() => target.load(file));
        Assert.Contains("Missing: a.bias, c.weight. Unexpected: b.weight.", error.Message);

        file.Position = 0;
        target.load(file, skip: ["a.bias", "b.weight", "c.weight"]);
        var loaded = new Dictionary<string, bool>();
        file.Position = 0;
        target.load(file, strict: false, loadedParameters: loaded);
        Assert.Equal(new Dictionary<string, bool> { ["a.weight"] = true, ["a.bias"] = false, ["c.weight"] = false }, loaded);
        Assert.Equal(source.get_parameter("a.weight")!.ToSingle(), target.get_parameter("a.weight")!.ToSingle());
        Assert.Equal(bias, target.get_parameter("a.bias")!.ToSingle());
        Assert.Equal(file.Length, file.Position);
    }

    private static byte[] Saved(Tensor tensor)
    {
        using var file = new MemoryStream();
        tensor.Save(file);
        return file.ToArray();
    }

    private static byte[] Saved(Module module)
    {
        using var file = new MemoryStream();
        module.save(file);
        return file.ToArray();
    }
}
