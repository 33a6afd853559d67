using System.Text;
using ModelDsl.Data;

namespace ModelDsl.Experiments.Tests.Runs;

/// <summary>Data sets that are larger than memory are read batch by batch.</summary>
public sealed class StoredDataTests : ExperimentTest
{
    private string Npy(string name, string shape, byte[] pixels, long length = 0)
    {
        var path = Path.Combine(_folder, name);
        var header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({shape}), }}".PadRight(117) + "\n";
        using var file = File.Create(path);
        file.Write([0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(header), .. pixels]);
        if (length > 0)
            file.SetLength(file.Length - pixels.Length + length);
        return path;
    }

    /// <summary>Weights and all metrics are the same to the last bit: training with validation and noise, metrics of models and of baselines.</summary>
    [Fact]
    public void Results_are_those_of_loaded_data()
    {
        var path = Npy("data.npy", "60, 28, 28", [.. Enumerable.Range(0, 60 * 784).Select(index => (byte)(index * index / 7))]);
        var spec = Specs.Of(("Dataset", "Data"), ("Evaluate", "Reconstruction;Denoising;LatentScatter"), ("ValidationImages", "10"), ("Augment", "shift=2;noise=0.1"), ("BatchSize", "16"), ("Epochs", "2"), ("LastBatch", "drop"));

        var loaded = Measure(new Data(path));
        Directory.Delete(Path.Combine(_folder, "jobs"), recursive: true);
        Assert.Equal(loaded, Measure(new Data(path, IsStored: true)));

        (string, string) Measure(Data data)
        {
            var (code, lines) = Run(spec, [data]);
            Assert.True(code == 0, string.Join('\n', lines));
            return (Results().GetProperty("rows").ToString(), Convert.ToHexString(File.ReadAllBytes(Directory.GetFiles(_folder, "*.safetensors", SearchOption.AllDirectories).Single())));
        }
    }

    /// <summary>A sparse file of 6 GB, of which the first images are used.</summary>
    [Fact, Trait("Category", "Long")]
    public void A_file_of_gigabytes_trains_in_little_memory()
    {
        const long count = 8_000_000;
        var path = Npy("large.npy", $"{count}, 28, 28", [], count * 28 * 28);
        var before = Environment.WorkingSet;

        var (code, lines) = Run(Specs.Of(("Models", "DenseAutoencoder"), ("Dataset", $"numpy:{path}"), ("TrainingImages", "20000"), ("TestImages", "1000")));

        Assert.True(code == 0, string.Join('\n', lines));
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 1L << 30);
    }

    private sealed record Data(string Path, bool IsStored = false) : IDataset
    {
        private NumPyDataset Source => new(Path) { LoadLimit = IsStored ? 0 : 1 << 30 };

        public string Name => "Data";

        public IReadOnlyList<long> ImageShape => [1, 28, 28];

        public int Classes => 1;

        public string ContentHash => Source.ContentHash;

        public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default) => Source.LoadAsync(options, cancellation);
    }
}
