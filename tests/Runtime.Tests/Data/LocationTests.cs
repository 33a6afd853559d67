using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;

namespace ModelDsl.Runtime.Tests.Data;

public sealed class LocationTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TinyData _data = new();

    private DataOptions Options => new()
    {
        Folder = new(_folder.File("named"), "-p:DataDir"),
        SystemFolder = _folder.File("system"),
        CacheFolder = _folder.File("cache"),
        Offline = true,
    };

    [Fact]
    public void The_command_line_precedes_the_environment()
    {
        static string? Environment(string name) => name == "MODELDSL_DATA" ? "/env" : null;
        Assert.Equal(new DataFolder("/given", "-p:DataDir"), DataOptions.FromEnvironment("/given", Environment).Folder);
        Assert.Equal(new DataFolder("/env", "MODELDSL_DATA"), DataOptions.FromEnvironment("", Environment).Folder);
        Assert.Null(DataOptions.FromEnvironment(null, _ => null).Folder);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("true", true)]
    [InlineData("0", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Offline_is_1_or_true(string? value, bool offline) =>
        Assert.Equal(offline, DataOptions.FromEnvironment(null, name => name == "MODELDSL_OFFLINE" ? value : null).Offline);

    [Fact]
    public void The_cache_follows_the_XDG_specification()
    {
        if (OperatingSystem.IsWindows())
            return; // LocalApplicationData on Windows
        Assert.Equal("/x/modeldsl", Cache(("XDG_CACHE_HOME", "/x"), ("HOME", "/h")));
        Assert.Equal("/h/.cache/modeldsl", Cache(("XDG_CACHE_HOME", "relative"), ("HOME", "/h")));
        Assert.Equal("/h/.cache/modeldsl", Cache(("HOME", "/h")));

        static string Cache(params (string Name, string Value)[] variables) =>
            DataOptions.FromEnvironment(null, name => variables.FirstOrDefault(variable => variable.Name == name).Value).CacheFolder;
    }

    [Theory]
    [InlineData("named/tiny")]
    [InlineData("named")]
    [InlineData("named/Tiny/raw")]
    [InlineData("system/tiny")]
    [InlineData("cache/tiny")]
    public async Task Each_place_is_searched(string place)
    {
        _data.WriteTo(_folder, place);
        var loaded = await _data.Dataset().LoadAsync(Options);
        Assert.Equal([0, 1, 2], loaded.Train.Labels);
        Assert.Equal([4, 5, 6, 7], loaded.Train.Image(1).ToArray());
        Assert.Equal([255, 254, 253, 252], loaded.Test.Pixels);
        Assert.Equal([1, 2, 2], loaded.Test.Shape);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", false)]
    [InlineData("train-images.idx3-ubyte", false)]
    [InlineData("train-images-idx3-ubyte.gz", true)]
    [InlineData("train-images.idx3-ubyte.gz", true)]
    public async Task Each_spelling_is_found(string name, bool packed)
    {
        _data.WriteTo(_folder, "named/tiny");
        var content = _data.Files["train-images-idx3-ubyte"];
        File.Delete(_folder.File("named/tiny/train-images-idx3-ubyte"));
        _folder.Write("named/tiny/" + name, packed ? TestFolder.Pack(content) : content);
        Assert.Equal(3, (await _data.Dataset().LoadAsync(Options)).Train.Count);
    }

    [Fact]
    public async Task A_damaged_file_in_the_named_folder_is_an_error_even_if_the_system_has_an_intact_one()
    {
        _data.WriteTo(_folder, "system/tiny");
        var damaged = _folder.Write("named/tiny/train-labels-idx1-ubyte", TinyData.Idx([0, 1, 1], 3));
        var error = await Assert.ThrowsAsync<CodedException>(() => _data.Dataset().LoadAsync(Options));
        Assert.Equal(ErrorCodes.DataCorrupt, error.Code);
        Assert.Contains(damaged, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_the_named_folder_lacks_is_found_elsewhere()
    {
        _data.WriteTo(_folder, "named/tiny");
        _data.WriteTo(_folder, "system/tiny");
        File.Delete(_folder.File("named/tiny/train-labels-idx1-ubyte"));
        Assert.Equal([0, 1, 2], (await _data.Dataset().LoadAsync(Options)).Train.Labels);
    }

    [Fact]
    public async Task A_damaged_file_in_the_system_folder_is_skipped()
    {
        _data.WriteTo(_folder, "system/tiny");
        _data.WriteTo(_folder, "cache/tiny");
        _folder.Write("system/tiny/train-labels-idx1-ubyte", [1, 2, 3]);
        Assert.Equal([0, 1, 2], (await _data.Dataset().LoadAsync(Options)).Train.Labels);
    }

    [Fact]
    public async Task The_error_of_an_unavailable_data_set_names_every_place_and_every_repair()
    {
        var broken = _folder.Write("system/tiny/train-images-idx3-ubyte", [0, 0]);
        var error = await Assert.ThrowsAsync<DatasetUnavailableException>(() => _data.Dataset().LoadAsync(Options));
        Assert.Equal(ErrorCodes.DatasetUnavailable, error.Code);
        foreach (var part in new[] { "Tiny", "train-images-idx3-ubyte", _folder.File("named"), "no such folder", $"{broken} is truncated", _folder.File("cache/tiny"), "MODELDSL_OFFLINE", "MODELDSL_DATA=", "-p:DataDir=", "network" })
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_error_names_a_package_with_the_data_set() => Assert.Contains(
        "; or, on Debian and Ubuntu, install the package dataset-tiny.",
        (await Assert.ThrowsAsync<DatasetUnavailableException>(() => (_data.Dataset() with { Package = "dataset-tiny" }).LoadAsync(Options))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Another_known_data_set_in_the_named_folder_is_not_reported_as_damage()
    {
        // Labels of a real data set, under the same file name.
        var labels = MachineData.File(Datasets.FashionMnist, Datasets.FashionMnist.TestLabels) ?? MachineData.File(Datasets.Mnist, Datasets.Mnist.TestLabels);
        if (labels is null)
            return; // no real data set on this machine, which RealDataTests report
        _data.WriteTo(_folder, "system/tiny");
        _folder.Write("named/t10k-labels-idx1-ubyte", File.ReadAllBytes(labels));
        Assert.Equal([1], (await _data.Dataset().LoadAsync(Options)).Test.Labels);
    }

    [Fact]
    public async Task Another_number_of_labels_is_a_mismatch()
    {
        _data.Files["train-labels-idx1-ubyte"] = TinyData.Idx([0, 1], 2);
        _data.WriteTo(_folder, "named/tiny");
        var error = await Assert.ThrowsAsync<CodedException>(() => _data.Dataset().LoadAsync(Options));
        Assert.Equal(ErrorCodes.DataMismatch, error.Code);
        Assert.Contains("[2] labels for the 3 images", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_of_another_size_are_a_mismatch()
    {
        _data.Files["t10k-images-idx3-ubyte"] = TinyData.Idx([1, 2, 3], 1, 1, 3);
        _data.WriteTo(_folder, "named/tiny");
        var error = await Assert.ThrowsAsync<CodedException>(() => _data.Dataset().LoadAsync(Options));
        Assert.Equal(ErrorCodes.DataMismatch, error.Code);
    }

    [Fact]
    public async Task A_label_beyond_the_classes_is_a_mismatch()
    {
        _data.Files["t10k-labels-idx1-ubyte"] = TinyData.Idx([3], 1);
        _data.WriteTo(_folder, "named/tiny");
        var error = await Assert.ThrowsAsync<CodedException>(() => _data.Dataset().LoadAsync(Options));
        Assert.Contains("label 3, but Tiny has 3 classes", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
