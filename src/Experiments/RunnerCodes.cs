namespace ModelDsl.Experiments;

/// <summary>The codes of errors of runs, in addition to those of <see cref="ErrorCodes"/>.</summary>
internal static class RunnerCodes
{
    /// <summary>A job reported success, but its result is missing.</summary>
    public const string ResultMissing = "MDX0317";

    /// <summary>A job ran out of memory, on the machine or on the device.</summary>
    public const string OutOfMemory = "MDX0318";
}
