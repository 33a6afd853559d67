using ModelDsl.Evaluation;
using ModelDsl.Experiments.Contract;
using ModelDsl.Experiments.Plan;
using ModelDsl.Experiments.Reports.Claims;
using ModelDsl.Experiments.Reports.Published;

namespace ModelDsl.Experiments.Tests.Reports;

public sealed class PublishedFileTests : IDisposable
{
    private const string Header = "dataset,model,sizes,metric,value,source\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("modeldsl-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ExperimentSpec Spec(string name = "table.csv") => Specs.Of(("Published", name)) with { ProjectFile = Path.Combine(_folder, "Test.csproj") };

    private static Catalogue Catalogue => Specs.Catalogue(evaluators: [FakeExperiment.Denoising, FakeExperiment.Probe]);

    private PublishedValues Read(string text)
    {
        File.WriteAllText(Path.Combine(_folder, "table.csv"), text);
        return PublishedFile.Read(Spec(), Catalogue);
    }

    private static ModelJob Job(params (string Name, int Value)[] sizes) =>
        new(Specs.Models.Single(model => model.Name == "Sized"), new StripedImages("Stripes"), [.. sizes.Select(size => KeyValuePair.Create(size.Name, size.Value))], new());

    [Fact]
    public void A_published_value_applies_to_jobs_whose_sizes_include_its_own()
    {
        var published = Read(Header + "stripes,Sized,Latent=10;Width=5,Accuracy,0.8,one\nStripes,Sized,,Accuracy,0.7,\"two, or more\"\n");

        Assert.Equal(0.8, published.Find(Job(("Latent", 10), ("Width", 5)), FakeExperiment.Accuracy)!.Value);
        Assert.Equal((0.7, "two, or more"), published.Find(Job(("Latent", 10), ("Width", 7)), FakeExperiment.Accuracy) is { } all ? (all.Value, all.Source) : default);
        Assert.Null(published.Find(Job(), FakeExperiment.Depth));
        Assert.Null(published.Find(Job() with { Dataset = new StripedImages("Bars") }, FakeExperiment.Accuracy));
    }

    [Fact]
    public void An_experiment_without_a_file_has_nothing_published() =>
        Assert.Null(PublishedFile.Read(Specs.Of(), Catalogue).Find(Job(), FakeExperiment.Accuracy));

    [Theory]
    [InlineData("dataset,model,metric,value\n", 1, "the header is 'dataset,model,metric,value', but must be 'dataset,model,sizes,metric,value,source'")]
    [InlineData("", 1, "no value follows the header")]
    [InlineData(Header, 1, "no value follows the header")]
    [InlineData(Header + "Stripes,ConvAutoencoder,,Accuracy,0.8\n", 2, "there are 5 fields, but must be 6")]
    [InlineData(Header + "\nStripes,ConvAutoencoder,,Accuracy,\"0,8\",x\n", 3, "the value is '0,8', but must be a number")]
    [InlineData(Header + "Stripes,ConvAutoencoder,,Accuracy,NaN,x\n", 2, "the value is 'NaN'")]
    [InlineData(Header + "Stripes,ConvAutoencoder,Latent,Accuracy,0.8,x\n", 2, "the size is 'Latent', but must have the form Latent=10")]
    [InlineData(Header + "Stripes,ConvAutoencoder,,Acuracy,0.8,x\n", 2, "no evaluator reports 'Acuracy'. Did you mean Accuracy?")]
    [InlineData(Header + "Strips,ConvAutoencoder,,Accuracy,0.8,x\n", 2, "there is no data set 'Strips'. Did you mean Stripes?")]
    [InlineData(Header + "Stripes,ConvAutoencodr,,Accuracy,0.8,x\n", 2, "no model 'ConvAutoencodr' is declared. Did you mean ConvAutoencoder?")]
    [InlineData(Header + "Stripes,PCA,Latent=10,Accuracy,0.8,x\n", 2, "PCA has no size 'Latent'. Known: Components.")]
    [InlineData(Header + "Stripes,raw pixels,Latent=10,Accuracy,0.8,x\n", 2, "raw pixels has no size 'Latent'. Known: none.")]
    [InlineData(Header + "Bars,Vae,,Accuracy,0.8,x\nBars,Vae,,Accuracy,0.9,y\n", 3, "an earlier line has the same metric")]
    [InlineData(Header + "Bars,Vae,,Accuracy,0.8,a\u0001b\n", 2, "the text 'a\\u0001b' contains a control character")]
    [InlineData(Header + "Bars,Vae,,Accuracy,0.8,\"x\n", 2, "A quoted field does not end")]
    public void An_invalid_line_is_an_error_at_the_line(string text, int line, string message)
    {
        var error = Assert.Throws<CodedException>(() => Read(text));

        Assert.Equal(("MDX0018", Path.Combine(_folder, "table.csv"), line), (error.Code, error.File, error.Line));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_invalid_line_is_reported()
    {
        var error = Assert.Throws<CodedException>(() => Read(Header + "Bars,Vae,,Acuracy,0.8,x\nBars,Vae,,Accuracy,0.9,y\nBars,Vaee,,Accuracy,0.8,z\nBars,Vae,,Accuracy,0.9,y\n"));

        Assert.Equal([2, 4, 5], error.Further.Prepend(error).Select(found => found.Line));
    }

    [Fact]
    public void Every_invalid_claim_is_reported()
    {
        var spec = Specs.Of() with { Claims = [new("a", "Acuracy", "Vae", null, "ConvAutoencoder", "/p", 7), new("b", "Accuracy", "Vae", null, "ConvAutoencoder", "/p", 8), new("c", "Dept", "Vae", null, "ConvAutoencoder", "/p", 9)] };
        var error = Assert.Throws<CodedException>(() => ClaimEvaluator.Check(spec, [FakeExperiment.Probe]));
        var output = new StringWriter();
        new Hosting.RunLog(output, output).Error(error);

        Assert.Equal([7, 9], error.Further.Prepend(error).Select(found => found.Line));
        Assert.Equal(2, output.ToString().Split("error MDX0019").Length - 1);
    }

    [Fact]
    public void A_missing_file_is_an_error_at_the_items_line()
    {
        var error = Assert.Throws<CodedException>(() => PublishedFile.Read(Spec("nowhere.csv"), Catalogue));

        Assert.Equal(("MDX0107", 12), (error.Code, error.Line));
        Assert.Contains(Path.Combine(_folder, "nowhere.csv"), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Acuracy", "Did you mean Accuracy?")]
    [InlineData("Beauty", "Known: DenoisingMse, Accuracy, Depth, Estimate.")]
    public void A_claim_with_an_unknown_metric_is_an_error_at_its_line(string metric, string message)
    {
        IReadOnlyList<IEvaluator> evaluators = [FakeExperiment.Denoising, FakeExperiment.Probe];
        var spec = Specs.Of() with { Claims = [new("A claim", metric, "Vae", null, "ConvAutoencoder", "/project/claims.props", 20)] };

        var error = Assert.Throws<CodedException>(() => ClaimEvaluator.Check(spec, evaluators));

        Assert.Equal(("MDX0019", "/project/claims.props", 20), (error.Code, error.File, error.Line));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
