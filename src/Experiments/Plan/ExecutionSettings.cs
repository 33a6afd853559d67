
namespace ModelDsl.Experiments.Plan;

/// <summary>How an experiment's jobs are run. No metric depends on any of it.</summary>
/// <param name="OnSlurm">Whether a Slurm cluster runs them.</param>
/// <param name="Jobs">How many at once; null for as many as fit.</param>
/// <param name="FailFast">Whether the first failure stops the others.</param>
/// <param name="Wait">Whether to wait for jobs that a cluster runs.</param>
/// <param name="SlurmOptions">Further options of <c>sbatch</c>, as its script takes them.</param>
internal sealed record ExecutionSettings(bool OnSlurm, int? Jobs, bool FailFast, bool Wait, string SlurmOptions)
{
    private const string Local = "local";
    private const string Slurm = "slurm";

    /// <summary>The settings' names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Executor", "Jobs", "FailFast", "Wait", "SlurmOptions"];

    /// <summary>Whether jobs may still run when the experiment's run ends.</summary>
    public bool LeavesJobs => OnSlurm && !Wait;

    /// <summary>How many jobs run at once on this machine: those that share an accelerator share its memory too.</summary>
    /// <param name="threads">How many threads each has.</param>
    /// <param name="onProcessor">False if jobs share an accelerator.</param>
    public int Parallelism(int threads, bool onProcessor) => Jobs ?? (onProcessor ? Math.Max(1, Environment.ProcessorCount / threads) : 1);

    /// <summary>Reads them all.</summary>
    /// <exception cref="CodedException">A value means nothing; the error stands at the item's line.</exception>
    public static ExecutionSettings Read(Settings settings) => new(
        settings.Choice("Executor", [Local, Slurm]) == Slurm,
        settings.Has("Jobs") ? settings.Integer("Jobs", 1) : null,
        settings.Flag("FailFast"),
        !settings.Has("Wait") || settings.Flag("Wait"),
        settings.Optional("SlurmOptions") ?? "");
}
