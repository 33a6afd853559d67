using System.Text.Json.Nodes;
using System.Xml.Linq;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

public sealed class PrepareExperimentsTests : PrepareExperimentsTest
{
    [Fact]
    public void The_command_line_beats_the_preset_which_beats_the_item()
    {
        var settings = Settings(
            Run(new FakeEngine(("epochs", "5")),
                [Experiment("first", ("Epochs", "100"), ("Seeds", "1;2;3"), ("Dataset", "MNIST"))],
                [Preset("quick", ("Epochs", "2"), ("Seeds", "1"))]));

        Assert.Equal(["5"], settings["Epochs"]);
        Assert.Equal(["1"], settings["Seeds"]);
        Assert.Equal(["MNIST"], settings["Dataset"]);
    }

    [Fact]
    public void Quick_is_the_default_if_it_is_declared()
    {
        var experiment = Experiment("first", ("Epochs", "100"));

        Assert.Equal(["2"], Settings(Run(new FakeEngine(), [experiment], [Preset("quick", ("Epochs", "2"))]))["Epochs"]);
        Assert.Equal(["100"], Settings(Run(new FakeEngine(), [experiment], [Preset("tiny", ("Epochs", "3"))]))["Epochs"]);
        Assert.Equal(["3"], Settings(Run(new FakeEngine(("Preset", "tiny")), [experiment], [Preset("tiny", ("Epochs", "3"))]))["Epochs"]);
    }

    [Fact]
    public void A_presets_item_for_one_experiment_beats_the_one_for_all()
    {
        DeclaredItem[] presets = [Preset("quick", ("Experiment", "FIRST; other"), ("Epochs", "3")), Preset("quick", ("Epochs", "2"), ("Seeds", "1"))];
        DeclaredItem[] experiments = [Experiment("first", ("Epochs", "100")), Experiment("other"), Experiment("second", ("Epochs", "100"))];

        var first = Settings(Run(new FakeEngine(("Experiment", "first")), experiments, presets));
        Assert.Equal(["3"], first["Epochs"]);
        Assert.Equal(["1"], first["Seeds"]);
        Assert.DoesNotContain("Experiment", first.Keys);

        Assert.Equal(["5"], Settings(Run(new FakeEngine(("Experiment", "first"), ("Epochs", "5")), experiments, presets))["Epochs"]);
        Assert.Equal(["2"], Settings(Run(new FakeEngine(("Experiment", "second")), experiments, presets), "second")["Epochs"]);
    }

    [Fact]
    public void The_specification_contains_the_positions_of_a_presets_settings()
    {
        var run = Run(new FakeEngine(("Seeds", "5")), [Experiment("first", ("Epochs", "100"), ("Dataset", "MNIST"))], [Preset("quick", ("epochs", "2"), ("Seeds", "1"))]);

        var origin = Assert.Single(Spec(run, "first")["origins"]!.AsObject());
        Assert.Equal("Epochs", origin.Key);
        Assert.Equal((Project, 3, 5), ((string?)origin.Value!["file"], (int)origin.Value["line"]!, (int)origin.Value["column"]!));
    }

    [Fact]
    public void A_fallback_belongs_to_its_preset_and_can_be_overridden()
    {
        DeclaredItem[] presets = [Preset("quick", ("Fallback", "FashionMNIST")), Preset("paper", ("Seeds", "1;2;3"))];
        var experiment = Experiment("first", ("Dataset", "MNIST"), ("Fallback", ""));

        var quick = Spec(Run(new FakeEngine(), [experiment], presets), "first");
        Assert.Equal(("FashionMNIST", 3), ((string?)quick["settings"]!["Fallback"]![0], (int?)quick["origins"]!["Fallback"]!["line"]));
        Assert.DoesNotContain("Fallback", Settings(Run(new FakeEngine(("Preset", "paper")), [experiment], presets)).Keys);
        Assert.Equal(["Leaves"], Settings(Run(new FakeEngine(("Preset", "paper"), ("Fallback", "Leaves")), [experiment], presets))["Fallback"]);
        Assert.Equal("MNIST", (string?)Spec(Run(new FakeEngine(("Dataset", "MNIST")), [experiment], presets), "first")["overrides"]!["Dataset"]);
    }

    [Fact]
    public void A_preset_may_be_limited_to_some_experiments() =>
        Assert.Equal(["100"], Settings(Run(
            new FakeEngine(("Experiment", "first")),
            [Experiment("first", ("Epochs", "100")), Experiment("second")],
            [Preset("quick", ("Experiment", "second"), ("Epochs", "3"))]))["Epochs"]);

    [Fact]
    public void A_preset_for_an_unknown_experiment_is_an_error_at_its_line()
    {
        File.WriteAllText(Project, """
            <Project>
              <ItemGroup>
                <ExperimentPreset Include="quick" Epochs="2" />
                <ExperimentPreset Include="quick" Experiment="frist" Epochs="3" />
                <Experiment Include="first" />
              </ItemGroup>
            </Project>
            """);
        AssertError(
            new FakeEngine(), [Experiment("first")], "MDX0001", "Preset 'quick' names the experiment 'frist', which does not exist. Did you mean first? Known: first.", line: 4,
            [Preset("quick", ("Epochs", "2")), Preset("quick", ("Experiment", "frist"), ("Epochs", "3"))]);
    }

    [Fact]
    public void Lists_split_at_semicolons_and_white_space_and_empty_ones_are_absent()
    {
        var settings = Settings(Run(new FakeEngine(("Latent", "10%3B15 20")), [Experiment("first", ("Models", " A;\n B ;"), ("Latent", "2"), ("Threads", ""))]));

        Assert.Equal(["A", "B"], settings["Models"]);
        Assert.Equal(["10", "15", "20"], settings["Latent"]);
        Assert.DoesNotContain("Threads", settings.Keys);
    }

    [Fact]
    public void A_property_that_no_experiment_names_is_not_a_setting() =>
        Assert.Equal(["Epochs"], Settings(Run(new FakeEngine(("Configuration", "Release")), [Experiment("first", ("Epochs", "1"))])).Keys);

    [Fact]
    public void A_data_folder_is_one_path_relative_to_its_source()
    {
        Assert.Equal([_folder["my data"]], Settings(Run(new FakeEngine(), [Experiment("first", ("DataDir", "my data"))]))["DataDir"]);
        Assert.Equal(["/start/data"], Settings(Run(new FakeEngine(("DataDir", "data")), [Experiment("first", ("DataDir", ""))]))["DataDir"]);
    }

    [Fact]
    public void A_path_of_data_may_contain_spaces_and_is_relative_to_its_source()
    {
        var experiment = Experiment("first", ("Dataset", "folder:my photos/; MNIST csv:table.csv"));

        Assert.Equal(["folder:my photos/", "MNIST", "csv:table.csv"], Settings(Run(new FakeEngine(), [experiment]))["Dataset"]);
        var given = Run(new FakeEngine(("Dataset", "folder:my photos%3BMNIST")), [experiment]);
        Assert.Equal(["folder:/start/my photos", "MNIST"], Settings(given)["Dataset"]);
        Assert.Equal("folder:/start/my photos;MNIST", (string?)Spec(given, "first")["overrides"]!["Dataset"]);
    }

    [Fact]
    public void The_specification_contains_the_position_of_the_experiment()
    {
        var spec = Spec(Run(new FakeEngine(("Experiment", "third"), ("Force", "true")), [Experiment("first"), Experiment("third")]), "third");

        Assert.Equal((Project, 5, 5), ((string?)spec["projectFile"], (int?)spec["line"], (int?)spec["column"]));
        Assert.Equal(("third", true, false), ((string?)spec["name"], (bool?)spec["force"], (bool?)spec["list"]));
        Assert.Empty(Directory.GetFiles(_folder["obj"], "first.*"));
    }

    [Fact]
    public void A_specification_is_named_after_its_content()
    {
        var first = SpecFile(Run(new FakeEngine(), [Experiment("first")]));

        Assert.Equal(first, SpecFile(Run(new FakeEngine(), [Experiment("first")])));
        Assert.NotEqual(first, SpecFile(Run(new FakeEngine(("Force", "true")), [Experiment("first")])));
        Assert.Matches(@"first\.[0-9a-f]{12}\.spec\.json$", first);
        Assert.DoesNotContain(Directory.GetFiles(_folder["obj"]), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Experiment", "first typo", "MDX0001", "There is no experiment 'typo'. Known: first, second.")]
    [InlineData("Experiment", "secnd", "MDX0001", "There is no experiment 'secnd'. Did you mean second? Known: first, second.")]
    [InlineData("Preset", "quik", "MDX0002", "There is no preset 'quik'. Did you mean quick? Known: quick.")]
    [InlineData("Preset", "huge", "MDX0002", "There is no preset 'huge'. Known: quick.")]
    [InlineData("Epoch", "5", "MDX0008", "Unknown property -p:Epoch. Did you mean -p:Epochs?")]
    [InlineData("DatDir", "data", "MDX0008", "Unknown property -p:DatDir. Did you mean -p:DataDir?")]
    [InlineData("Description", "Mine", "MDX0008", "MSBuild writes -p:Description into every assembly, so all models would be trained again. Set the Description of an experiment in its item.")]
    [InlineData("Presets", "quick", "MDX0008", "Unknown property -p:Presets. Did you mean -p:Preset?")]
    [InlineData("Force", "perhaps", "MDX0005", "Force is 'perhaps'. Use -p:Force=true or remove it.")]
    public void A_wrong_value_on_the_command_line_is_one_error_at_the_declarations(string property, string value, string code, string message) =>
        AssertError(new FakeEngine((property, value)), [Experiment("first", ("Epochs", "1"), ("DataDir", "data")), Experiment("second")], code, message, line: 4);

    [Fact]
    public void Properties_that_are_not_settings_are_ignored()
    {
        (string, string)[] others =
        [
            .. new[] { "Configuration", "Platform", "OutDir", "OutputPath", "PublishDir", "Version", "RuntimeIdentifier", "TargetFramework", "TorchDevice", "NoWarn", "NoBuild", "SolutionDir", "ExperimentTasks", "ExperimentsOutputPath", "ContinuousIntegrationBuild" }
                .Select(name => (name, "x")),
        ];

        Assert.Single(Run(new FakeEngine(others), [Experiment("first", [.. Defaults.Append("Published").Select(name => (name, "1"))])]).ExperimentProjects);
    }

    /// <summary>The names in the item definition.</summary>
    private static IEnumerable<string> Defaults =>
        from definition in XDocument.Load(Path.Combine(MiniSolution.Repository, "build", "ModelDsl.Experiments.targets")).Descendants("ItemDefinitionGroup").Elements("Experiment")
        from setting in definition.Elements()
        select setting.Name.LocalName;

    [Fact]
    public void A_solution_may_name_experiments_of_anotherProject() =>
        Assert.Empty(Run(new FakeEngine(("Experiment", "elsewhere")), [Experiment("first")], inSolution: true).ExperimentProjects);

    [Fact]
    public void A_name_declared_twice_is_an_error_at_the_second_declaration()
    {
        File.WriteAllText(Project, """
            <Project>
              <ItemGroup>
                <Experiment Include="first" />
                <Experiment Include="second" />
                <Experiment Include="First" />
              </ItemGroup>
            </Project>
            """);
        AssertError(new FakeEngine(), [Experiment("first"), Experiment("second"), Experiment("First")], "MDX0003", "Experiment 'First' is declared twice.", line: 5);
    }

    [Fact]
    public void A_name_declared_twice_is_refused() =>
        AssertError(new FakeEngine(), [Experiment("second"), Experiment("Second")], "MDX0003", "Experiment 'Second' is declared twice. Rename one of them.", line: 5);

    [Fact]
    public void A_name_that_is_not_a_file_name_is_refused() =>
        AssertError(new FakeEngine(), [Experiment("../first")], "MDX0004", "'../first' is not a valid experiment name", line: 1);

    [Theory]
    [InlineData("jobs"), InlineData("Jobs")]
    public void The_name_of_the_folder_with_all_jobs_is_refused(string name) =>
        AssertError(new FakeEngine(), [Experiment(name)], "MDX0004", $"'{name}' is not a valid experiment name, because the folder of all jobs has this name.", line: 1);

    [Fact]
    public void The_specification_contains_the_settings_of_the_command_line_unsplit()
    {
        var spec = Spec(Run(new FakeEngine(("Latent", "10 15"), ("Configuration", "Release")), [Experiment("first", ("Latent", "2"), ("Epochs", "3"))]), "first");

        Assert.Equal(("10 15", 1), ((string?)spec["overrides"]!["Latent"], spec["overrides"]!.AsObject().Count));
    }
}
