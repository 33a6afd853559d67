using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

// A convolutional against a dense autoencoder: the mean squared error of reconstructed test images.
Compare("ConvAutoencoder", () => new ConvAutoencoder());
Compare("DenseAutoencoder", () => new DenseAutoencoder());

static void Compare(string name, Func<Module<Tensor, Tensor>> create) => Training.Compare(
    name, create,
    (model, images) => mse_loss(model.call(images), images),
    model => mse_loss(model.call(FashionMnist.Test), FashionMnist.Test).ToDouble());

/// <summary>A dense autoencoder.</summary>
internal sealed class DenseAutoencoder : Module<Tensor, Tensor>
{
    private readonly Sequential _layers;

    public DenseAutoencoder(int latent = 16) : base(nameof(DenseAutoencoder))
    {
        _layers = Sequential(
            Flatten(),
            Linear(784, 256), ReLU(), Linear(256, 64), ReLU(), Linear(64, latent),
            Linear(latent, 64), ReLU(), Linear(64, 256), ReLU(), Linear(256, 784), Sigmoid(),
            Unflatten(1, [1, 28, 28]));
        RegisterComponents();
    }

    public override Tensor forward(Tensor images) => _layers.call(images);
}
