"""Writes PyTorch's names of the weights of the ready-made architectures, with their shapes.

Run from this folder: python3 make_state_dicts.py
"""
import json

from torch import nn

IMAGE, LABELS = 784, 10


def hidden(inputs):
    return [nn.Linear(inputs, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU()]


def back(latent):
    return [nn.Linear(latent, 32), nn.ReLU(), nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, IMAGE)]


def strided():
    return [nn.Conv2d(1, 32, 3, 2, 1), nn.ReLU(), nn.Conv2d(32, 64, 3, 2, 1), nn.ReLU(), nn.Flatten()]


def transposed():
    return [nn.Linear(16, 3136), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)), nn.ConvTranspose2d(64, 32, 3, 2, 1, 1), nn.ReLU(),
            nn.ConvTranspose2d(32, 1, 3, 2, 1, 1)]


def halving(inputs, channels):
    return [nn.Conv2d(inputs, channels, 5, 2, 2), nn.BatchNorm2d(channels), nn.LeakyReLU(0.3)]


def heads(inputs, latent):
    return [nn.ModuleDict({"mean": nn.Linear(inputs, latent), "log_variance": nn.Linear(inputs, latent)})]


def model(encode, decode, discriminate=None):
    """Two or three sequences; a layer that joins its inputs also has an index."""
    stages = {"Encode": encode, "Decode": decode, "Discriminate": discriminate}
    return nn.ModuleDict({name: nn.Sequential(*layers) for name, layers in stages.items() if layers})


join = nn.Identity
conv_autoencoder = model(strided() + [nn.Linear(3136, 16)], transposed() + [nn.Sigmoid()])
conv_vae = model(strided() + heads(3136, 16), transposed())
vae = model(hidden(IMAGE) + heads(32, 10), back(10))
plane_vae = model(hidden(IMAGE) + heads(32, 2), back(2) + [nn.Sigmoid()])
noisy_encoder = [join()] + hidden(IMAGE + 10) + heads(32, 10)
joint_discriminator = [join()] + hidden(IMAGE + 10) + [nn.Linear(32, 1)]
code_discriminator = hidden(10) + [nn.Linear(32, 1)]
autoencoder = (hidden(IMAGE) + [nn.Linear(32, 10)], back(10) + [nn.Sigmoid()])

MODELS = {
    "AdversarialAutoencoder": model(*autoencoder, code_discriminator),
    "AggregatedAvae": model(noisy_encoder, back(10), code_discriminator),
    "Avae": model(noisy_encoder, back(10), joint_discriminator),
    "Avb": model([join()] + hidden(IMAGE + 10) + [nn.Linear(32, 10)], back(10), joint_discriminator),
    "BetaVae": vae,
    "ConditionalVae": model([join()] + hidden(IMAGE + LABELS) + heads(32, 10), [join()] + back(10 + LABELS)),
    "ConvAutoencoder": conv_autoencoder,
    "ConvGaussianVae": conv_vae,
    "ConvVae": conv_vae,
    "DenoisingAutoencoder": conv_autoencoder,
    "DenoisingVae": vae,
    "DenseAutoencoder": model(hidden(IMAGE) + [nn.Linear(32, 16)], back(16) + [nn.Sigmoid()]),
    "EqualRatesAvae": model(noisy_encoder, back(10), joint_discriminator),
    "ImportanceWeightedAutoencoder": vae,
    "LiteralPlaneVae": plane_vae,
    "NoisyVae": model(noisy_encoder, back(10)),
    "PlaneVae": plane_vae,
    "PooledAutoencoder": model([nn.Linear(100, 50), nn.ReLU()], [nn.Linear(50, 100), nn.Sigmoid()]),
    "PooledVae": model([nn.Linear(100, 50), nn.ReLU()] + heads(50, 50), [nn.Linear(50, 100)]),
    "Vae": vae,
    "VaeGan": model(
        halving(1, 64) + halving(64, 128) + [nn.Flatten(), nn.Linear(6272, 32)],
        [nn.Linear(32, 12544, bias=False), nn.BatchNorm1d(12544), nn.LeakyReLU(0.3), nn.Unflatten(1, (256, 7, 7)),
         nn.ConvTranspose2d(256, 128, 5, 1, 2), nn.BatchNorm2d(128), nn.LeakyReLU(0.3),
         nn.ConvTranspose2d(128, 64, 5, 2, 2, 1), nn.BatchNorm2d(64), nn.LeakyReLU(0.3),
         nn.ConvTranspose2d(64, 1, 5, 2, 2, 1), nn.Tanh()],
        halving(1, 64) + halving(64, 128) + [nn.Flatten(), nn.Linear(6272, 1)]),
    "WassersteinAutoencoder": model(*autoencoder),
}

with open("StateDicts.json", "w") as file:
    json.dump({name: {key: list(value.shape) for key, value in net.state_dict().items()} for name, net in MODELS.items()}, file, indent=1)
    file.write("\n")
