namespace ModelDsl.Packages.Tests;

/// <summary>The first minutes of a user with the templates.</summary>
[Trait("Category", "Long")]
public sealed class TemplateTests(TemplateTests.Installed installed) : IClassFixture<TemplateTests.Installed>
{
    private readonly Workspace _workspace = installed.Workspace;

    [Fact]
    public void A_new_solution_builds_trains_and_passes_its_test()
    {
        _workspace.Succeed("", "new", "modeldsl", "-n", "My-Models", "--TorchDevice", "cpu");
        var solution = "My-Models";

        var output = _workspace.Succeed(solution, "build", "-t:Experiments", "-tl:off");
        var results = _workspace["My-Models/artifacts/experiments/small-vs-dense"];
        Assert.True(File.Exists(Path.Combine(results, "report.html")), output);
        Assert.Contains("SmallAutoencoder", File.ReadAllText(Path.Combine(results, "results.md")), StringComparison.Ordinal);
        _workspace.Succeed(solution, "test");

        // A second model, with another name than its file could have as a class.
        _workspace.Succeed($"{solution}/My-Models", "new", "modeldsl-model", "-n", "Wide-Model");
        Assert.Contains("Wide_Model", _workspace.Succeed(solution, "build", "-t:Models", "-tl:off"), StringComparison.Ordinal);
        _workspace.Succeed(solution, "test");
    }

    [Fact]
    public void The_device_is_a_parameter()
    {
        _workspace.Succeed("", "new", "modeldsl", "-o", "gpu", "--TorchDevice", "cuda");

        var references = _workspace.Succeed("gpu/gpu", "msbuild", "-getProperty:TorchDevice", "-getItem:PackageReference");
        Assert.Contains("\"TorchDevice\": \"cuda\"", references, StringComparison.Ordinal);
        Assert.Contains("\"TorchSharp-cuda-", references, StringComparison.Ordinal);
        Assert.DoesNotContain("\"libtorch-cpu-", references, StringComparison.Ordinal);
    }

    public sealed class Installed : IDisposable
    {
        public Installed() => Workspace.Succeed("", "new", "install", Workspace.Package("ModelDsl.Templates"));

        public Workspace Workspace { get; } = new();

        public void Dispose() => Workspace.Dispose();
    }
}
