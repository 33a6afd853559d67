using System.Globalization;

namespace ModelDsl.Experiments.Hosting;

/// <summary>What the build's task, or the process of an experiment, passes to the runner.</summary>
/// <param name="Spec">The file with the experiment's specification.</param>
/// <param name="Results">Where results go.</param>
/// <param name="Parent">The id of the process with which this one ends; null where it stands alone.</param>
/// <param name="Job">The number, from 1, of the one job to run; null for the experiment as a whole.</param>
internal sealed record Arguments(string Spec, string Results, string? Parent = null, int? Job = null)
{
    /// <summary>How to call it.</summary>
    public const string Usage = "run --spec FILE --results FOLDER [--parent PID] | job --number N --spec FILE --results FOLDER";

    /// <summary>Reads a command line; null where it is something else.</summary>
    public static Arguments? Parse(string[] args)
    {
        if (args is not ["run" or "job", .. var rest] || rest.Length % 2 != 0)
            return null;

        var options = rest.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        if (options.GetValueOrDefault("--spec") is not { } spec || options.GetValueOrDefault("--results") is not { } results)
            return null;
        if (args[0] == "run")
            return new Arguments(spec, results, options.GetValueOrDefault("--parent"));
        return int.TryParse(options.GetValueOrDefault("--number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new Arguments(spec, results, Job: number)
            : null;
    }

    /// <summary>The command line of the process of one job.</summary>
    public IReadOnlyList<string> OfJob(int number) =>
        ["job", "--number", number.ToString(CultureInfo.InvariantCulture), "--spec", Spec, "--results", Results];
}
