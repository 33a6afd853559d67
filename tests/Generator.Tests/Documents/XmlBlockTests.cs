namespace ModelDsl.Generator.Tests.Documents;

/// <summary>The project files in documents are well formed, and their items, metadata, properties, packages, files and values exist.</summary>
public class XmlBlockTests
{
    public static TheoryData<string> Documents => DocumentBlock.DocumentsWith(block => block.Language == "xml");

    [Theory, MemberData(nameof(Documents))]
    public void A_block_contains_only_names_that_exist(string document)
    {
        foreach (var block in DocumentBlock.In(document).Where(block => block.Language == "xml"))
        {
            var problems = XmlBlock.Problems(block).ToList();
            Assert.True(problems.Count == 0, $"{block}: {string.Join("; ", problems)}");
        }
    }

    [Theory]
    [InlineData("""<Experiment Include="e" Models="Vae" Latnt="16" />""", "Experiment has no metadata Latnt")]
    [InlineData("""<Experiment Include="e" Models="Va" />""", "Models names Va, which does not exist")]
    [InlineData("""<Experiment Include="e" Models="Vae" Dataset="FashonMNIST" />""", "Dataset names FashonMNIST, which does not exist")]
    [InlineData("""<Claim Include="c" Metric="Mse" Lower="Vae" Than="Avae" />""", "Metric names Mse, which does not exist")]
    [InlineData("""<Claim Include="c" Epochs="2" />""", "Claim has no metadata Epochs")]
    [InlineData("""<Experimnt Include="e" />""", "There is no item Experimnt")]
    [InlineData("""<PropertyGroup><UseModelDls>true</UseModelDls></PropertyGroup>""", "There is no property UseModelDls")]
    [InlineData("""<PackageReference Include="ModelDsl" Version="0.0.9" />""", "ModelDsl has the version 0.1.0")]
    [InlineData("""<Import Project="/path/to/ModelDsl/build/ModelDsl.Imports.props" />""", "There is no file /path/to/ModelDsl/build/ModelDsl.Imports.props")]
    public void A_mistake_is_found(string code, string problem) => Assert.Equal([problem], XmlBlock.Problems(new("docs/a.md", 1, "xml", code)));

    [Fact]
    public void An_item_whose_comment_names_its_error_may_be_wrong() =>
        Assert.Empty(XmlBlock.Problems(new("docs/a.md", 1, "xml", """<Experiment Include="e" Models="Va" />  <!-- MDX0011 -->""")));
}
