using ModelDsl.Experiments.Hosting;
using ModelDsl.Experiments.Jobs;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Claims;

namespace ModelDsl.Experiments;

/// <summary>
/// Checks experiments before any of them trains, looks for their data, and reports those that are up to date. One process checks all of them,
/// because its start takes most of the time.
/// </summary>
/// <param name="catalogue">The models, data sets and evaluators that they can name.</param>
/// <param name="log">The output.</param>
/// <param name="session">Receives the experiments that are not up to date.</param>
/// <param name="cancellation">Stops a download, and the experiments.</param>
internal sealed class ExperimentCheck(Catalogue catalogue, RunLog log, BuildSession session, CancellationToken cancellation)
{
    private readonly DataSearch _data = new(null, cancellation);
    private readonly HashSet<string> _errors = [];

    /// <summary>Checks experiments.</summary>
    /// <param name="experiments">The experiments, each with the folder of results.</param>
    /// <returns>True if all can run.</returns>
    public bool Run(IEnumerable<Arguments> experiments)
    {
        var runs = new List<(Arguments Arguments, ExperimentRun Run)>();
        var all = new List<ExperimentRun>();
        foreach (var arguments in experiments)
        {
            Report(arguments.Spec, () =>
            {
                var run = new ExperimentRun(arguments, catalogue, log, _data, session);
                all.Add(run);
                var report = run.Check();
                if (report is null)
                    runs.Add((arguments, run));
                return report;
            });
        }

        WarnOfUnmeasuredClaims(all);
        // Errors are reported before data are downloaded.
        return _errors.Count == 0 && FindData(runs);
    }

    /// <summary>Warns of claims whose metric no checked experiment measures: they would remain unresolved.</summary>
    private void WarnOfUnmeasuredClaims(List<ExperimentRun> runs)
    {
        var claims = runs.SelectMany(run => run.Claims.All).Distinct();
        foreach (var claim in claims.Where(claim => runs.All(run => !run.Claims.All.Contains(claim) || run.Claims.Unmeasured.Contains(claim))))
        {
            var reporting = catalogue.Evaluators.FirstOrDefault(evaluator => evaluator.Metrics.Any(metric => ClaimEvaluator.IsMetric(claim, metric)));
            if (reporting is not null)
                log.Warning(new CodedException(ExperimentErrorCodes.InvalidClaim, $"Claim '{claim.Name}' cannot be resolved: no experiment that it is about measures {claim.Metric}. Add {reporting.Name} to Evaluate.") { File = claim.File, Line = claim.Line, Column = 1 });
        }
    }

    private bool FindData(List<(Arguments Arguments, ExperimentRun Run)> runs)
    {
        var pending = runs.Where(run => !Report(run.Arguments.Spec, () => run.Run.FindData(cancellation))).ToList();
        if (_errors.Count > 0)
            return false;
        if (pending.Count > 0 && pending.All(run => !run.Run.HasData))
        {
            log.Error(pending[0].Run.NoData);
            return false;
        }

        foreach (var warning in runs.SelectMany(run => run.Run.Warnings).DistinctBy(warning => warning.Message))
            log.Warning(warning);
        var unavailable = _data.MissingEverywhere.ToList();
        unavailable.ForEach(log.Unavailable);
        session.Experiments.Plan(
            pending.Select(run => new PlannedExperiment(run.Arguments with { Unavailable = unavailable }, run.Run.LogFile, run.Run.SharesCores)),
            planned => planned.Start((arguments, held) => ExperimentRunner.Run(arguments, catalogue, held, session, cancellation), log));
        return true;
    }

    /// <summary>Logs the report of an experiment that is up to date, or the error.</summary>
    /// <returns>True if it is up to date.</returns>
    private bool Report(string spec, Func<string?> find)
    {
        try
        {
            if (find() is not { } report)
                return false;
            log.Finished(spec, report);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            if (error is not CodedException)
                log.Details(error.ToString());
            // Experiments that share a preset, a command line or a missing engine report its error once.
            var coded = ExperimentRunner.Coded(error, log);
            if (_errors.Add(coded.Line == 0 ? coded.Message : $"{coded.File}({coded.Line},{coded.Column}) {coded.Code}"))
                log.Error(coded);
            return false;
        }
    }
}
