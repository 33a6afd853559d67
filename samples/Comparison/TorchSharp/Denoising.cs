using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

// An autoencoder trained with and without noise on its input: the mean squared error of denoised test images.
const double Noise = 0.5;
using var generator = new Generator(3);
using var noisyTest = FashionMnist.Test + Noise * randn(FashionMnist.Test.shape, generator: generator);

Compare("ConvAutoencoder", noise: 0);
Compare("DenoisingAutoencoder", Noise);

void Compare(string name, double noise) => Training.Compare(
    name, () => new ConvAutoencoder(),
    (model, images) => mse_loss(model.call(images + noise * randn_like(images)), images),
    model => mse_loss(model.call(noisyTest), FashionMnist.Test).ToDouble());
