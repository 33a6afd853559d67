using System.Text.Json.Nodes;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>Runs <see cref="PrepareExperiments"/> on declared items.</summary>
public abstract class PrepareExperimentsTest : IDisposable
{
    private protected readonly TemporaryFolder _folder = new();
    private protected PrepareExperimentsTest() => Project = _folder.Write("Sample.csproj", """
        <Project>
          <ItemGroup>
            <ExperimentPreset Include="quick" Epochs="2" />
            <Experiment Include="first" />
            <Experiment Include="second; third" />
            <Claim Include="A beats B" Metric="Error" Lower="A" Than="B" />
          </ItemGroup>
        </Project>
        """);

    private protected string Project { get; }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected DeclaredItem Experiment(string name, params (string, string)[] metadata) => new(Project, name, metadata);
    private protected DeclaredItem Preset(string name, params (string, string)[] metadata) => new(Project, name, metadata);

    private protected PrepareExperiments Run(FakeEngine engine, DeclaredItem[] experiments, DeclaredItem[]? presets = null, bool inSolution = false, bool succeeds = true, DeclaredItem[]? claims = null)
    {
        var task = new PrepareExperiments
        {
            BuildEngine = engine,
            Experiments = experiments,
            Presets = presets ?? [Preset("quick")],
            Claims = claims ?? [],
            ProjectFile = Project,
            IntermediateDirectory = _folder["obj"],
            RunTargets = "/build/Run&.targets",
            StartupDirectory = "/start",
            InSolution = inSolution,
        };
        Assert.Equal(succeeds, task.Execute());
        return task;
    }

    private protected void AssertError(
        FakeEngine engine, DeclaredItem[] experiments, string code, string message, int line, DeclaredItem[]? presets = null, DeclaredItem[]? claims = null)
    {
        Run(engine, experiments, presets, succeeds: false, claims: claims);
        var error = Assert.Single(engine.Errors);
        Assert.Equal((code, Project, line), (error.Code, error.File, error.LineNumber));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["obj"]));
    }

    private protected JsonNode Spec(PrepareExperiments task, string name)
    {
        Assert.Equal([_folder[$"obj/{name}.proj"]], task.ExperimentProjects.Select(p => p.ItemSpec));
        Assert.Contains("\"/build/Run&amp;.targets\"", File.ReadAllText(_folder[$"obj/{name}.proj"]), StringComparison.Ordinal);
        return JsonNode.Parse(File.ReadAllText(SpecFile(task)))!;
    }

    private protected static string SpecFile(PrepareExperiments task) => Assert.Single(task.ExperimentProjects).GetMetadata("SpecFile");

    private protected Dictionary<string, string[]> Settings(PrepareExperiments task, string experiment = "first") =>
        Spec(task, experiment)["settings"]!.AsObject().ToDictionary(s => s.Key, s => s.Value!.AsArray().Select(v => (string)v!).ToArray());
}
