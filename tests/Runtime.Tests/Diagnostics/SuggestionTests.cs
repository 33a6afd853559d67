namespace ModelDsl.Tests.Diagnostics;

public sealed class SuggestionTests
{
    private static readonly string[] s_known = ["MNIST", "FashionMNIST", "MNIST-10x10", "quick", "paper"];

    [Theory]
    [InlineData("MINST", "MNIST")]
    [InlineData("mnist", "MNIST")]
    [InlineData("NMIST", "MNIST")]
    [InlineData("Fashion", "FashionMNIST")]
    [InlineData("fashion-mnist", "FashionMNIST")]
    [InlineData("qiuck", "quick")]
    [InlineData("pap", "paper")]
    [InlineData("MNIST10x10", "MNIST-10x10")]
    [InlineData("CIFAR", null)]
    [InlineData("full", null)]
    [InlineData("q", null)]
    public void The_nearest_name_is_suggested_if_one_is_near(string name, string? nearest) => Assert.Equal(nearest, Suggestion.Nearest(name, s_known));

    [Fact]
    public void The_beginning_of_several_names_is_not_an_abbreviation() => Assert.Null(Suggestion.Nearest("Conv", ["ConvolutionOfImages", "ConvolutionOfSignals"]));
}
