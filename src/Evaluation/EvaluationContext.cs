using ModelDsl.Data;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>The input of one evaluation, a subject and the data, and its results.</summary>
/// <param name="subject">The model or baseline to measure.</param>
/// <param name="train">The training images, <c>[count, channels, rows, columns]</c>, in [0, 1], with one-hot labels.</param>
/// <param name="test">The test images, in the same form.</param>
/// <param name="trainLabels">The classes of the training images.</param>
/// <param name="testLabels">The classes of the test images.</param>
/// <param name="seed">The job's seed; 0 for a baseline.</param>
/// <param name="cancellation">Cancels the evaluation.</param>
public sealed class EvaluationContext(
    ISubject subject, Examples train, Examples test, byte[] trainLabels, byte[] testLabels, int seed, CancellationToken cancellation = default)
{
    private readonly SortedDictionary<string, double> _metrics = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IReadOnlyList<double>> _series = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, float[]> _perImage = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ImageStrip> _pictures = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PointMap> _maps = new(StringComparer.Ordinal);

    /// <summary>The model or baseline to measure.</summary>
    public ISubject Subject { get; } = subject;

    /// <summary>The training images.</summary>
    public Examples Train { get; } = train;

    /// <summary>The test images; no model was selected by them.</summary>
    public Examples Test { get; } = test;

    /// <summary>The classes of the training images.</summary>
    public byte[] TrainLabels { get; } = trainLabels;

    /// <summary>The classes of the test images.</summary>
    public byte[] TestLabels { get; } = testLabels;

    /// <summary>The job's seed; 0 for a baseline.</summary>
    public int Seed { get; } = seed;

    /// <summary>Cancels the evaluation.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The measured values, by the metric's name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _metrics;

    /// <summary>Lists of related values, such as the KL divergence of each dimension of the code, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Series => _series;

    /// <summary>The values of each test image, by the metric's name, for the metrics that have them.</summary>
    public IReadOnlyDictionary<string, float[]> PerImage => _perImage;

    /// <summary>Pictures, by name.</summary>
    public IReadOnlyDictionary<string, ImageStrip> Pictures => _pictures;

    /// <summary>Points in the plane, by name.</summary>
    public IReadOnlyDictionary<string, PointMap> Maps => _maps;

    /// <summary>Adds the value of a metric.</summary>
    public void Add(Metric metric, double value)
    {
        ArgumentNullException.ThrowIfNull(metric);
        _metrics.Add(metric.Name, value);
    }

    /// <summary>Adds a metric that is a mean over test images, with the value of each image for paired comparisons.</summary>
    public void Add(Metric metric, float[] perImage)
    {
        ArgumentNullException.ThrowIfNull(metric);
        _metrics.Add(metric.Name, perImage.Average(value => (double)value));
        _perImage.Add(metric.Name, perImage);
    }

    /// <summary>Adds a list of related values.</summary>
    public void AddSeries(string name, IReadOnlyList<double> values) => _series.Add(name, values);

    /// <summary>Adds images that reports show.</summary>
    /// <param name="name">The name, also used for the file: <c>samples</c>.</param>
    /// <param name="images"><c>[count, channels, rows, columns]</c>, in [0, 1]; one channel for gray, three for color.</param>
    public void AddPicture(string name, Tensor images) => _pictures.Add(name, ImageStrip.Of(images));

    /// <summary>Adds points that reports show.</summary>
    /// <param name="name">The name, also used for the file: <c>tsne</c>.</param>
    /// <param name="map">The points.</param>
    public void AddMap(string name, PointMap map) => _maps.Add(name, map);
}
