using System.Diagnostics;
using System.Security.Cryptography;

namespace ModelDsl.EndToEnd.Tests;

/// <summary>A build that is killed while its experiments train.</summary>
public sealed class KilledBuildTests : IDisposable
{
    // Below the root of the repository, so that the project imports its props.
    private readonly string _folder = Directory.CreateDirectory(Repository.File("artifacts", "end-to-end", Guid.NewGuid().ToString("N"))).FullName;

    public KilledBuildTests()
    {
        File.WriteAllText(Path.Combine(_folder, "Killed.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <IsExperimentProject>true</IsExperimentProject>
                <UseModelDsl>true</UseModelDsl>
                <GenerateDocumentationFile>false</GenerateDocumentationFile>
              </PropertyGroup>
              <ItemGroup>
                <Compile Include="{Repository.File("tests", "Experiments.Tests", "StripedImages.cs")}" />
                <ProjectReference Include="{Repository.File("src", "Architectures", "ModelDsl.Architectures.csproj")}" />
                <Experiment Include="killed" Models="DenseAutoencoder;Vae" Dataset="Stripes" Seeds="1" Epochs="60" Latent="10" BatchSize="32" Jobs="2" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(_folder, "Program.cs"), """
            using ModelDsl.Experiments;
            using ModelDsl.Experiments.Tests;

            return ExperimentRunner.Main(args, ModelDsl.Generated._ModelDsl_Architectures.ModelCatalogue.Models, [new StripedImages("Stripes")], []);
            """);
        var (code, output) = Repository.DotNet(_folder, new Dictionary<string, string>(), "build");
        Assert.True(code == 0, output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Results(string name) => Path.Combine(_folder, name) + Path.DirectorySeparatorChar;

    private Process Start(string results) => Repository.Start(_folder, new Dictionary<string, string>(),
        "build", "-t:Experiments", "--no-restore", "-p:BuildProjectReferences=false", $"-p:ExperimentsOutputPath={results}");

    [Fact, Trait("Category", "Long")]
    public async Task It_leaves_no_process_and_a_later_one_resumes_to_the_same_bits()
    {
        var killed = Results("killed");
        foreach (var signal in new[] { "INT", "TERM", "KILL" })
        {
            var begun = DateTime.UtcNow;
            using var build = Start(killed);
            var output = Task.WhenAll(build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
            while (!build.HasExited && !Files(killed, "checkpoint.state").Any(file => File.GetLastWriteTimeUtc(file) > begun))
                await Task.Delay(20);
            Assert.False(build.HasExited, signal);

            Process.Start("bash", ["-c", $"kill -s {signal} {build.Id}"]).WaitForExit();
            await build.WaitForExitAsync();
            for (var waited = Stopwatch.StartNew(); Runners(killed).Any() && waited.Elapsed < TimeSpan.FromMinutes(1);)
                await Task.Delay(50);
            Assert.Empty(Runners(killed));
            await output;
        }

        await RunToTheEnd(killed);
        await RunToTheEnd(Results("straight"));

        Assert.Equal(4, Files(killed, "result.json").Length);
        foreach (var name in new[] { "result.json", "training.json", "weights.safetensors" })
            Assert.Equal(Hashes(Results("straight"), name), Hashes(killed, name));
    }

    private async Task RunToTheEnd(string results)
    {
        using var build = Start(results);
        var output = await Task.WhenAll(build.StandardOutput.ReadToEndAsync(), build.StandardError.ReadToEndAsync());
        await build.WaitForExitAsync();
        Assert.True(build.ExitCode == 0, string.Concat(output));
    }

    private static string[] Files(string results, string name) =>
        Directory.Exists(results) ? Directory.GetFiles(results, name, SearchOption.AllDirectories) : [];

    private static SortedDictionary<string, string> Hashes(string results, string name) => new(
        Files(results, name).ToDictionary(file => Path.GetRelativePath(results, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);

    /// <summary>The command lines of runners and jobs that use a folder of results.</summary>
    private static IEnumerable<string> Runners(string results)
    {
        foreach (var file in Directory.EnumerateDirectories("/proc").Select(folder => Path.Combine(folder, "cmdline")))
        {
            string line;
            try
            {
                line = File.ReadAllText(file).Replace('\0', ' ');
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Not a process, or it has ended.
                continue;
            }

            if (line.Contains($"--results {results}", StringComparison.Ordinal))
                yield return line;
        }
    }
}
