namespace ModelDsl.Experiments.Hosting;

/// <summary>What the build's task passes to the runner.</summary>
internal sealed record Arguments(string Spec, string Results, string? Parent)
{
    /// <summary>Reads <c>run --spec FILE --results FOLDER [--parent PID]</c>; null where it is something else.</summary>
    public static Arguments? Parse(string[] args)
    {
        if (args is not ["run", .. var rest] || rest.Length % 2 != 0)
            return null;

        var options = rest.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        return options.GetValueOrDefault("--spec") is { } spec && options.GetValueOrDefault("--results") is { } results
            ? new Arguments(spec, results, options.GetValueOrDefault("--parent"))
            : null;
    }
}
