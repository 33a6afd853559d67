using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ModelDsl.Experiments.Execution;

/// <summary>A task of a job array: the array's id, and the task's index in it.</summary>
internal readonly record struct SlurmTaskId(string Array, int Index)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Array}_{Index}");
}

/// <summary>Runs Slurm's command-line programs.</summary>
internal static class SlurmCommands
{
    /// <summary>Submits a script as a job array.</summary>
    /// <param name="script">The script.</param>
    /// <param name="indices">The indices of the tasks.</param>
    /// <param name="atOnce">The maximum number of simultaneous tasks; null for no limit.</param>
    /// <param name="output">The pattern of the paths of output files.</param>
    /// <returns>The array's id.</returns>
    /// <exception cref="CodedException">Slurm is missing, or rejects the array.</exception>
    public static async Task<string> SubmitAsync(string script, IEnumerable<int> indices, int? atOnce, string output)
    {
        var array = string.Join(',', indices.Select(index => index.ToString(CultureInfo.InvariantCulture))) + (atOnce is { } most ? $"%{most}" : "");
        var (code, text, errors) = await RunAsync("sbatch", "--parsable", $"--array={array}", $"--output={output}", script);
        return code == 0 ? text.Split(';')[0].Trim() : throw Refused("sbatch", errors);
    }

    /// <summary>The user's tasks, each with Slurm's reason for waiting, such as <c>Resources</c>; empty if it runs.</summary>
    /// <exception cref="CodedException">Slurm is missing or does not respond.</exception>
    public static async Task<IReadOnlyDictionary<SlurmTaskId, string>> FindQueuedAsync()
    {
        var (code, text, errors) = await RunAsync("squeue", "--me", "--noheader", "--array", "--format=%F %K %t %r");
        if (code != 0)
            throw Refused("squeue", errors);
        var queue = new Dictionary<SlurmTaskId, string>();
        foreach (var line in text.Split('\n'))
        {
            // Jobs outside an array have no index. A reason may contain spaces.
            if (line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries) is [var array, var index, var state, var reason]
                && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                queue[new(array, number)] = state == "PD" ? reason : "";
        }

        return queue;
    }

    /// <summary>Cancels tasks; finished tasks are ignored.</summary>
    public static Task CancelAsync(IEnumerable<SlurmTaskId> tasks) => RunAsync("scancel", ["--quiet", .. tasks.Select(task => task.ToString())]);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output, await errors);
        }
        catch (Win32Exception error)
        {
            throw new CodedException(ExperimentErrorCodes.SlurmMissing,
                $"Jobs run through Slurm, but {program} cannot be started here: {error.Message} Run the build where Slurm's commands are on the PATH, or with -p:Executor=local.", error);
        }
    }

    private static CodedException Refused(string program, string errors) =>
        new(ExperimentErrorCodes.SlurmRefused, $"{program} failed: {errors.Trim()} Check SlurmOptions and the cluster.");
}
