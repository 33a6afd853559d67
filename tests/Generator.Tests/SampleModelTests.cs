using System.Globalization;
using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>Runs and trains the sample models of the documents.</summary>
[Collection(TensorCollection.Name)]
public class SampleModelTests
{
    private const string Document = "samples.md";

    /// <summary>
    /// The numbers of parameters. Those of ResNet18 are torchvision's, those of Generator and Discriminator are those of PyTorch's example of a
    /// DCGAN, and the others are the sums of i·o·k + o over the layers and 2·c over the normalizations.
    /// </summary>
    private static readonly Dictionary<string, long> s_parameters = new()
    {
        ["UNet"] = 8_629_921,
        ["ResNet18"] = 11_689_512,
        ["Generator"] = 3_576_704,
        ["Discriminator"] = 2_765_568,
        ["GatedNet"] = 226_198,
        ["HeartbeatNet"] = 53_957,
        ["HeartbeatAutoencoder"] = 76_625,
        ["Colorizer"] = 4_053_187,
        ["VisionTransformer"] = 104_970,
        ["RowReader"] = 24_714,
    };

    public static TheoryData<string, int> Samples => DocumentExamples.Of(Document);

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_runs_and_trains_all_its_parameters(string document, int number)
    {
        var counts = ModelRunner.Train(DocumentExamples.Source(document, number));
        Assert.NotEmpty(counts);
        Assert.All(counts, model => Assert.Equal(s_parameters[model.Key], model.Value));
    }

    [Fact]
    public void The_document_states_the_numbers_of_parameters() => Assert.All(
        s_parameters.Values, count => Assert.Contains(count.ToString("N0", CultureInfo.InvariantCulture), Repository.Read("docs", Document), StringComparison.Ordinal));
}
