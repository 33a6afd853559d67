using System.Text.Json.Nodes;
using ModelDsl.Build.Tests.Support;

namespace ModelDsl.Build.Tests;

/// <summary>Claims: the experiments that they apply to, and their errors.</summary>
public sealed class ClaimTests : PrepareExperimentsTest
{
    [Fact]
    public void A_claim_applies_to_every_experiment_with_both_models_or_to_the_one_that_it_names()
    {
        DeclaredItem[] experiments = [Experiment("first", ("Models", "A;B;C")), Experiment("second", ("Models", "A;C")), Experiment("third", ("Models", "C;B;A"))];
        DeclaredItem[] claims = [Claim(("Metric", "Error"), ("Lower", "A"), ("Than", "B")), new(Project, "B is higher", ("Experiment", "Third"), ("Metric", "Score"), ("Higher", "B"), ("Than", "A"))];

        var task = Run(new FakeEngine(), experiments, claims: claims);

        Assert.Equal([["A beats B"], [], ["A beats B", "B is higher"]], new[] { "first", "second", "third" }.Select(name => ClaimsOf(task, name).Select(claim => (string)claim!["name"]!)));
        var claim = ClaimsOf(task, "first")[0]!;
        Assert.Equal(("Error", "A", null, "B", 6), ((string?)claim["metric"], (string?)claim["lower"], (string?)claim["higher"], (string?)claim["than"], (int?)claim["line"]));
    }

    [Fact]
    public void A_claim_whose_model_the_command_line_removes_is_removed_too()
    {
        var task = Run(new FakeEngine(("Models", "A C")), [Experiment("first", ("Models", "A;B;C"))], claims: [Claim(("Metric", "Error"), ("Lower", "A"), ("Than", "B"))]);

        Assert.Empty(ClaimsOf(task, "first"));
    }

    [Fact]
    public void A_claim_about_a_misspelled_model_suggests_the_name() => AssertError(
        new FakeEngine(), [Experiment("first", ("Models", "SmalVae;Autoencoder"))], "MDX0019",
        "Claim 'A beats B' compares SmallVae with Autoencoder, but no experiment has both. Did you mean SmalVae?", line: 6,
        claims: [Claim(("Metric", "Error"), ("Lower", "SmallVae"), ("Than", "Autoencoder"))]);

    [Fact]
    public void A_claim_is_not_checked_if_an_experiment_has_no_models() =>
        Assert.Empty(ClaimsOf(Run(new FakeEngine(), [Experiment("first", ("Models", ""))], claims: [Claim(("Metric", "Error"), ("Lower", "A"), ("Than", "B"))]), "first"));

    public static TheoryData<string, string> InvalidClaims => new()
    {
        { "Lower=A Than=B", "Claim 'A beats B' has no Metric. Write a claim as Metric=" },
        { "Metric=Error Lower=A", "Claim 'A beats B' has no Than." },
        { "Metric=Error Than=B", "Claim 'A beats B' has neither Lower nor Higher." },
        { "Metric=Error Lower=A Higher=A Than=B", "Claim 'A beats B' has both Lower and Higher." },
        { "Metric=Error Lower=A Then=B", "Claim 'A beats B' has unknown metadata Then. Known: Experiment, Metric, Lower, Higher, Than." },
        { "Metric=Error Lower=A Than=A", "Claim 'A beats B' compares A with itself. Name two models." },
        { "Metric=Error Lower=A Than=X", "Claim 'A beats B' compares A with X, but no experiment has both." },
        { "Experiment=second Metric=Error Lower=A Than=B", "Claim 'A beats B' compares A with B, but there is no experiment 'second' with both." },
    };

    [Theory, MemberData(nameof(InvalidClaims))]
    public void An_invalid_claim_is_an_error_at_its_line(string metadata, string message)
    {
        var claim = Claim([.. metadata.Split(' ').Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]))]);

        AssertError(new FakeEngine(), [Experiment("first", ("Models", "A;B")), Experiment("second", ("Models", "A"))], "MDX0019", message, line: 6, claims: [claim]);
    }

    private DeclaredItem Claim(params (string, string)[] metadata) => new(Project, "A beats B", metadata);

    private static JsonArray ClaimsOf(PrepareExperiments task, string name) => JsonNode.Parse(File.ReadAllText(
        task.ExperimentProjects.Single(project => Path.GetFileNameWithoutExtension(project.ItemSpec) == name).GetMetadata("SpecFile")))!["claims"]!.AsArray();
}
