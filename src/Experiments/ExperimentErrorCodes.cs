namespace ModelDsl.Experiments;

/// <summary>
/// The codes of the errors and warnings that running experiments raises, besides those of <see cref="ErrorCodes"/>:
/// 0001–0099 project file, 0100–0199 data, 0200–0299 tensor engine, 0300–0399 run.
/// </summary>
internal static class ExperimentErrorCodes
{
    /// <summary>A setting of an experiment is missing or malformed.</summary>
    public const string InvalidSetting = "MDX0010";

    /// <summary>An experiment names a model that is not declared.</summary>
    public const string UnknownModel = "MDX0011";

    /// <summary>A model of an experiment has no objective attribute.</summary>
    public const string NoObjective = "MDX0012";

    /// <summary>An experiment sets something that is neither a setting nor a size.</summary>
    public const string UnknownSetting = "MDX0013";

    /// <summary>An experiment sets a size to a value that the model does not allow.</summary>
    public const string SizeNotAllowed = "MDX0014";

    /// <summary>A model of an experiment has an objective that cannot be trained.</summary>
    public const string UntrainableObjective = "MDX0015";

    /// <summary>An experiment names an evaluator that does not exist.</summary>
    public const string UnknownEvaluator = "MDX0016";

    /// <summary>An evaluator of an experiment cannot measure any of its models.</summary>
    public const string IdleEvaluator = "MDX0017";

    /// <summary>A file of published values has a malformed line.</summary>
    public const string PublishedMalformed = "MDX0018";

    /// <summary>A claim is incomplete, or names a model, baseline or metric that does not exist.</summary>
    public const string InvalidClaim = "MDX0019";

    /// <summary>The fallback data set of an experiment replaces one that is not available.</summary>
    public const string DatasetReplaced = "MDX0108";

    /// <summary>The folder of data that the user named does not exist.</summary>
    public const string DataFolderMissing = "MDX0109";

    /// <summary>The device does not exist.</summary>
    public const string UnknownDevice = "MDX0205";

    /// <summary>libtorch refused an operation.</summary>
    public const string EngineFailure = "MDX0206";

    /// <summary>A model has no reconstruction to evaluate.</summary>
    public const string NoReconstruction = "MDX0311";

    /// <summary>A model's input shape differs from the shape of the data set's images.</summary>
    public const string InputMismatch = "MDX0312";

    /// <summary>No experiment ran, because none has its data set.</summary>
    public const string NothingRan = "MDX0313";

    /// <summary>A failure that no other code covers.</summary>
    public const string Unexpected = "MDX0314";

    /// <summary>A stored file is damaged; the previous checkpoint is used, or the job writes the file again.</summary>
    public const string CheckpointDamaged = "MDX0315";

    /// <summary>The process of a job exited without reporting a result.</summary>
    public const string WorkerLost = "MDX0316";

    /// <summary>A job reported success without a result.</summary>
    public const string ResultMissing = "MDX0317";

    /// <summary>A job ran out of memory, on the host or on the device.</summary>
    public const string OutOfMemory = "MDX0318";

    /// <summary>A data set, an evaluator, a metric, or a finding of an evaluator has an invalid name.</summary>
    public const string InvalidName = "MDX0319";

    /// <summary>Models are exported to a format that does not exist.</summary>
    public const string UnknownFormat = "MDX0327";

    /// <summary>Slurm's commands are not installed.</summary>
    public const string SlurmMissing = "MDX0320";

    /// <summary>Slurm refused a submission, or does not answer.</summary>
    public const string SlurmRefused = "MDX0321";

    /// <summary>A model that is trained to return targets has a data set without targets, or with targets of another shape.</summary>
    public const string TargetMismatch = "MDX0323";
}
