using System.IO.Compression;
using System.Text;
using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;

namespace ModelDsl.Runtime.Tests.Data;

/// <summary>Tables and arrays as data sets.</summary>
public sealed class FileDatasetTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private DataOptions Options => new() { CacheFolder = _folder.File("cache") };

    private string Text(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }

    private string Bytes(string name, byte[] bytes)
    {
        File.WriteAllBytes(_folder.File(name), bytes);
        return _folder.File(name);
    }

    private static byte[] Npy(string type, string shape, byte[] elements)
    {
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({shape}), }}".PadRight(117) + "\n";
        return [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. elements];
    }

    private string Npz(string name, params (string Name, byte[] Array)[] arrays)
    {
        using var stream = File.Create(_folder.File(name));
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        foreach (var (array, bytes) in arrays)
        {
            using var entry = archive.CreateEntry($"{array}.npy").Open();
            entry.Write(bytes);
        }

        return _folder.File(name);
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public async Task A_table_has_features_and_classes(string separator)
    {
        var lines = new[] { "width,height,label", "1,10,b", "2,20,a", "3,30,b", "5,50,a", "4,40,\"b\"" }.Select(line => line.Replace(",", separator, StringComparison.Ordinal));
        var dataset = new CsvDataset(Text("table.csv", string.Join('\n', lines) + "\n"));

        var loaded = await dataset.LoadAsync(Options);

        Assert.Equal("table.csv", dataset.Name);
        Assert.Equal([1, 1, 2], dataset.ImageShape);
        Assert.Equal(2, dataset.Classes);
        Assert.Equal((4, 1), (loaded.Train.Count, loaded.Test.Count));
        var values = loaded.Train.Values!.Chunk(2).ToList();
        Assert.All(values, row => Assert.Equal(row[0], row[1]));
        Assert.Equal((0f, 1f), (values.Min(row => row[0]), values.Max(row => row[0])));
        Assert.Equal(3, loaded.Train.Labels.Concat(loaded.Test.Labels).Count(label => label == 1));
    }

    [Fact]
    public async Task A_table_without_classes_and_header_is_ordinary()
    {
        var dataset = new CsvDataset(Text("table.csv", "1,2\n3,4\n5,6\n"));
        Assert.Equal(1, dataset.Classes);
        Assert.Equal(2, (await dataset.LoadAsync(Options)).Train.Count);
    }

    /// <summary>MNIST is often passed on as a table of its pixels.</summary>
    [Fact]
    public async Task Columns_can_be_the_pixels_of_images()
    {
        var path = Text("pixels.csv", "label,p0,p1,p2,p3\n7,0,255,1,2\n3,0,255,1,2\n");
        var loaded = await new CsvDataset(path) { PixelShape = [1, 2, 2] }.LoadAsync(Options);

        Assert.Equal([1, 2, 2], loaded.Train.Shape);
        Assert.Equal([0, 255, 1, 2], loaded.Train.Pixels);
        Assert.Null(loaded.Train.Values);
        Assert.Contains("it has 4 columns of numbers; needed are 9", (await Assert.ThrowsAsync<CodedException>(() => new CsvDataset(path) { PixelShape = [1, 3, 3] }.LoadAsync(Options))).Message, StringComparison.Ordinal);
        Text("pixels.csv", "label,p0\n7,0.5\n3,1\n");
        Assert.Contains("whole numbers from 0 to 255", (await Assert.ThrowsAsync<CodedException>(() => new CsvDataset(path) { PixelShape = [1, 1, 1] }.LoadAsync(Options))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", null, "it is empty")]
    [InlineData("a,b\n1,2\n", null, "fewer than two lines")]
    [InlineData("a,b\n1,2\n1,x\n", null, "column 'b' of line 3 is 'x'")]
    [InlineData("a,b\n1,2\n1\n", null, "line 3 has 1 values, but the first line has 2")]
    [InlineData("a,kind\n1,2\n1,3\n", "kinds", "no column 'kinds'. Did you mean kind?")]
    [InlineData("label\n1\n2\n", null, "no column of numbers")]
    [InlineData("a,b\n1,NaN\n1,2\n", null, "'NaN', which is not a number")]
    public async Task A_malformed_table_is_an_error(string text, string? label, string reason)
    {
        var path = Text("table.csv", text);
        var error = await Assert.ThrowsAsync<CodedException>(() => new CsvDataset(path) { LabelColumn = label }.LoadAsync(Options));
        Assert.Equal(ErrorCodes.TableUnusable, error.Code);
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arrays_with_a_split_keep_it_and_become_channels_first()
    {
        var path = Npz("data.npz",
            ("x_train", Npy("|u1", "2, 1, 2, 3", [1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16])), ("y_train", Npy("<i8", "2,", [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0])),
            ("x_test", Npy("|u1", "1, 1, 2, 3", [21, 22, 23, 24, 25, 26])), ("y_test", Npy("|u1", "1, 1", [1])));

        var dataset = new NumPyDataset(path);
        var loaded = await dataset.LoadAsync(Options);

        Assert.Equal([3, 1, 2], dataset.ImageShape);
        Assert.Equal(3, dataset.Classes);
        Assert.Equal([1, 4, 2, 5, 3, 6, 11, 14, 12, 15, 13, 16], loaded.Train.Pixels);
        Assert.Equal([0, 2], loaded.Train.Labels);
        Assert.Equal([1], loaded.Test.Labels);
    }

    [Fact]
    public async Task One_array_of_numbers_is_split_and_keeps_its_precision()
    {
        var values = Enumerable.Range(0, 10).Select(index => index / 1000f).ToArray();
        var path = Bytes("data.npy", Npy("<f4", "5, 1, 2", [.. values.SelectMany(BitConverter.GetBytes)]));

        var loaded = await new NumPyDataset(path).LoadAsync(Options);

        Assert.Equal((4, 1), (loaded.Train.Count, loaded.Test.Count));
        Assert.Equal(values.Order(), loaded.Train.Values!.Concat(loaded.Test.Values!).Order());
        using var tensor = loaded.Train.ToTensor();
        Assert.Equal([4, 1, 1, 2], tensor.shape);
        Assert.Equal(loaded.Train.Values!, tensor.data<float>().ToArray());
    }

    [Theory]
    [InlineData("|O", "2, 2, 2", 8, "type |O is not supported")]
    [InlineData(">f4", "2, 2, 2", 32, "type >f4 is not supported")]
    [InlineData("|u1", "2, 2, 2", 7, "has 8 bytes, but 7 follow the header")]
    [InlineData("|u1", "99999, 99999, 99999", 8, "has 999970000299999 bytes, but 8 follow the header")]
    [InlineData("|u1", "8,", 8, "x is [8]; images are")]
    [InlineData("<i4", "1, 1, 2", 8, "x has the value 16843009")]
    [InlineData("<f4", "2, 1, 1", 8, "outside [0, 1]")]
    public async Task A_malformed_array_is_an_error(string type, string shape, int length, string reason)
    {
        // 1.0e+38 as 32-bit numbers, 16843009 as integers.
        var path = Bytes("data.npy", Npy(type, shape, [.. Enumerable.Repeat((byte)(type == "<f4" ? 0x7e : 1), length)]));
        var error = await Assert.ThrowsAsync<CodedException>(() => new NumPyDataset(path).LoadAsync(Options));
        Assert.Equal(ErrorCodes.TableUnusable, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_files_and_names_are_errors()
    {
        Assert.Contains("does not begin", (await Fails(Bytes("a.npy", new byte[99]))).Message, StringComparison.Ordinal);
        Assert.Contains("truncated", (await Fails(Bytes("b.npy", [1]))).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.TableUnusable, (await Fails(Bytes("c.npz", new byte[99]))).Code);
        Assert.Contains("it has the arrays pictures; needed are x_train", (await Fails(Npz("d.npz", ("pictures", Npy("|u1", "2, 2, 2", new byte[8]))))).Message, StringComparison.Ordinal);
        Assert.Contains("y has 3 labels for 2 images", (await Fails(Npz("e.npz", ("x", Npy("|u1", "2, 1, 1", new byte[2])), ("y", Npy("|u1", "3,", new byte[3]))))).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.FileInaccessible, (await Fails(_folder.File("missing.npy"))).Code);

        Task<CodedException> Fails(string path) => Assert.ThrowsAsync<CodedException>(() => new NumPyDataset(path).LoadAsync(Options));
    }

    /// <summary>Both arrays are split alike.</summary>
    [Fact]
    public async Task Inputs_and_targets_are_pairs()
    {
        var inputs = Enumerable.Range(0, 40).Select(index => (byte)index).ToArray();
        var path = Npz("pairs.npz", ("inputs", Npy("|u1", "10, 2, 2", inputs)), ("targets", Npy("|u1", "10, 1, 1, 3", [.. Enumerable.Range(0, 30).Select(index => (byte)(100 + index / 3))])), ("labels", Npy("|u1", "10,", new byte[10])));

        var dataset = new NumPyDataset(path);
        var loaded = await dataset.LoadAsync(Options);

        Assert.Equal([1, 2, 2], dataset.ImageShape);
        Assert.Equal([3, 1, 1], dataset.TargetShape);
        Assert.Equal((8, 2), (loaded.TrainTargets!.Count, loaded.TestTargets!.Count));
        foreach (var (images, targets) in new[] { (loaded.Train, loaded.TrainTargets), (loaded.Test, loaded.TestTargets) })
            Assert.Equal(images.Pixels.Chunk(4).Select(image => image[0] / 4 + 100), targets.Pixels.Chunk(3).Select(target => (int)target[0]));
        Assert.Null(new NumPyDataset(Npz("data.npz", ("x", Npy("|u1", "2, 1, 1", new byte[2])))).TargetShape);

        var error = await Assert.ThrowsAsync<CodedException>(() => new NumPyDataset(Npz("odd.npz", ("inputs", Npy("|u1", "2, 1, 1", new byte[2])), ("targets", Npy("|u1", "3, 1, 1", new byte[3])))).LoadAsync(Options));
        Assert.Equal(ErrorCodes.PairsMismatch, error.Code);
        Assert.Contains("has 2 inputs, but 3 targets", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_changes_with_content_and_settings()
    {
        var path = Text("table.csv", "a,kind\n1,2\n3,4\n");
        var hashes = new[]
        {
            new CsvDataset(path).ContentHash, new CsvDataset(path) { LabelColumn = "kind" }.ContentHash, new CsvDataset(path) { SplitSeed = 1 }.ContentHash,
            new CsvDataset(path) { TestFraction = 0.5 }.ContentHash, new NumPyDataset(path).ContentHash, new CsvDataset(Text("table.csv", "a,kind\n1,2\n3,5\n")).ContentHash,
        };
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }
}
