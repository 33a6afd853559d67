using ModelDsl.Architectures;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Benchmarks;

/// <summary>The data that both programs measure, as files of 32-bit numbers in a folder.</summary>
/// <param name="folder">The folder.</param>
internal sealed class InputData(string folder)
{
    public const int TrainRows = 10_000;
    public const int TestRows = 2000;
    public const int CodeLength = 16;
    public const int Pixels = 784;
    public const int Classes = 10;
    public const int MapRows = 2000;
    public const int EvidenceImages = 20;

    /// <summary>Draws overlapping classes of codes, images of low rank with noise, and a decoder.</summary>
    public void Write()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var centers = randn(Classes, CodeLength) * 1.2;
        foreach (var (name, rows) in new[] { ("train", TrainRows), ("test", TestRows) })
        {
            var labels = randint(Classes, [rows]);
            var codes = centers.index_select(0, labels) + randn(rows, CodeLength);
            Write($"{name}-codes", codes);
            Write($"{name}-labels", labels.to_type(ScalarType.Float32));
        }

        var images = (Read("train-codes", TrainRows, CodeLength).matmul(randn(CodeLength, Pixels)) * 0.5 + randn(TrainRows, Pixels)).sigmoid();
        Write("images", images);
        using var model = new Vae();
        foreach (var (name, weight) in model.named_parameters().Where(weight => weight.name.StartsWith("Decode.", StringComparison.Ordinal)))
            Write(name, weight);
        Write("proposal-mean", randn(EvidenceImages, 10) * 0.1);
    }

    public Tensor Read(string name, params long[] shape)
    {
        var values = empty(shape);
        File.ReadAllBytes(Path.Combine(folder, name)).CopyTo(values.bytes);
        return values;
    }

    public float[] Values(string name, params long[] shape)
    {
        using var tensor = Read(name, shape);
        return tensor.data<float>().ToArray();
    }

    public byte[] Labels(string name, int rows) => [.. Values(name, rows).Select(value => (byte)value)];

    private void Write(string name, Tensor tensor) => File.WriteAllBytes(Path.Combine(folder, name), tensor.detach().contiguous().bytes.ToArray());
}
