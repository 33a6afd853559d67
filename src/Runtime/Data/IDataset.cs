namespace ModelDsl.Data;

/// <summary>A named data set of labeled images; users declare their own by implementing this.</summary>
public interface IDataset
{
    /// <summary>The name, as experiments give it: <c>MNIST</c>.</summary>
    string Name { get; }

    /// <summary>The shape of one image, channels first: <c>[1, 28, 28]</c>.</summary>
    IReadOnlyList<long> ImageShape { get; }

    /// <summary>The number of classes; labels are 0 to one less.</summary>
    int Classes { get; }

    /// <summary>A SHA-256 in lower-case hexadecimal that changes with the content; known without loading it.</summary>
    string ContentHash { get; }

    /// <summary>Finds or downloads, checks and reads the images.</summary>
    /// <param name="options">Where to look, and whether the network may be used.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DatasetUnavailableException">The data cannot be had on this machine now.</exception>
    /// <exception cref="CodedException">The data that was asked for is truncated, corrupt or does not fit together.</exception>
    Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default);
}

/// <summary>A loaded data set.</summary>
/// <param name="Train">What models learn from.</param>
/// <param name="Test">What they are measured on.</param>
public sealed record Dataset(ImageSet Train, ImageSet Test);

/// <summary>A data set cannot be had: jobs that need it are skipped, the others go on.</summary>
/// <param name="message">Where it was looked for and what to do.</param>
/// <param name="inner">What revealed it.</param>
public sealed class DatasetUnavailableException(string message, Exception? inner = null)
    : CodedException(ErrorCodes.DatasetUnavailable, message, inner);
