using System.Text.RegularExpressions;

namespace ModelDsl.EndToEnd.Tests;

/// <summary>Runs the programs of one file in samples/Programs.</summary>
public class SampleProgramTests
{
    [Theory, Trait("Category", "Long")]
    [InlineData("FirstModel", @"(mean squared error 0[.,]\d{4}\s+){5}")]
    [InlineData("OwnLayer", @"OwnLayer\s+10,026.*\s4, 10\s")]
    [InlineData("TrainingLoop", @"epoch 3: \d+[.,]\d % of the training images are classified correctly")]
    [InlineData("FolderOfImages", "usage: dotnet run FolderOfImages.cs FOLDER")]
    public void A_program_runs(string program, string expected)
    {
        var (_, output) = Repository.DotNet(Repository.File("samples", "Programs"), new Dictionary<string, string>(), "run", $"{program}.cs");

        Assert.Matches(new Regex(expected, RegexOptions.Singleline), output);
    }
}
