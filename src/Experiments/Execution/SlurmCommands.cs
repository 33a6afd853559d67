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

/// <summary>The programs by which Slurm is asked.</summary>
internal static class SlurmCommands
{
    /// <summary>Submits a script as a job array.</summary>
    /// <param name="script">The script.</param>
    /// <param name="indices">The tasks.</param>
    /// <param name="atOnce">How many may run at once; null for as many as the cluster allows.</param>
    /// <param name="output">Where a task's output goes, as a pattern.</param>
    /// <returns>The array's id.</returns>
    /// <exception cref="CodedException">Slurm is not there, or refuses.</exception>
    public static async Task<string> SubmitAsync(string script, IEnumerable<int> indices, int? atOnce, string output)
    {
        var array = string.Join(',', indices.Select(index => index.ToString(CultureInfo.InvariantCulture))) + (atOnce is { } most ? $"%{most}" : "");
        var (code, text, errors) = await RunAsync("sbatch", "--parsable", $"--array={array}", $"--output={output}", script);
        return code == 0 ? text.Split(';')[0].Trim() : throw Refused("sbatch", errors);
    }

    /// <summary>The user's tasks, each with Slurm's word for why it waits, such as <c>Resources</c>; empty where it runs.</summary>
    /// <exception cref="CodedException">Slurm is not there, or does not answer.</exception>
    public static async Task<IReadOnlyDictionary<SlurmTaskId, string>> FindQueuedAsync()
    {
        var (code, text, errors) = await RunAsync("squeue", "--me", "--noheader", "--array", "--format=%F %K %t %r");
        if (code != 0)
            throw Refused("squeue", errors);
        var queue = new Dictionary<SlurmTaskId, string>();
        foreach (var line in text.Split('\n'))
        {
            // What is no array has no index; a reason may have spaces.
            if (line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries) is [var array, var index, var state, var reason]
                && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                queue[new(array, number)] = state == "PD" ? reason : "";
        }

        return queue;
    }

    /// <summary>Ends tasks; those that are done already are left alone.</summary>
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
                $"Jobs run through Slurm, and {program} cannot be started here: {error.Message} Run the build where Slurm's commands are on the PATH, or with -p:Executor=local.", error);
        }
    }

    private static CodedException Refused(string program, string errors) =>
        new(ExperimentErrorCodes.SlurmRefused, $"{program} failed: {errors.Trim()} Check SlurmOptions and the cluster.");
}
