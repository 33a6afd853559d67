using System.Globalization;
using ModelDsl.Experiments.Contract;

namespace ModelDsl.Experiments.Hosting;

/// <summary>A command of the runner.</summary>
internal enum Verb
{
    /// <summary>Runs an experiment's pending jobs and reports.</summary>
    Run,

    /// <summary>Runs one job, or jobs on request.</summary>
    Job,

    /// <summary>Deletes an experiment's results.</summary>
    Clean,
}

/// <summary>The command line of the runner, from the build task or from the process of an experiment.</summary>
/// <param name="Spec">The file with the experiment's specification; empty if jobs are run on request, which name their own.</param>
/// <param name="Results">The folder of results.</param>
internal sealed record Arguments(string Spec, string Results)
{
    /// <summary>The syntax, for the message about invalid arguments.</summary>
    public const string Usage =
        "serve PID | models | check RESULTS ARCHIVE SPEC… | run --spec FILE --results FOLDER [--archive FOLDER] [--parent PID] [--unavailable DATASETS] | clean --spec FILE --results FOLDER | job (--number N --spec FILE | --requests HANDLE) --results FOLDER";

    private const string NumberOption = "--number";
    private const string RequestsOption = "--requests";

    /// <summary>The command.</summary>
    public Verb Verb { get; init; }

    /// <summary>The number of the job to run, from 1; 0 if jobs are run on request.</summary>
    public int Number { get; init; }

    /// <summary>The handle of an inherited pipe that requests jobs; null for one job.</summary>
    public string? Requests { get; init; }

    /// <summary>The id of a process; this process stops when that one ends. Null for none.</summary>
    public string? Parent { get; init; }

    /// <summary>A read-only folder of results that count as done; null for none.</summary>
    public string? Archive { get; init; }

    /// <summary>The data sets that the build's check did not find; null without a check.</summary>
    public IReadOnlyList<string>? Unavailable { get; init; }

    /// <summary>The place of the experiment in the build, from 0. Jobs of earlier experiments start first.</summary>
    public int Place { get; init; }

    /// <summary>Parses a command line; null if invalid.</summary>
    public static Arguments? Parse(string[] args)
    {
        if (args is not [var name, .. var rest] || Find(name) is not { } verb)
            return null;

        var pairs = rest.Chunk(2).ToList();
        if (pairs.Any(pair => pair.Length != 2))
            return null;
        var options = pairs.ToDictionary(pair => pair[0], pair => pair[1]);
        int.TryParse(options.GetValueOrDefault(NumberOption), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var (spec, requests) = (options.GetValueOrDefault(RunnerProtocol.SpecOption), options.GetValueOrDefault(RequestsOption));
        if (options.GetValueOrDefault(RunnerProtocol.ResultsOption) is not { } results || spec is null == requests is null || verb == Verb.Job != (number > 0 != requests is not null))
            return null;
        return new Arguments(spec ?? "", results)
        {
            Verb = verb,
            Number = number,
            Requests = requests,
            Parent = options.GetValueOrDefault(RunnerProtocol.ParentOption),
            Archive = options.GetValueOrDefault(RunnerProtocol.ArchiveOption),
            Unavailable = options.GetValueOrDefault(RunnerProtocol.UnavailableOption)?.Split(RunnerProtocol.Separator, StringSplitOptions.RemoveEmptyEntries),
        };
    }

    private static Verb? Find(string name) => name switch
    {
        RunnerProtocol.RunVerb => Verb.Run,
        "job" => Verb.Job,
        RunnerProtocol.CleanVerb => Verb.Clean,
        _ => null,
    };

    /// <summary>The command line for a process that runs the jobs that this one requests, and stops when this one ends.</summary>
    /// <param name="results">The folder of results.</param>
    /// <param name="handle">The handle of the pipe of requests.</param>
    public static IReadOnlyList<string> OfWorker(string results, string handle) => ["job", RunnerProtocol.ResultsOption, results, RequestsOption, handle];

    /// <summary>The command line for the process of one job that outlives this process. The caller appends the job's number.</summary>
    public IReadOnlyList<string> OfJob() => ["job", RunnerProtocol.SpecOption, Path.GetFullPath(Spec), RunnerProtocol.ResultsOption, Path.GetFullPath(Results), NumberOption];
}
