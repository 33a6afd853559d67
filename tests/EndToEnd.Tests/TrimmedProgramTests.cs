using System.Diagnostics;

namespace EndToEnd.Tests;

/// <summary>The sample for ahead-of-time compilation, trimmed: what reflection alone would find is gone.</summary>
public sealed class TrimmedProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_is_published_without_warnings_and_trains_saves_and_loads()
    {
        // Trimming needs packages of the SDK alone; compiling to native code needs a linker, and is a command of its own.
        var (code, output) = Repository.DotNet(
            Repository.File("samples", "Aot"), new Dictionary<string, string>(),
            "publish", "-o", _folder, "-p:PublishNative=false", "-p:RestoreRecursive=false", "-p:BuildProjectReferences=false");

        Assert.True(code == 0, output);
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);

        var program = Path.Combine(_folder, OperatingSystem.IsWindows() ? "Aot.exe" : "Aot");
        using var run = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder })!;
        var errors = run.StandardError.ReadToEndAsync();
        output = await run.StandardOutput.ReadToEndAsync() + await errors;
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 0, output);
        Assert.Matches(@"loss 0[.,]\d{3} -> 0[.,]\d{3}", output);
        Assert.Contains("DenseAutoencoder (Latent=8)", output, StringComparison.Ordinal);
        Assert.Contains("the loaded model gives the same images", output, StringComparison.Ordinal);
    }
}
