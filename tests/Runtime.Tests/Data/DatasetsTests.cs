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
    [InlineData("MNSIT", "Known: MNIST, FashionMNIST, MNIST-10x10.")]
    public void An_unknown_name_gets_help(string name, string help)
    {
        var error = Assert.Throws<CodedException>(() => Datasets.Find(name));
        Assert.Equal(ErrorCodes.UnknownDataset, error.Code);
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(help, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_suggested_for_a_name_like_none() =>
        Assert.DoesNotContain("mean", Assert.Throws<CodedException>(() => Datasets.Find("ImageNet-21k")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_users_data_set_is_found_by_name()
    {
        var own = new TinyData().Dataset();
        Assert.Same(own, Datasets.Find("Tiny", [.. Datasets.Known, own]));
    }

    [Fact]
    public void The_content_hash_follows_the_content()
    {
        var changed = new TinyData();
        changed.Files["t10k-labels-idx1-ubyte"] = TinyData.Idx([2], 1);
        Assert.Equal(new TinyData().Dataset().ContentHash, new TinyData().Dataset().ContentHash);
        Assert.NotEqual(new TinyData().Dataset().ContentHash, changed.Dataset().ContentHash);
        Assert.NotEqual(Datasets.Mnist.ContentHash, Datasets.FashionMnist.ContentHash);
    }
}
