"""A VAE against one whose inference net also takes noise: the negative bound of test images in nats."""
import statistics

import torch
from torch import nn

from interface import VAE, BaseDecoder, BaseEncoder, ModelOutput, VAEConfig
from shared import TEST, compare

DRAWS = 10


class Encoder(BaseEncoder):
    """Takes normal noise of a given length besides the image."""

    def __init__(self, config, noise):
        super().__init__()
        self.noise = noise
        self.layers = nn.Sequential(nn.Linear(784 + noise, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU())
        self.mean = nn.Linear(64, config.latent_dim)
        self.log_variance = nn.Linear(64, config.latent_dim)

    def forward(self, x):
        pixels = x.flatten(1)
        hidden = self.layers(torch.cat([pixels, torch.randn(len(x), self.noise)], 1))
        return ModelOutput(embedding=self.mean(hidden), log_covariance=self.log_variance(hidden))


class Decoder(BaseDecoder):
    def __init__(self, config):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(config.latent_dim, 64), nn.ReLU(), nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 784), nn.Sigmoid(),
            nn.Unflatten(1, (1, 28, 28)))

    def forward(self, z):
        return ModelOutput(reconstruction=self.layers(z))


def negative_bound(model):
    return statistics.mean(model(ModelOutput(data=TEST)).loss.item() for _ in range(DRAWS))


CONFIG = VAEConfig(input_dim=(1, 28, 28), latent_dim=10, reconstruction_loss="bce")
compare("Vae", lambda: VAE(CONFIG, Encoder(CONFIG, noise=0), Decoder(CONFIG)), negative_bound)
compare("NoisyVae", lambda: VAE(CONFIG, Encoder(CONFIG, noise=10), Decoder(CONFIG)), negative_bound)
