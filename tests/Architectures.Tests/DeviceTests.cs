using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>
/// A model must create all tensors on its device. The meta device, which has shapes but no data, tests this on every
/// machine. Convolutions, the gradients of losses and Adam's fused steps have no meta kernel outside Python and are not run.
/// </summary>
public sealed class DeviceTests
{
    private static readonly Device s_meta = device("meta");

    [Fact]
    public void Weights_are_created_on_the_requested_device()
    {
        using var convolutional = new ConvAutoencoder(device: s_meta);
        using var dense = new DenseAutoencoder(device: s_meta);
        Assert.All(convolutional.parameters().Concat(dense.parameters()), weight => Assert.Equal(DeviceType.META, weight.device_type));
    }

    [Fact]
    public void Forward_and_backward_stay_on_the_models_device()
    {
        using var scope = NewDisposeScope();
        using var model = new DenseAutoencoder(device: s_meta);
        var images = zeros([8, .. ((IModel)model).InputShape], device: s_meta);

        var loss = (model.call(images) - images).square().mean();
        loss.backward();

        Assert.Equal(DeviceType.META, loss.device_type);
        Assert.All(model.parameters(), weight => Assert.Equal((DeviceType.META, DeviceType.META), (weight.device_type, weight.grad!.device_type)));
    }
}
