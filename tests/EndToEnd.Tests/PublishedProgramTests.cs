using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ModelDsl.EndToEnd.Tests;

/// <summary>Published samples, run from another folder: self-contained, trimmed, and as native code.</summary>
public sealed partial class PublishedProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    private string Program => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Experiments_run_without_the_build_and_its_folders()
    {
        Publish("Experiments", "--no-build");

        Assert.All(Directory.EnumerateFiles(Program, "*", SearchOption.AllDirectories), file => Assert.Null(new FileInfo(file).LinkTarget));
        File.WriteAllText(Path.Combine(_folder, "spec.json"), """
            {
              "name": "published", "projectFile": "Published.csproj", "line": 1, "column": 1,
              "settings": {
                "Models": ["DenseAutoencoder"], "Dataset": ["FashionMNIST"], "TrainingImages": ["200"], "TestImages": ["100"], "Latent": ["8"],
                "Epochs": ["1"], "Seeds": ["1", "2"], "Threads": ["1"], "BatchSize": ["50"], "LearningRate": ["0.001"], "Device": ["cpu"],
                "Evaluate": ["Reconstruction"]
              }
            }
            """);
        var (code, output) = await Run("Experiments", "run", "--spec", "spec.json", "--results", "results");

        Assert.True(code == 0, output);
        Assert.Matches(@"Reconstruction: FashionMNIST, Latent=8, 2 seeds[\s\S]*DenseAutoencoder\s+0\.\d+", output);
        Assert.True(File.Exists(Path.Combine(_folder, "results", "published", "report.html")), output);

        await Without_the_native_library_it_is_one_coded_error();
    }

    /// <summary>TorchSharp's own error is a page of text about a missing package reference.</summary>
    private async Task Without_the_native_library_it_is_one_coded_error()
    {
        foreach (var library in Directory.EnumerateFiles(Program, "*LibTorchSharp.*", SearchOption.AllDirectories))
            File.Delete(library);
        var (code, output) = await Run("Experiments", "models");

        Assert.Equal(1, code);
        Assert.Contains("error MDX0207: TorchSharp's native library cannot be loaded: ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("combination packages", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Program, "cpu")), "TorchSharp has copied natives");
    }

    [Fact, Trait("Category", "Long")]
    public Task Trimmed_it_trains_saves_and_loads() => It_trains_saves_and_loads("-p:PublishNative=false");

    [Fact, Trait("Category", "Long")]
    public async Task As_native_code_it_trains_saves_and_loads()
    {
        await It_trains_saves_and_loads();

        Assert.False(File.Exists(Path.Combine(Program, "Aot.dll")), "the program is not native code");
    }

    private async Task It_trains_saves_and_loads(params string[] arguments)
    {
        var published = Publish("Aot", ["-p:RestoreRecursive=false", "-p:BuildProjectReferences=false", .. arguments]);

        // TorchSharp does not support trimming or native AOT. All warnings must come from it.
        var warnings = published.Split('\n').Where(line => line.Contains("warning", StringComparison.Ordinal));
        Assert.All(warnings, line => Assert.StartsWith("TorchSharp.", Warning().Match(line).Groups["member"].Value, StringComparison.Ordinal));

        var (code, output) = await Run("Aot");

        Assert.True(code == 0, output);
        Assert.Matches(@"loss 0[.,]\d{3} -> 0[.,]\d{3}", output);
        Assert.Contains("DenseAutoencoder (Latent=8)", output, StringComparison.Ordinal);
        Assert.Contains("the loaded model returns the same images", output, StringComparison.Ordinal);
    }

    private string Publish(string sample, params string[] arguments)
    {
        var (code, output) = Repository.DotNet(
            Repository.File("samples", sample), new Dictionary<string, string>(), ["publish", "-o", Program, .. arguments]);

        Assert.True(code == 0, output);
        return output;
    }

    private async Task<(int ExitCode, string Output)> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Program, OperatingSystem.IsWindows() ? $"{program}.exe" : program), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        using var run = Process.Start(start)!;
        var errors = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync() + await errors;
        await run.WaitForExitAsync();
        return (run.ExitCode, output);
    }

    // ILC : Trim analysis warning IL2070: TorchSharp.torch.nn.Module.…: 'this' argument does not …
    [GeneratedRegex(@"warning \w+: (?<member>\S+)")]
    private static partial Regex Warning();
}
