namespace ModelDsl;

/// <summary>
/// The codes of build and run errors: 0001–0099 project file, 0100–0199 data and files, 0200–0299 tensor engine,
/// 0300–0399 run. Each has a page in <c>docs/diagnostics/</c>.
/// </summary>
public static class ErrorCodes
{
    /// <summary>A setting of an experiment is missing or malformed.</summary>
    public const string InvalidSetting = "MDX0010";

    /// <summary>An experiment names a model that is not declared.</summary>
    public const string UnknownModel = "MDX0011";

    /// <summary>A model of an experiment names no objective.</summary>
    public const string NoObjective = "MDX0012";

    /// <summary>An experiment sets something that is neither a setting nor a size.</summary>
    public const string UnknownSetting = "MDX0013";

    /// <summary>An experiment gives a size a value that the model does not allow.</summary>
    public const string SizeNotAllowed = "MDX0014";

    /// <summary>A model of an experiment names an objective that cannot be trained yet.</summary>
    public const string UntrainableObjective = "MDX0015";

    /// <summary>An experiment names an evaluator that is not there.</summary>
    public const string UnknownEvaluator = "MDX0016";

    /// <summary>An evaluator of an experiment measures none of its models.</summary>
    public const string IdleEvaluator = "MDX0017";

    /// <summary>A file of published values has a line that cannot be understood.</summary>
    public const string PublishedMalformed = "MDX0018";

    /// <summary>A claim is incomplete, or names what is not there.</summary>
    public const string InvalidClaim = "MDX0019";

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

    /// <summary>The fallback of an experiment takes the place of a data set that cannot be had.</summary>
    public const string DatasetReplaced = "MDX0108";

    /// <summary>A weights file ends before its last tensor does.</summary>
    public const string WeightsTruncated = "MDX0110";

    /// <summary>A weights file has a malformed header, or tensors that overlap or leave gaps.</summary>
    public const string WeightsCorrupt = "MDX0111";

    /// <summary>A tensor has an element type that weights files or this library do not know.</summary>
    public const string WeightsType = "MDX0112";

    /// <summary>A weights file is of another model, or of a model of other sizes, or does not say of which.</summary>
    public const string WeightsOfAnotherModel = "MDX0113";

    /// <summary>A weights file lacks tensors of the model, has others, or has them in another shape or of another type.</summary>
    public const string WeightsMismatch = "MDX0114";

    /// <summary>There is no such device.</summary>
    public const string UnknownDevice = "MDX0205";

    /// <summary>TorchSharp has no libtorch for this platform.</summary>
    public const string UnsupportedPlatform = "MDX0201";

    /// <summary>The system's C or C++ library is older than TorchSharp's native library needs.</summary>
    public const string SystemTooOld = "MDX0202";

    /// <summary>TorchSharp's native library cannot be loaded.</summary>
    public const string EngineMissing = "MDX0207";

    /// <summary>libtorch refused an operation: out of memory, a number out of range.</summary>
    public const string EngineFailure = "MDX0206";

    /// <summary>The loss of a training is not a finite number.</summary>
    public const string Divergence = "MDX0310";

    /// <summary>A model gives no reconstruction to measure.</summary>
    public const string NoReconstruction = "MDX0311";

    /// <summary>A model takes images of another shape than the data set gives.</summary>
    public const string InputMismatch = "MDX0312";

    /// <summary>A checkpoint of an interrupted training is damaged; the one before it serves, or the training begins anew.</summary>
    public const string CheckpointDamaged = "MDX0315";

    /// <summary>The process of a job ended without a word.</summary>
    public const string WorkerLost = "MDX0316";

    /// <summary>Slurm's commands are not there.</summary>
    public const string SlurmMissing = "MDX0320";

    /// <summary>Slurm refused what was submitted, or does not answer.</summary>
    public const string SlurmRefused = "MDX0321";

    /// <summary>Something failed that no other code covers.</summary>
    public const string Unexpected = "MDX0314";

    /// <summary>No data set can be had that an experiment, or any of several, needs.</summary>
    public const string NothingRan = "MDX0313";
}
