using System.IO.Compression;
using static TorchSharp.torch;

/// <summary>Reads images of Fashion-MNIST. The environment variable FASHION_MNIST names the folder of its four files.</summary>
internal static class FashionMnist
{
    private const int HeaderLength = 16;

    public static Tensor Train { get; } = Read("train-images-idx3-ubyte.gz", 6000);

    public static Tensor Test { get; } = Read("t10k-images-idx3-ubyte.gz", 1000);

    // The first images, [count, 1, 28, 28], in [0, 1].
    private static Tensor Read(string file, int count)
    {
        var folder = Environment.GetEnvironmentVariable("FASHION_MNIST") ?? "/usr/share/datasets/fashion-mnist";
        using var stream = new GZipStream(File.OpenRead(Path.Combine(folder, file)), CompressionMode.Decompress);
        var content = new byte[HeaderLength + count * 28 * 28];
        stream.ReadExactly(content);
        using var scope = NewDisposeScope();
        var pixels = tensor(content[HeaderLength..], [count, 1, 28, 28]);
        return (pixels.to_type(ScalarType.Float32) / 255).DetachFromDisposeScope();
    }
}
