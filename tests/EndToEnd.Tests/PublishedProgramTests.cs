using System.Diagnostics;

namespace EndToEnd.Tests;

/// <summary>The sample for ahead-of-time compilation, published: what reflection alone would find is gone.</summary>
public sealed class PublishedProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    private string Program => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Trimmed_it_trains_saves_and_loads()
    {
        Publish("-p:PublishNative=false", "-p:RestoreRecursive=false", "-p:BuildProjectReferences=false");

        await It_trains_saves_and_loads();
    }

    [Fact]
    public async Task As_native_code_it_trains_saves_and_loads()
    {
        // With .NET 9, whose native compiler is one package; what is built for it lies apart from what the other tests use.
        Publish("-p:ModelDslFramework=net9.0", "--artifacts-path", Path.Combine(_folder, "artifacts"));

        Assert.False(File.Exists(Path.Combine(Program, "Aot.dll")), "the program is not native code");
        await It_trains_saves_and_loads();
    }

    private void Publish(params string[] arguments)
    {
        var (code, output) = Repository.DotNet(
            Repository.File("samples", "Aot"), new Dictionary<string, string>(), ["publish", "-o", Program, .. arguments]);

        Assert.True(code == 0, output);
        Assert.DoesNotContain("warning", output, StringComparison.Ordinal);
    }

    private async Task It_trains_saves_and_loads()
    {
        var start = new ProcessStartInfo(Path.Combine(Program, OperatingSystem.IsWindows() ? "Aot.exe" : "Aot"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Program,
        };
        using var run = Process.Start(start)!;
        var errors = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync() + await errors;
        await run.WaitForExitAsync();

        Assert.True(run.ExitCode == 0, output);
        Assert.Matches(@"loss 0[.,]\d{3} -> 0[.,]\d{3}", output);
        Assert.Contains("DenseAutoencoder (Latent=8)", output, StringComparison.Ordinal);
        Assert.Contains("the loaded model gives the same images", output, StringComparison.Ordinal);
    }
}
