using System.Runtime.InteropServices;
using ModelDsl.Training;

namespace ModelDsl.Experiments.Jobs;

/// <summary>Converts exceptions of jobs to coded errors. libtorch and user code throw exceptions without a code.</summary>
internal static class JobErrors
{
    private const string LessMemory = "Use a smaller BatchSize, or fewer jobs at once: -p:Jobs=1.";

    // libtorch has no exception type for this. These are the messages of its two allocators for the processor and of the one for CUDA.
    private static readonly string[] s_outOfMemory = ["can't allocate memory", "not enough memory", "out of memory"];

    /// <summary>The coded error.</summary>
    /// <param name="subject">The job, or the job and the evaluator.</param>
    /// <param name="error">The exception.</param>
    public static CodedException Coded(string subject, Exception error) => error switch
    {
        DivergenceException diverged => new(diverged.Code, $"{subject}: {diverged.Message}", error),
        CodedException coded => coded,
        OutOfMemoryException => new(ExperimentErrorCodes.OutOfMemory, $"{subject}: out of memory. {LessMemory}", error),
        ExternalException when s_outOfMemory.Any(text => error.Message.Contains(text, StringComparison.OrdinalIgnoreCase)) =>
            new(ExperimentErrorCodes.OutOfMemory, $"{subject}: out of memory. libtorch reports: {error.Message} {LessMemory}", error),
        ExternalException => new(ExperimentErrorCodes.EngineFailure, $"{subject}: libtorch reports: {error.Message}", error),
        _ when TensorEngine.Explain(error) is { } failure => new(failure.Code, $"{subject} on {Environment.MachineName}: {failure.Message}", error),
        _ => new(ExperimentErrorCodes.Unexpected, $"{subject} failed: {error.GetType().Name}: {error.Message}", error),
    };
}
