using ModelDsl.Data;
using ModelDsl.Training;
using static TorchSharp.torch;

namespace ModelDsl.Evaluation;

/// <summary>One measurement: a subject, the data, and what was found.</summary>
/// <param name="subject">What is measured.</param>
/// <param name="train">The training images, <c>[count, channels, rows, columns]</c>, in [0, 1], with one-hot labels.</param>
/// <param name="test">The test images, likewise.</param>
/// <param name="trainLabels">The classes of the training images.</param>
/// <param name="testLabels">The classes of the test images.</param>
/// <param name="seed">The job's seed; 0 for a baseline.</param>
/// <param name="cancellation">Stops the measurement.</param>
public sealed class EvaluationContext(
    ISubject subject, Examples train, Examples test, byte[] trainLabels, byte[] testLabels, int seed, CancellationToken cancellation = default)
{
    private readonly SortedDictionary<string, double> _metrics = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, IReadOnlyList<double>> _series = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, float[]> _perImage = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ImageStrip> _pictures = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PointMap> _maps = new(StringComparer.Ordinal);

    /// <summary>What is measured.</summary>
    public ISubject Subject { get; } = subject;

    /// <summary>The training images.</summary>
    public Examples Train { get; } = train;

    /// <summary>The test images. They select nothing.</summary>
    public Examples Test { get; } = test;

    /// <summary>The classes of the training images.</summary>
    public byte[] TrainLabels { get; } = trainLabels;

    /// <summary>The classes of the test images.</summary>
    public byte[] TestLabels { get; } = testLabels;

    /// <summary>The job's seed; 0 for a baseline.</summary>
    public int Seed { get; } = seed;

    /// <summary>Stops the measurement.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>The values that were found, by the metric's name.</summary>
    public IReadOnlyDictionary<string, double> Metrics => _metrics;

    /// <summary>Rows of values that belong together, such as the divergence of each dimension of the code.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Series => _series;

    /// <summary>A metric's value for each test image, where it has one.</summary>
    public IReadOnlyDictionary<string, float[]> PerImage => _perImage;

    /// <summary>Pictures, by name.</summary>
    public IReadOnlyDictionary<string, ImageStrip> Pictures => _pictures;

    /// <summary>Points of the plane, by name.</summary>
    public IReadOnlyDictionary<string, PointMap> Maps => _maps;

    /// <summary>Notes a metric.</summary>
    public void Add(Metric metric, double value)
    {
        ArgumentNullException.ThrowIfNull(metric);
        _metrics.Add(metric.Name, value);
    }

    /// <summary>Notes a metric that is a mean over test images, with the value of each, for paired comparisons.</summary>
    public void Add(Metric metric, float[] perImage)
    {
        ArgumentNullException.ThrowIfNull(metric);
        _metrics.Add(metric.Name, perImage.Average(value => (double)value));
        _perImage.Add(metric.Name, perImage);
    }

    /// <summary>Notes values that belong together.</summary>
    public void AddSeries(string name, IReadOnlyList<double> values) => _series.Add(name, values);

    /// <summary>Keeps images to be shown.</summary>
    /// <param name="name">What they are, for a file name: <c>samples</c>.</param>
    /// <param name="images"><c>[count, 1, rows, columns]</c>, in [0, 1].</param>
    public void AddPicture(string name, Tensor images) => _pictures.Add(name, ImageStrip.Of(images));

    /// <summary>Keeps points to be shown.</summary>
    /// <param name="name">What they are, for a file name: <c>tsne</c>.</param>
    /// <param name="map">The points.</param>
    public void AddMap(string name, PointMap map) => _maps.Add(name, map);
}

/// <summary>Points of the plane, each with a class.</summary>
/// <param name="X">The first coordinates.</param>
/// <param name="Y">The second coordinates.</param>
/// <param name="Classes">The points' classes, which color them.</param>
public sealed record PointMap(float[] X, float[] Y, byte[] Classes);
