using ModelDsl.Files;

namespace ModelDsl.Runtime.Tests.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("MNIST-10x10")]
    [InlineData("mean image")]
    [InlineData("Latent=10,Noise=10")]
    [InlineData("DenoisingMse(0.1,clipped)")]
    [InlineData(".lock")]
    [InlineData("Console")]
    [InlineData("σ")]
    public void A_name_that_all_systems_allow_is_unchanged(string name) => Assert.Equal(name, FileName.Of(name));

    [Theory]
    [InlineData("noise: 0.5", "noise%3A 0.5")]
    [InlineData("a/b\\c", "a%2Fb%5Cc")]
    [InlineData("what?", "what%3F")]
    [InlineData("50%", "50%25")]
    [InlineData("a\nb", "a%0Ab")]
    [InlineData("end.", "end%2E")]
    [InlineData("end ", "end%20")]
    [InlineData("..", ".%2E")]
    [InlineData("Con", "%43on")]
    [InlineData("aux.idx3-ubyte", "%61ux.idx3-ubyte")]
    [InlineData("LPT1", "%4CPT1")]
    public void Forbidden_characters_are_written_as_numbers(string name, string file) => Assert.Equal(file, FileName.Of(name));
}
