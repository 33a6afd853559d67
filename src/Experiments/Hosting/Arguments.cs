using System.Globalization;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Hosting;

/// <summary>What the program is asked to do with an experiment.</summary>
internal enum Verb
{
    /// <summary>Bring all its jobs up to date and report.</summary>
    Run,

    /// <summary>Run one of its jobs.</summary>
    Job,

    /// <summary>Delete its results.</summary>
    Clean,
}

/// <summary>What the build's task, or the process of an experiment, passes to the runner.</summary>
/// <param name="Spec">The file with the experiment's specification.</param>
/// <param name="Results">Where results go.</param>
internal sealed record Arguments(string Spec, string Results)
{
    /// <summary>How to call it.</summary>
    public const string Usage =
        "models | check PID RESULTS ARCHIVE SPEC… | run --spec FILE --results FOLDER [--archive FOLDER] [--parent PID] [--unavailable DATASETS] | clean --spec FILE --results FOLDER | job --number N --spec FILE --results FOLDER [--stop-with-input | --parent PID]";

    private const string StopFlag = "--stop-with-input";

    /// <summary>What to do.</summary>
    public Verb Verb { get; init; }

    /// <summary>The number, from 1, of the one job to run.</summary>
    public int Number { get; init; }

    /// <summary>The id of the process with which this one ends; null where it stands alone.</summary>
    public string? Parent { get; init; }

    /// <summary>A folder with results that count as done; null for none.</summary>
    public string? Archive { get; init; }

    /// <summary>The data sets that the build's check did not find; null if no check has looked.</summary>
    public IReadOnlyList<string>? Unavailable { get; init; }

    /// <summary>Whether the job stops when the standard input ends, as it does with the process that holds its other end.</summary>
    public bool StopsWithInput { get; init; }

    /// <summary>Reads a command line; null where it is something else.</summary>
    public static Arguments? Parse(string[] args)
    {
        if (args is not [var name, .. var rest] || Find(name) is not { } verb)
            return null;

        var pairs = rest.Where(argument => argument != StopFlag).Chunk(2).ToList();
        if (pairs.Any(pair => pair.Length != 2))
            return null;
        var options = pairs.ToDictionary(pair => pair[0], pair => pair[1]);
        if (options.GetValueOrDefault(RunnerProtocol.SpecOption) is not { } spec || options.GetValueOrDefault(RunnerProtocol.ResultsOption) is not { } results)
            return null;

        int.TryParse(options.GetValueOrDefault("--number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (verb == Verb.Job != number > 0)
            return null;
        return new Arguments(spec, results)
        {
            Verb = verb,
            Number = number,
            Parent = options.GetValueOrDefault(RunnerProtocol.ParentOption),
            Archive = options.GetValueOrDefault(RunnerProtocol.ArchiveOption),
            Unavailable = options.GetValueOrDefault(RunnerProtocol.UnavailableOption)?.Split(RunnerProtocol.Separator, StringSplitOptions.RemoveEmptyEntries),
            StopsWithInput = rest.Contains(StopFlag),
        };
    }

    private static Verb? Find(string name) => name switch
    {
        RunnerProtocol.RunVerb => Verb.Run,
        "job" => Verb.Job,
        RunnerProtocol.CleanVerb => Verb.Clean,
        _ => null,
    };

    /// <summary>The command line of the process of one job, which ends with this one.</summary>
    /// <param name="number">The job's number.</param>
    /// <param name="stopsWithInput">Whether it stops when its input ends; otherwise it watches this process.</param>
    public IReadOnlyList<string> OfJob(int number, bool stopsWithInput) =>
    [
        .. OfJob(), "--number", number.ToString(CultureInfo.InvariantCulture),
        .. stopsWithInput ? [StopFlag] : new[] { RunnerProtocol.ParentOption, Environment.ProcessId.ToString(CultureInfo.InvariantCulture) },
    ];

    /// <summary>The command line of the process of a job that stands alone; its number is to be added.</summary>
    public IReadOnlyList<string> OfJob() => ["job", RunnerProtocol.SpecOption, Path.GetFullPath(Spec), RunnerProtocol.ResultsOption, Path.GetFullPath(Results)];
}
