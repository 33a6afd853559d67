namespace ModelDsl.Data;

/// <summary>A named data set of labeled images. User-defined data sets implement it.</summary>
public interface IDataset
{
    /// <summary>The name that experiments use: <c>MNIST</c>.</summary>
    string Name { get; }

    /// <summary>The shape of one image, channels first: <c>[1, 28, 28]</c>.</summary>
    IReadOnlyList<long> ImageShape { get; }

    /// <summary>The shape of one target, channels first, if each image has a target that models are trained to return; otherwise null.</summary>
    IReadOnlyList<long>? TargetShape => null;

    /// <summary>The number of classes; labels are 0 to Classes − 1. 1 for images without labels, which all have the label 0.</summary>
    int Classes { get; }

    /// <summary>The names of the classes, in the order of their labels; empty if they have none.</summary>
    IReadOnlyList<string> ClassNames => [];

    /// <summary>A SHA-256 in lower-case hexadecimal that changes with the content; available without loading it.</summary>
    string ContentHash { get; }

    /// <summary>Finds or downloads, checks and reads the images.</summary>
    /// <param name="options">The places to search, and the permission to use the network.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DatasetUnavailableException">The data are not available on this machine.</exception>
    /// <exception cref="CodedException">The data are truncated, corrupt or inconsistent.</exception>
    Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default);
}

/// <summary>A loaded data set.</summary>
/// <param name="Train">The training images.</param>
/// <param name="Test">The test images.</param>
public sealed record Dataset(ImageSet Train, ImageSet Test)
{
    /// <summary>The target of each training image, in the same order; null if there are none. Labels of targets are not used.</summary>
    public ImageSet? TrainTargets { get; init; }

    /// <summary>The target of each test image.</summary>
    public ImageSet? TestTargets { get; init; }
}

/// <summary>A data set is not available. Jobs that need it are skipped.</summary>
/// <param name="message">The places that were searched, and the repair.</param>
/// <param name="inner">The cause.</param>
public sealed class DatasetUnavailableException(string message, Exception? inner = null)
    : CodedException(ErrorCodes.DatasetUnavailable, message, inner);
