using System.Text.Json.Nodes;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>Runs the target with the SDK, in a separate solution.</summary>
public sealed class ExperimentsTargetTests(MiniSolution solution) : IClassFixture<MiniSolution>
{
    [Fact]
    public void From_the_solution_a_failed_experiment_fails_the_build_but_not_the_others()
    {
        var build = Shell.Run(solution.Path, Shell.DotNet, ["build", "Fake.sln", "-t:Experiments", "-tl:off"],
            ("EPOCHS", "7"), ("DEVICE", "cuda"), ("SEEDS", "7;8"), ("JOBS", "7"), ("EXECUTOR", "slurm"), ("LIST", "true"), ("FORCE", "true"), ("EXPERIMENTVERB", "clean"),
            ("EXPERIMENT", "typo"), ("Preset", "typo"), ("FAILFAST", "true"));

        Assert.Equal(1, build.ExitCode);
        Assert.StartsWith($"{solution["Fake/Fake.csproj"]}(8,5): error MDX0107: no data set 'Nothing'", Assert.Single(build.Errors), StringComparison.Ordinal);
        Assert.Contains("\n    model  0.0121 ± 0.0003", build.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  good -> {solution["artifacts/experiments/good/report.html"]}", build.Output, StringComparison.Ordinal);
        Assert.Contains(" 0 Warning(s)", build.Output, StringComparison.Ordinal);

        // The preset applies; the environment variables do not.
        Assert.Equal("2", (string?)Settings("good")["Epochs"]![0]);
        Assert.Equal(["8", "16"], Settings("good")["Latent"]!.AsArray().Select(v => (string)v!));
        Assert.Equal("MNIST", (string?)Settings("good")["Dataset"]![0]);
        Assert.Equal("cpu", (string?)Settings("good")["Device"]![0]);
        Assert.Equal("1", (string?)Assert.Single(Settings("good")["Seeds"]!.AsArray()));
        Assert.All(["Jobs", "Executor"], name => Assert.Null(Settings("good")[name]));
        Assert.False((bool?)Spec("good")["force"]);
    }

    [Fact]
    public void Of_several_experiments_those_that_are_up_to_date_are_named_and_not_run()
    {
        var several = Shell.Run(solution["Fake"], Shell.DotNet, ["build", "-t:Experiments", "-tl:off", "-p:Experiment=good done"]);
        var one = Shell.Run(solution["Fake"], Shell.DotNet, ["build", "-t:Experiments", "-tl:off", "-p:Experiment=done"]);

        Assert.True(several.ExitCode == 0, several.Output);
        Assert.Contains($"\n  done is up to date -> {solution["artifacts/experiments/done/report.html"]}", several.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("done has nothing to do", several.Output, StringComparison.Ordinal);
        Assert.Contains("model  0.0121", several.Output, StringComparison.Ordinal);
        Assert.Contains("done has nothing to do", one.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("good done", "lacks:Leaves", "Leaves")]
    [InlineData("good done", "table lacks:Leaves", "")]
    [InlineData("good", "lacks:Leaves", "no check")]
    public void Data_sets_that_the_check_did_not_find_are_passed_to_the_runs(string experiments, string script, string expected)
    {
        var build = Shell.Run(solution["Fake"], Shell.DotNet, ["build", "-t:Experiments", "-tl:off", $"-p:Experiment={experiments}", $"-p:Script={script}"]);

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Equal(experiments.Split(' ').Length, build.Output.Split('\n').Count(line => line.TrimEnd() == $"  not found by the check: {expected}".TrimEnd()));
    }

    [Fact]
    public void From_the_project_the_command_line_picks_and_overrides()
    {
        var build = Shell.Run(solution["Fake"], Shell.DotNet,
            ["build", "-t:Experiments", "-tl:off", "-p:List=true", "-p:Experiment=good", "-p:Latent=3 4", "-p:Epochs=5", "-p:Jobs=3", "-p:Executor=slurm", "-p:SlurmOptions=--time=1:00 --mem=2G"]);

        Assert.Equal(0, build.ExitCode);
        Assert.Contains("good would run", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("bad would run", build.Output, StringComparison.Ordinal);
        Assert.Equal(["3", "4"], Settings("good")["Latent"]!.AsArray().Select(v => (string)v!));
        Assert.Equal("5", (string?)Settings("good")["Epochs"]![0]);
        Assert.Equal("3", (string?)Settings("good")["Jobs"]![0]);
        Assert.Equal("slurm", (string?)Settings("good")["Executor"]![0]);
        Assert.Equal("--time=1:00 --mem=2G", (string?)Assert.Single(Settings("good")["SlurmOptions"]!.AsArray()));
    }

    [Fact]
    public void An_experiment_that_no_project_of_the_solution_has_is_one_error()
    {
        var build = Shell.Run(solution.Path, Shell.DotNet, ["build", "Fake.sln", "-t:Experiments", "-tl:off", "-p:Experiment=good typo"]);

        Assert.Equal($"{solution["Fake.sln"]} : error MDX0001: There is no experiment 'typo'. Known: bad, good, done.", Assert.Single(build.Errors));
    }

    [Theory]
    [InlineData("Fake.sln", "false", "\n  TheModel  1,234 parameters"), InlineData("Fake/Fake.csproj", "true", "\n  TheModel\n")]
    public void The_models_are_printed_and_nothing_runs(string what, string list, string text)
    {
        var build = Shell.Run(solution.Path, Shell.DotNet, ["build", what, "-t:Models", "-tl:off", $"-p:List={list}"]);

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains(text, build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("model  0.0121", build.Output, StringComparison.Ordinal);
    }

    /// <summary>Relative paths are in the folder of the command, not of the project.</summary>
    [Fact]
    public void The_models_are_exported_with_the_settings_of_the_command_line()
    {
        var build = Shell.Run(solution.Path, Shell.DotNet, ["build", "Fake/Fake.csproj", "-t:Models", "-tl:off", "-p:Format=onnx", "-p:OutputFolder=out", "-p:Weights=w.safetensors", "-p:Models=A B"]);

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains($"exports onnx|{solution["out"]}|{solution["w.safetensors"]}|A|B", build.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Fake.sln"), InlineData("Fake/Fake.csproj")]
    public void Results_are_deleted_on_request(string what)
    {
        var build = Shell.Run(solution.Path, Shell.DotNet, ["build", what, "-t:CleanExperiments", "-tl:off", "-p:Experiment=good"]);

        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains("good would be deleted", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("bad would be deleted", build.Output, StringComparison.Ordinal);
    }

    /// <summary>Cleaning the solution cleans its projects.</summary>
    [Fact]
    public void Clean_deletes_no_results()
    {
        var results = solution.Write("artifacts/experiments/good/report.html", "Took hours.");

        Assert.Equal(0, Shell.Run(solution.Path, Shell.DotNet, ["build", "Fake.sln", "-t:Clean", "-tl:off"]).ExitCode);

        Assert.True(File.Exists(results));
    }

    [Fact]
    public void A_build_with_other_settings_leaves_those_of_a_running_one_as_they_are()
    {
        Shell.Run(solution["Fake"], Shell.DotNet, ["build", "-t:Experiments", "-tl:off", "-p:Experiment=good", "-p:Epochs=31"]);
        var first = Newest("good");
        var text = File.ReadAllText(first);

        Shell.Run(solution["Fake"], Shell.DotNet, ["build", "-t:Experiments", "-tl:off", "-p:Experiment=good", "-p:Epochs=32", "-p:List=true"]);

        Assert.NotEqual(first, Newest("good"));
        Assert.Equal(text, File.ReadAllText(first));
    }

    private JsonNode Settings(string name) => Spec(name)["settings"]!;

    private JsonNode Spec(string name) => JsonNode.Parse(File.ReadAllText(Newest(name)))!;

    private string Newest(string name) =>
        Directory.GetFiles(solution["Fake/obj/experiments"], $"{name}.*.spec.json").MaxBy(File.GetLastWriteTimeUtc)!;
}
