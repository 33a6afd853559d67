namespace ModelDsl.Experiments.Hosting;

/// <summary>Unlike <see cref="Progress{T}"/>, reports synchronously on the caller's thread, which keeps lines in order.</summary>
internal sealed class ImmediateProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
