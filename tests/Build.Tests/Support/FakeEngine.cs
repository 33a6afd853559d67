using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace ModelDsl.Build.Tests.Support;

/// <summary>A build engine that records the events of a task and has the given global properties.</summary>
internal sealed class FakeEngine(params (string Name, string Value)[] globalProperties) : IBuildEngine6, IDisposable
{
    private readonly ConcurrentQueue<BuildEventArgs> _events = new();
    private readonly ConcurrentDictionary<object, object> _objects = new();

    public IEnumerable<BuildErrorEventArgs> Errors => _events.OfType<BuildErrorEventArgs>();
    public IEnumerable<BuildWarningEventArgs> Warnings => _events.OfType<BuildWarningEventArgs>();
    public IEnumerable<BuildMessageEventArgs> Messages => _events.OfType<BuildMessageEventArgs>();

    /// <summary>The events that the terminal logger shows immediately.</summary>
    public IEnumerable<ExtendedBuildMessageEventArgs> Shown(string type) =>
        _events.OfType<ExtendedBuildMessageEventArgs>().Where(e => e.ExtendedType == type);

    public IReadOnlyDictionary<string, string> GetGlobalProperties() =>
        globalProperties.ToDictionary(p => p.Name, p => p.Value);

    /// <summary>Ends the build.</summary>
    public void Dispose()
    {
        foreach (var shared in _objects.Values.OfType<IDisposable>())
            shared.Dispose();
    }

    public void LogErrorEvent(BuildErrorEventArgs e) => _events.Enqueue(e);
    public void LogWarningEvent(BuildWarningEventArgs e) => _events.Enqueue(e);
    public void LogMessageEvent(BuildMessageEventArgs e) => _events.Enqueue(e);
    public void LogCustomEvent(CustomBuildEventArgs e) => _events.Enqueue(e);

    public bool ContinueOnError => false;
    public int LineNumberOfTaskNode => 0;
    public int ColumnNumberOfTaskNode => 0;
    public string ProjectFileOfTaskNode => "";
    public bool IsRunningMultipleNodes => false;
    public void Yield() { }
    public void Reacquire() { }
    public void LogTelemetry(string eventName, IDictionary<string, string> properties) { }
    public object? GetRegisteredTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => _objects.GetValueOrDefault(key);
    public void RegisterTaskObject(object key, object obj, RegisteredTaskObjectLifetime lifetime, bool allowEarlyCollection) => _objects[key] = obj;
    public object? UnregisterTaskObject(object key, RegisteredTaskObjectLifetime lifetime) => _objects.TryRemove(key, out var found) ? found : null;
    public bool BuildProjectFile(string file, string[] targets, IDictionary properties, IDictionary outputs) => throw new NotSupportedException();
    public bool BuildProjectFile(string file, string[] targets, IDictionary properties, IDictionary outputs, string version) => throw new NotSupportedException();
    public bool BuildProjectFilesInParallel(string[] files, string[] targets, IDictionary[] properties, IDictionary[] outputs, string[] versions, bool useCache, bool unload) => throw new NotSupportedException();
    public BuildEngineResult BuildProjectFilesInParallel(string[] files, string[] targets, IDictionary[] properties, IList<string>[] removed, string[] versions, bool returnOutputs) => throw new NotSupportedException();
}
