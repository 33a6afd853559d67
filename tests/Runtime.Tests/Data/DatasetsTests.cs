using ModelDsl.Data;
using ModelDsl.Runtime.Tests.Support;

namespace ModelDsl.Runtime.Tests.Data;

public class DatasetsTests
{
    [Theory]
    [InlineData("MNIST")]
    [InlineData("mnist")]
    public void A_name_is_found_regardless_of_case(string name) => Assert.Same(Datasets.Mnist, Datasets.Find(name));

    [Theory]
    [InlineData("FashonMNIST", "Did you mean FashionMNIST?")]
    [InlineData("Fashion-MNIST", "Did you mean FashionMNIST?")]
    [InlineData("MNSIT", "Known: MNIST, FashionMNIST, MNIST-10x10, CIFAR10, CIFAR10-coloring.")]
    public void An_unknown_name_is_an_error_with_a_suggestion(string name, string help)
    {
        var error = Assert.Throws<CodedException>(() => Datasets.Find(name));
        Assert.Equal(ErrorCodes.UnknownDataset, error.Code);
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(help, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_a_near_one_has_no_suggestion() =>
        Assert.DoesNotContain("mean", Assert.Throws<CodedException>(() => Datasets.Find("ImageNet-21k")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_users_data_set_is_found_by_name()
    {
        var custom = new TinyData().Dataset();
        Assert.Same(custom, Datasets.Find("Tiny", [.. Datasets.Known, custom]));
    }

    [Fact]
    public void The_content_hash_depends_on_the_content()
    {
        var changed = new TinyData();
        changed.Files["t10k-labels-idx1-ubyte"] = TinyData.Idx([2], 1);
        Assert.Equal(new TinyData().Dataset().ContentHash, new TinyData().Dataset().ContentHash);
        Assert.NotEqual(new TinyData().Dataset().ContentHash, changed.Dataset().ContentHash);
        Assert.NotEqual(Datasets.Mnist.ContentHash, Datasets.FashionMnist.ContentHash);
    }
}
