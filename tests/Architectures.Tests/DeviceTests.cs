using TorchSharp;
using static TorchSharp.torch;

namespace ModelDsl.Architectures.Tests;

/// <summary>
/// A model must make nothing on another device than its own. The meta device shows it on every machine: it has shapes and
/// no data. Convolutions, the losses' gradients and
/// Adam's fused steps have no meta kernel outside of Python, so they are not run there.
/// </summary>
public sealed class DeviceTests
{
    private static readonly Device s_meta = device("meta");

    [Fact]
    public void Weights_are_made_on_the_device_that_is_asked_for()
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
