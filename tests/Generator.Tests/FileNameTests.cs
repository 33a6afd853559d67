using ModelDsl.Generator.Tests.Infrastructure;

namespace ModelDsl.Generator.Tests;

/// <summary>The compiler rejects file names that differ only in case, and some characters.</summary>
public class FileNameTests
{
    private static readonly string s_model = DiagnosticVerifier.Model("[Linear(3)] public partial Tensor Run([Shape(784)] Tensor image);");

    [Fact]
    public void A_file_has_the_name_of_its_model() => Assert.Equal("Demo.Net.g.cs", Names(s_model)[0]);

    [Fact]
    public void Models_whose_names_differ_in_case_have_separate_files()
    {
        string[] sources = [s_model, Named("NET"), Named("Other")];
        var names = Names(sources);
        Assert.Equal(7, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Contains("Demo.Other.g.cs", names);
        Assert.Equal(names.Order(), Names([.. sources.Reverse()]).Order());
    }

    [Theory]
    [InlineData("Ne\u203Ft", "Demo.Ne-203Ft.g.cs")]
    [InlineData("\u092E\u0949\u0921\u0932", "Demo.\u092E-0949\u0921\u0932.g.cs")]
    public void A_name_may_have_characters_that_files_may_not(string name, string file) => Assert.Equal(file, Names(Named(name))[0]);

    private static string Named(string name) => s_model.Replace("class Net", $"class {name}");

    private static string[] Names(params string[] sources) => [.. GeneratorTest.Generate(sources).Select(source => source.HintName)];
}
