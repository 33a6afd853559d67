using ModelDsl.Data;
using static TorchSharp.torch;

namespace ModelDsl.Runtime.Tests.Data;

public class ImageSetTests
{
    [Fact]
    public void The_tensor_has_the_pixels_between_0_and_1()
    {
        using var images = new ImageSet([0, 51, 102, 255], labels: [7, 8], 1, 1, 2).ToTensor();
        Assert.Equal([2, 1, 1, 2], images.shape);
        Assert.Equal(ScalarType.Float32, images.dtype);
        Assert.Equal([0f, 0.2f, 0.4f, 1f], images.data<float>().ToArray());
    }

    [Fact]
    public void Only_the_returned_tensor_is_kept()
    {
        using var scope = NewDisposeScope();
        var images = new ImageSet([0, 51], labels: [7], 1, 1, 2).ToTensor();
        Assert.Equal(1, scope.DisposablesCount);
        Assert.False(images.IsInvalid);
    }

    [Fact]
    public void Different_numbers_of_images_and_labels_are_a_mismatch() =>
        Assert.Equal(ErrorCodes.DataMismatch, Assert.Throws<CodedException>(() => new ImageSet(new byte[5], [1, 2], 1, 1, 2)).Code);
}
