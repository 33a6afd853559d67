using ModelDsl.Data;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Loads each data set once and holds one at a time, on the engine's device.</summary>
internal sealed class DataSource(DataOptions options, Engine engine, CancellationToken cancellation) : IDisposable
{
    private IDataset? _dataset;
    private Tensor? _train;
    private Tensor? _test;

    /// <summary>Whether a data set is loaded.</summary>
    public bool Has(IDataset dataset) => _dataset == dataset;

    /// <summary>The training images, <c>[count, channels, rows, columns]</c>, in [0, 1]; the source keeps them.</summary>
    /// <exception cref="CodedException">The data cannot be had, or are damaged.</exception>
    public Tensor Train(IDataset dataset)
    {
        Load(dataset);
        return _train!;
    }

    /// <summary>The test images, likewise.</summary>
    /// <exception cref="CodedException">The data cannot be had, or are damaged.</exception>
    public Tensor Test(IDataset dataset)
    {
        Load(dataset);
        return _test!;
    }

    private void Load(IDataset dataset)
    {
        if (Has(dataset))
            return;

        var content = dataset.LoadAsync(options, cancellation).GetAwaiter().GetResult();
        Dispose();
        _train = OnDevice(content.Train);
        _test = OnDevice(content.Test);
        _dataset = dataset;
    }

    private Tensor OnDevice(ImageSet images)
    {
        var tensor = images.ToTensor();
        if (engine.Device == "cpu")
            return tensor;

        using (tensor)
            return tensor.to(device(engine.Device));
    }

    /// <summary>Releases the images.</summary>
    public void Dispose()
    {
        _dataset = null;
        _train?.Dispose();
        _test?.Dispose();
    }
}
