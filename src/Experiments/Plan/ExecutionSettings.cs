namespace ModelDsl.Experiments.Plan;

/// <summary>The settings of the execution of jobs. No metric depends on them.</summary>
/// <param name="OnSlurm">True to run jobs on a Slurm cluster.</param>
/// <param name="Jobs">The number of simultaneous jobs; null for as many as fit.</param>
/// <param name="FailFast">True to stop all jobs after the first failure.</param>
/// <param name="Wait">True to wait for jobs on a cluster.</param>
/// <param name="SlurmOptions">Further options of <c>sbatch</c>, in the form of its script.</param>
internal sealed record ExecutionSettings(bool OnSlurm, int? Jobs, bool FailFast, bool Wait, string SlurmOptions)
{
    private const string Local = "local";
    private const string Slurm = "slurm";

    /// <summary>The settings' names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["Executor", "Jobs", "FailFast", "Wait", "SlurmOptions"];

    /// <summary>True if jobs may still run after the experiment's run.</summary>
    public bool LeavesJobs => OnSlurm && !Wait;

    /// <summary>True if jobs may run on this machine beside those of other experiments: the number of jobs is not set, and a failure stops no others.</summary>
    public bool CanShareCores => !OnSlurm && Jobs is null && !FailFast;

    /// <summary>The number of simultaneous jobs on this machine; by default one on an accelerator, because jobs would share its memory.</summary>
    /// <param name="threads">The threads of each job.</param>
    /// <param name="onProcessor">False if jobs share an accelerator.</param>
    public int Parallelism(int threads, bool onProcessor) => Jobs ?? (onProcessor ? Math.Max(1, Environment.ProcessorCount / threads) : 1);

    /// <summary>Reads all settings.</summary>
    /// <exception cref="CodedException">A value is invalid; the error is at the item's line.</exception>
    public static ExecutionSettings Read(Settings settings) => new(
        settings.Choice("Executor", [Local, Slurm]) == Slurm,
        settings.Has("Jobs") ? settings.Integer("Jobs", 1) : null,
        settings.Flag("FailFast"),
        !settings.Has("Wait") || settings.Flag("Wait"),
        settings.Optional("SlurmOptions") ?? "");
}
