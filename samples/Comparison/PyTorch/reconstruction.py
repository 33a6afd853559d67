"""A convolutional against a dense autoencoder: the mean squared error of reconstructed test images."""
import torch.nn.functional as F
from torch import nn

from interface import AE, AEConfig, BaseDecoder, BaseEncoder, ModelOutput
from shared import TEST, ConvDecoder, ConvEncoder, compare


class DenseEncoder(BaseEncoder):
    def __init__(self, config):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Flatten(), nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, config.latent_dim))

    def forward(self, x):
        return ModelOutput(embedding=self.layers(x))


class DenseDecoder(BaseDecoder):
    def __init__(self, config):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(config.latent_dim, 64), nn.ReLU(), nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 784), nn.Sigmoid(),
            nn.Unflatten(1, (1, 28, 28)))

    def forward(self, z):
        return ModelOutput(reconstruction=self.layers(z))


def error(model):
    return F.mse_loss(model(ModelOutput(data=TEST)).recon_x, TEST).item()


CONFIG = AEConfig(input_dim=(1, 28, 28), latent_dim=16)
compare("ConvAutoencoder", lambda: AE(CONFIG, ConvEncoder(CONFIG), ConvDecoder(CONFIG)), error)
compare("DenseAutoencoder", lambda: AE(CONFIG, DenseEncoder(CONFIG), DenseDecoder(CONFIG)), error)
