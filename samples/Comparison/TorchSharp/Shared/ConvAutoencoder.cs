using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

/// <summary>A convolutional autoencoder.</summary>
internal sealed class ConvAutoencoder : Module<Tensor, Tensor>
{
    private readonly Sequential _encoder;
    private readonly Sequential _decoder;

    public ConvAutoencoder(int latent = 16) : base(nameof(ConvAutoencoder))
    {
        _encoder = Sequential(
            Conv2d(1, 32, 3, stride: 2, padding: 1), ReLU(),
            Conv2d(32, 64, 3, stride: 2, padding: 1), ReLU(),
            Flatten(), Linear(64 * 7 * 7, latent));
        _decoder = Sequential(
            Linear(latent, 64 * 7 * 7), ReLU(), Unflatten(1, [64, 7, 7]),
            ConvTranspose2d(64, 32, 3, stride: 2, padding: 1, output_padding: 1), ReLU(),
            ConvTranspose2d(32, 1, 3, stride: 2, padding: 1, output_padding: 1), Sigmoid());
        RegisterComponents();
    }

    public override Tensor forward(Tensor images) => _decoder.call(_encoder.call(images));
}
