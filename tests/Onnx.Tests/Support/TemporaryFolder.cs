namespace ModelDsl.Onnx.Tests.Support;

/// <summary>A new folder, deleted at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
