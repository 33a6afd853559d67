namespace ModelDsl.Experiments;

/// <summary>The codes of what can go wrong where experiments are run, besides those of <see cref="ErrorCodes"/>.</summary>
internal static class RunnerCodes
{
    /// <summary>A job says that it is done, and its result is not there.</summary>
    public const string ResultMissing = "MDX0317";

    /// <summary>A job's memory ran out, the machine's or the device's.</summary>
    public const string OutOfMemory = "MDX0318";
}
