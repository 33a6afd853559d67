namespace ModelDsl;

/// <summary>
/// The codes of the errors that the runtime raises: 0100–0199 data and files, 0200–0299 tensor engine, 0300–0399 training,
/// 0400–0499 models. Each has a page in <c>docs/diagnostics/</c>.
/// </summary>
public static class ErrorCodes
{
    /// <summary>A data set is neither on this machine nor downloadable.</summary>
    public const string DatasetUnavailable = "MDX0101";

    /// <summary>A data file is shorter than its header states.</summary>
    public const string DataTruncated = "MDX0102";

    /// <summary>A data file has the wrong magic number, dimensions or SHA-256.</summary>
    public const string DataCorrupt = "MDX0103";

    /// <summary>No data set has this name.</summary>
    public const string UnknownDataset = "MDX0104";

    /// <summary>The numbers of images and labels differ, or a label is out of range.</summary>
    public const string DataMismatch = "MDX0105";

    /// <summary>A file cannot be written because the disk or its quota is full.</summary>
    public const string DiskFull = "MDX0106";

    /// <summary>A file cannot be read or written: permissions, a missing folder, or a folder in its place.</summary>
    public const string FileInaccessible = "MDX0107";

    /// <summary>A weights file ends before the end of its last tensor.</summary>
    public const string WeightsTruncated = "MDX0110";

    /// <summary>A weights file has a malformed header, or tensors that overlap or leave gaps.</summary>
    public const string WeightsCorrupt = "MDX0111";

    /// <summary>A tensor has an element type that the file format or this library does not support.</summary>
    public const string WeightsType = "MDX0112";

    /// <summary>A weights file is of another model or of other sizes, or does not name its model.</summary>
    public const string WeightsOfAnotherModel = "MDX0113";

    /// <summary>A weights file lacks tensors of the model, has unknown ones, or has them in another shape or type.</summary>
    public const string WeightsMismatch = "MDX0114";

    /// <summary>Images need more memory than the machine or an array has.</summary>
    public const string DataTooLarge = "MDX0122";

    /// <summary>The inputs and targets of a data set of pairs do not fit together.</summary>
    public const string PairsMismatch = "MDX0123";

    /// <summary>An image file cannot be decoded.</summary>
    public const string ImageUnreadable = "MDX0130";

    /// <summary>A folder of images does not exist, or has too few images or too many classes.</summary>
    public const string ImageFolderUnusable = "MDX0131";

    /// <summary>A table or an array file does not contain a data set.</summary>
    public const string TableUnusable = "MDX0132";

    /// <summary>A weights file is of PyTorch's <c>torch.save</c>.</summary>
    public const string WeightsOfPyTorch = "MDX0120";

    /// <summary>A weights file contains a value that is not a finite number.</summary>
    public const string WeightsNotFinite = "MDX0121";

    /// <summary>TorchSharp has no libtorch for this platform.</summary>
    public const string UnsupportedPlatform = "MDX0201";

    /// <summary>The system's C or C++ library is older than TorchSharp's native library requires.</summary>
    public const string SystemTooOld = "MDX0202";

    /// <summary>TorchSharp's native library cannot be loaded.</summary>
    public const string EngineMissing = "MDX0207";

    /// <summary>The loss of a training is not a finite number.</summary>
    public const string Divergence = "MDX0310";

    /// <summary>The images of a training have the wrong type or range.</summary>
    public const string ImagesInvalid = "MDX0322";

    /// <summary>A hand-written stage or module returned a tensor that is disposed.</summary>
    public const string DisposedResult = "MDX0401";

    /// <summary>A stage or a layer has no form in the format of an export, because the user wrote its code.</summary>
    public const string NotExportable = "MDX0410";

    /// <summary>A model cannot be exported because the generator did not write it, or because it has no stage with the requested name.</summary>
    public const string UnknownStage = "MDX0411";

    /// <summary>The map between pixels and a stage's values is the user's own code.</summary>
    public const string UnknownPixels = "MDX0412";

    /// <summary>The weights of a stage exceed the size of an ONNX file.</summary>
    public const string ExportTooLarge = "MDX0413";
}
