namespace ModelDsl.Experiments.Hosting;

/// <summary>Unlike <see cref="Progress{T}"/>, reports at once and on the caller's thread: lines stay in order.</summary>
internal sealed class ImmediateProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
