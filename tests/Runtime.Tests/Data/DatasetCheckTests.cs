using ModelDsl.Data;

namespace ModelDsl.Runtime.Tests.Data;

public class DatasetCheckTests
{
    private sealed record Declared(IReadOnlyList<long> ImageShape, int Classes) : IDataset
    {
        public string Name => "Own";

        public string ContentHash => "";

        public Task<Dataset> LoadAsync(DataOptions options, CancellationToken cancellation = default) => throw new NotSupportedException();
    }

    private static ImageSet Images(int count, byte label = 0, params long[] shape) =>
        new(new byte[count * shape.Aggregate(1L, (product, axis) => product * axis)], [.. Enumerable.Repeat(label, count)], shape);

    private static string Error(IReadOnlyList<long> shape, int classes, ImageSet train, ImageSet test)
    {
        var error = Assert.Throws<CodedException>(() => DatasetCheck.Of(new Declared(shape, classes), new(train, test)));
        Assert.Equal(ErrorCodes.DataMismatch, error.Code);
        return error.Message;
    }

    [Fact]
    public void A_consistent_data_set_is_returned()
    {
        var content = new Dataset(Images(2, 1, 1, 20, 32), Images(1, 0, 1, 20, 32));
        Assert.Same(content, DatasetCheck.Of(new Declared([1, 20, 32], 2), content));
    }

    [Fact]
    public void Each_difference_has_its_own_sentence()
    {
        var right = Images(2, 0, 1, 20, 32);
        Assert.Equal("Own declares images of [1, 20, 32], but its training images are [1, 32, 20]. Correct its ImageShape, or the shape of the images.", Error([1, 20, 32], 1, Images(2, 0, 1, 32, 20), right));
        Assert.StartsWith("Own declares images of [1, 20, 32], but its test images are [1, 32, 20].", Error([1, 20, 32], 1, right, Images(2, 0, 1, 32, 20)), StringComparison.Ordinal);
        Assert.Equal("Own has no training images. Add at least one.", Error([1, 20, 32], 1, Images(0, 0, 1, 20, 32), right));
        Assert.Equal("Own has no test images. Add at least one.", Error([1, 20, 32], 1, right, Images(0, 0, 1, 20, 32)));
        Assert.StartsWith("Own declares 1 classes, but a test image has the label 3.", Error([1, 20, 32], 1, right, Images(2, 3, 1, 20, 32)), StringComparison.Ordinal);
        Assert.StartsWith("Own declares 0 classes.", Error([1, 20, 32], 0, right, right), StringComparison.Ordinal);
        Assert.StartsWith("Own declares images of [640], but an image has three axes", Error([640], 1, right, right), StringComparison.Ordinal);
    }
}
