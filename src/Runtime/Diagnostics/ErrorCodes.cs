namespace ModelDsl;

/// <summary>
/// The codes of build and run errors: 0001–0099 project file, 0100–0199 data and files, 0200–0299 tensor engine,
/// 0300–0399 run. Each has a page in <c>docs/diagnostics/</c>.
/// </summary>
public static class ErrorCodes
{
    /// <summary>A data set is neither on this machine nor can it be downloaded.</summary>
    public const string DatasetUnavailable = "MDX0101";

    /// <summary>A data file ends before its header says.</summary>
    public const string DataTruncated = "MDX0102";

    /// <summary>A data file is not what its name says: wrong magic number, dimensions or SHA-256.</summary>
    public const string DataCorrupt = "MDX0103";

    /// <summary>No data set has this name.</summary>
    public const string UnknownDataset = "MDX0104";

    /// <summary>Images and labels do not belong together.</summary>
    public const string DataMismatch = "MDX0105";

    /// <summary>A file cannot be written because the disk, or the quota on it, is full.</summary>
    public const string DiskFull = "MDX0106";

    /// <summary>A file cannot be read or written: permissions, a missing folder, a folder in its place.</summary>
    public const string FileInaccessible = "MDX0107";

    /// <summary>A weights file ends before its header says.</summary>
    public const string WeightsTruncated = "MDX0110";

    /// <summary>A weights file has a malformed header, or tensors that overlap or leave gaps.</summary>
    public const string WeightsCorrupt = "MDX0111";

    /// <summary>A tensor has an element type that safetensors files or this library do not know.</summary>
    public const string WeightsType = "MDX0112";
}
