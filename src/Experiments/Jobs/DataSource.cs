using ModelDsl.Data;
using ModelDsl.Evaluation;
using ModelDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Loads data sets to the engine's device and keeps the last one.</summary>
internal sealed class DataSource(DataOptions options, Engine engine, CancellationToken cancellation) : IDisposable
{
    private IDataset? _dataset;
    private Examples? _train;
    private Examples? _test;
    private byte[] _trainLabels = [];
    private byte[] _testLabels = [];

    /// <summary>True if a data set is loaded.</summary>
    public bool Has(IDataset dataset) => dataset.Equals(_dataset);

    /// <summary>The training images, <c>[count, channels, rows, columns]</c>, in [0, 1], and labels. The caller must not dispose them.</summary>
    /// <exception cref="CodedException">The data are missing or damaged.</exception>
    public Examples Train(IDataset dataset)
    {
        Load(dataset);
        return _train!;
    }

    /// <summary>The context to evaluate a subject on a data set.</summary>
    /// <exception cref="CodedException">The data are missing or damaged.</exception>
    public EvaluationContext Evaluation(ISubject subject, IDataset dataset, int seed, CancellationToken cancellation)
    {
        Load(dataset);
        return new EvaluationContext(subject, _train!, _test!, _trainLabels, _testLabels, seed, cancellation);
    }

    /// <summary>Takes the data set that another source has loaded from the same place to the same device, so that it need not be loaded again.</summary>
    public void TakeFrom(DataSource other)
    {
        if (other.Place != Place)
            return;
        Dispose();
        (_dataset, _train, _test, _trainLabels, _testLabels) = (other._dataset, other._train, other._test, other._trainLabels, other._testLabels);
        (other._dataset, other._train, other._test) = (null, null, null);
    }

    private (DataOptions, string) Place => (options with { Progress = null }, engine.Device);

    private void Load(IDataset dataset)
    {
        if (Has(dataset))
            return;

        var content = DatasetCheck.Of(dataset, dataset.LoadAsync(options, cancellation).GetAwaiter().GetResult());
        Dispose();
        _train = Load(content.Train, content.TrainTargets, dataset.Classes, isTraining: true);
        _test = Load(content.Test, content.TestTargets, dataset.Classes, isTraining: false);
        (_trainLabels, _testLabels) = (content.Train.Labels, content.Test.Labels);
        _dataset = dataset;
    }

    // Evaluators compare all test images at once, so test images are always loaded.
    private Examples Load(ImageSet images, ImageSet? targets, int classes, bool isTraining)
    {
        using var scope = NewDisposeScope();
        var places = tensor(images.Labels.Select(label => (long)label).ToArray());
        var labels = OnDevice(eye(classes).index_select(0, places));
        return isTraining && images.Stored is { } stored
            ? new Examples(stored, labels)
            : new Examples(OnDevice(images.ToTensor()), labels) { Targets = targets is null ? null : OnDevice(targets.ToTensor()) };
    }

    private Tensor OnDevice(Tensor values) => values.to(device(engine.Device)).DetachFromDisposeScope();

    private static void Release(Examples? examples)
    {
        foreach (var values in examples?.Tensors ?? [])
            values.Dispose();
    }

    /// <summary>Releases the images.</summary>
    public void Dispose()
    {
        _dataset = null;
        Release(_train);
        Release(_test);
    }
}
