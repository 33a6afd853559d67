using System.Text.Json;

namespace ModelDsl.EndToEnd.Tests;

/// <summary>The sample's experiments, run by the build on real images.</summary>
public sealed class ExperimentsTests : IDisposable
{
    private readonly string _results = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    public void Dispose() => Directory.Delete(_results, recursive: true);

    private static readonly string[] s_experiments = ["build", "-t:Experiments", "-p:BuildProjectReferences=false"];

    private static string Sample => Repository.File("samples", "Experiments");

    private (int ExitCode, string Output) Run(params string[] overrides) => Run([], overrides);

    private (int ExitCode, string Output) Run(Dictionary<string, string> environment, params string[] overrides) => Repository.DotNet(
        Sample, environment,
        [.. s_experiments, $"-p:ExperimentsOutputPath={_results}/",
         "-p:Experiment=conv-vs-dense", "-p:Models=DenseAutoencoder", "-p:Epochs=3", "-p:TrainingImages=6000", .. overrides]);

    [Fact]
    public void The_build_trains_on_real_images_and_a_second_one_has_nothing_to_do()
    {
        // Fashion-MNIST comes from Debian's package, from the folder MODELDSL_DATA, or is downloaded.
        var (code, output) = Run("-p:Dataset=FashionMNIST");

        Assert.True(code == 0, output);
        var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(_results, "conv-vs-dense", "results.json"))).RootElement.GetProperty("rows");
        var errors = rows.EnumerateArray().ToDictionary(
            row => (row.TryGetProperty("model", out var model) ? model : row.GetProperty("baseline")).GetString()!,
            row => row.GetProperty("metrics").GetProperty("ReconstructionMse").GetProperty("mean").GetDouble());
        Assert.InRange(errors["DenseAutoencoder"], 0.015, 0.06);
        Assert.True(errors["DenseAutoencoder"] < errors["mean image"]);
        Assert.InRange(errors["mean image"], 0.08, 0.09);
        Assert.InRange(errors["PCA"], 0.015, 0.03);
        Assert.True(File.Exists(Path.Combine(_results, "conv-vs-dense", "reconstructions-FashionMNIST.png")));
        var page = Path.Combine(_results, "conv-vs-dense", "report.html");
        Assert.Contains($"conv-vs-dense -> {page}", output, StringComparison.Ordinal);
        Assert.Contains("-p:Models=DenseAutoencoder", File.ReadAllText(page), StringComparison.Ordinal);

        (code, output) = Run("-p:Dataset=FashionMNIST");

        Assert.True(code == 0, output);
        Assert.Contains("3 of 3 jobs up to date", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_data_set_is_skipped_with_a_warning_and_the_other_runs()
    {
        var (code, output) = Run(FashionMnistAlone(), "-p:Dataset=MNIST FashionMNIST", "-p:TrainingImages=600");

        Assert.True(code == 0, output);
        Assert.Matches(@"Experiments\.csproj\(\d+,\d+\): warning MDX0101: .*MNIST", output);
        Assert.Contains("DenseAutoencoder/FashionMNIST/Latent=16/seed=1  test MSE", output, StringComparison.Ordinal);
        Assert.DoesNotContain("DenseAutoencoder/MNIST/Latent=16/seed=1  test MSE", output, StringComparison.Ordinal);
    }

    /// <summary>One experiment per document: on MNIST, and on each data set that is derived from it.</summary>
    [Fact]
    public void Without_MNIST_every_document_has_a_table_of_the_fallback()
    {
        string[] experiments = ["document-a-literal", "document-b", "document-c-table-1", "document-d", "document-e"];

        var (code, output) = Repository.DotNet(
            Sample, FashionMnistAlone(),
            [.. s_experiments, $"-p:ExperimentsOutputPath={_results}/", $"-p:Experiment={string.Join(' ', experiments)}", "-p:TrainingImages=64", "-p:TestImages=16", "-p:Epochs=1"]);

        Assert.True(code == 0, output);
        Assert.Contains(" 1 Warning(s)", output, StringComparison.Ordinal);
        Assert.Matches(@"Experiments\.csproj\(\d+,\d+\): warning MDX0108: The fallback FashionMNIST replaces MNIST: published MNIST metrics do not apply\. MNIST ", output);
        Assert.All(experiments, experiment =>
        {
            var text = File.ReadAllText(Path.Combine(_results, experiment, "results.md"));
            Assert.Matches(@"\n\nThese are results on FashionMNIST(?<of>\S*): MNIST\k<of> could be neither found nor downloaded\. Published MNIST\k<of> metrics do not apply\.", text);
            Assert.Matches(@"\n\| FashionMNIST\S* \| [A-Z]\w+ \| Latent=", text);
            Assert.DoesNotContain("| MNIST", text, StringComparison.Ordinal);
            Assert.Contains("could be neither found nor downloaded", File.ReadAllText(Path.Combine(_results, experiment, "report.html")), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Without_any_data_set_one_error_explains_how_to_get_one()
    {
        // Hides the system's folder from the build in a user namespace, which has no access to the NuGet folder of the real root.
        string[] before = ["unshare", "--map-root-user", "--mount", "bash", "-c", "[[ ! -d /usr/share/datasets ]] || mount -t tmpfs none /usr/share/datasets; exec \"$@\"", "bash"];
        var nothing = new Dictionary<string, string> { ["MODELDSL_DATA"] = "", ["XDG_CACHE_HOME"] = _results, ["MODELDSL_OFFLINE"] = "1" };

        var (code, output) = Repository.DotNet(before, Sample, nothing, [.. s_experiments, "--no-restore", $"-p:ExperimentsOutputPath={_results}/"]);

        Assert.Equal(1, code);
        Assert.Contains(" 0 Warning(s)", output, StringComparison.Ordinal);
        Assert.Contains(" 1 Error(s)", output, StringComparison.Ordinal);
        var error = output.Split('\n').First(line => line.Contains("error MDX0313: There are no data to train on. ", StringComparison.Ordinal));
        Assert.All(["Allow the network", "set MODELDSL_DATA=FOLDER or pass -p:DataDir=FOLDER", "install the package dataset-fashion-mnist"], way => Assert.Contains(way, error, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_model_on_the_command_line_is_an_error()
    {
        var (code, output) = Run("-p:Models=ConvAutoencodr");

        Assert.NotEqual(0, code);
        Assert.Matches(@"Experiments\.csproj : error MDX0011: The command line names the model 'ConvAutoencodr', which is not declared\. Did you mean ConvAutoencoder\?", output);
    }

    /// <summary>The environment of a machine with Fashion-MNIST, but without MNIST and without network.</summary>
    private Dictionary<string, string> FashionMnistAlone()
    {
        CopyFashionMnist(Path.Combine(_results, "data", "fashion-mnist"));
        return new() { ["MODELDSL_DATA"] = Path.Combine(_results, "data"), ["XDG_CACHE_HOME"] = _results, ["MODELDSL_OFFLINE"] = "1" };
    }

    /// <summary>Copies the files from the first folder on this machine that contains them.</summary>
    private static void CopyFashionMnist(string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in DataFolders().Select(root => Path.Combine(root, "fashion-mnist")).Where(Directory.Exists))
            foreach (var file in Directory.EnumerateFiles(folder))
                if (Path.Combine(to, Path.GetFileName(file)) is var copy && !File.Exists(copy))
                    File.Copy(file, copy);
        Assert.True(Directory.EnumerateFiles(to).Any(), "This machine has no Fashion-MNIST: ./build.sh installs Debian's package, and MODELDSL_DATA names another folder.");
    }

    private static IEnumerable<string> DataFolders()
    {
        if (Environment.GetEnvironmentVariable("MODELDSL_DATA") is { Length: > 0 } named)
            yield return named;
        yield return "/usr/share/datasets";
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        yield return Path.Combine(cache, "modeldsl");
    }
}
