using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

// A VAE against one whose inference net also takes noise: the negative bound of test images in nats.
const int Draws = 10;
Compare("Vae", noise: 0);
Compare("NoisyVae", noise: 10);

static void Compare(string name, int noise) => Training.Compare(
    name, () => new Vae(noise),
    (model, images) => model.NegativeBound(images),
    model => Enumerable.Range(0, Draws).Average(_ => model.NegativeBound(FashionMnist.Test).ToDouble()));

/// <summary>A variational autoencoder with Bernoulli pixels. Its inference net also takes normal noise of a given length.</summary>
internal sealed class Vae : Module<Tensor, (Tensor Mean, Tensor LogVariance, Tensor Logits)>
{
    private readonly int _noise;
    private readonly Sequential _encoder;
    private readonly Linear _mean;
    private readonly Linear _logVariance;
    private readonly Sequential _decoder;

    public Vae(int noise, int latent = 10) : base(nameof(Vae))
    {
        _noise = noise;
        _encoder = Sequential(Linear(784 + noise, 256), ReLU(), Linear(256, 64), ReLU());
        _mean = Linear(64, latent);
        _logVariance = Linear(64, latent);
        _decoder = Sequential(Linear(latent, 64), ReLU(), Linear(64, 256), ReLU(), Linear(256, 784));
        RegisterComponents();
    }

    public override (Tensor Mean, Tensor LogVariance, Tensor Logits) forward(Tensor images)
    {
        var input = _noise > 0 ? cat([images, randn(images.shape[0], _noise)], 1) : images;
        var hidden = _encoder.call(input);
        var (mean, logVariance) = (_mean.call(hidden), _logVariance.call(hidden));
        var code = mean + (0.5 * logVariance).exp() * randn_like(mean);
        return (mean, logVariance, _decoder.call(code));
    }

    public Tensor NegativeBound(Tensor images)
    {
        var pixels = images.flatten(1);
        var (mean, logVariance, logits) = call(pixels);
        var reconstruction = binary_cross_entropy_with_logits(logits, pixels, reduction: Reduction.None).sum(1);
        var divergence = -0.5 * (1 + logVariance - mean.square() - logVariance.exp()).sum(1);
        return (reconstruction + divergence).mean();
    }
}
