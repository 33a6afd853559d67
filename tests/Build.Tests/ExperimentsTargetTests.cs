using System.Text.Json.Nodes;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>The target itself, by the real dotnet in a solution of its own.</summary>
public sealed class ExperimentsTargetTests(MiniSolution solution) : IClassFixture<MiniSolution>
{
    [Fact]
    public void From_the_solution_a_failed_experiment_fails_the_build_but_not_the_others()
    {
        var build = Shell.Run(solution.Path, Shell.DotNet, ["build", "Fake.sln", "-t:Experiments", "-tl:off"],
            ("EPOCHS", "7"), ("EXPERIMENT", "typo"), ("Preset", "typo"), ("FAILFAST", "true"));

        Assert.Equal(1, build.ExitCode);
        Assert.StartsWith($"{solution["Fake/Fake.csproj"]}(8,5): error MDX0107: no data set 'Nothing'", Assert.Single(build.Errors), StringComparison.Ordinal);
        Assert.Contains("\n    model  0.0121 ± 0.0003", build.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  good -> {solution["artifacts/experiments/good/report.html"]}", build.Output, StringComparison.Ordinal);
        Assert.Contains(" 0 Warning(s)", build.Output, StringComparison.Ordinal);

        // The preset, and none of the environment variables.
        Assert.Equal("2", (string?)Settings("good")["Epochs"]![0]);
        Assert.Equal(["8", "16"], Settings("good")["Latent"]!.AsArray().Select(v => (string)v!));
        Assert.Equal("MNIST", (string?)Settings("good")["Dataset"]![0]);
    }

    [Fact]
    public void From_the_project_the_command_line_picks_and_overrides()
    {
        var build = Shell.Run(solution["Fake"], Shell.DotNet,
            ["build", "-t:Experiments", "-tl:off", "-p:List=true", "-p:Experiment=good", "-p:Latent=3 4", "-p:Epochs=5"]);

        Assert.Equal(0, build.ExitCode);
        Assert.Contains("good would run", build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("bad would run", build.Output, StringComparison.Ordinal);
        Assert.Equal(["3", "4"], Settings("good")["Latent"]!.AsArray().Select(v => (string)v!));
        Assert.Equal("5", (string?)Settings("good")["Epochs"]![0]);
    }

    [Fact]
    public void An_experiment_that_no_project_of_the_solution_has_is_one_error()
    {
        var build = Shell.Run(solution.Path, Shell.DotNet, ["build", "Fake.sln", "-t:Experiments", "-tl:off", "-p:Experiment=good typo"]);

        Assert.Equal($"{solution["Fake.sln"]} : error MDX0001: There is no experiment 'typo'. Known: bad, good.", Assert.Single(build.Errors));
    }

    private JsonNode Settings(string name) =>
        JsonNode.Parse(File.ReadAllText(solution[$"Fake/obj/experiments/{name}.spec.json"]))!["settings"]!;
}
