"""Stands in for Pythae 0.1.2 with the same names and losses: configurations, models, a trainer behind a pipeline."""
from dataclasses import dataclass
from typing import Optional, Tuple

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


class ModelOutput(dict):
    """A dictionary whose values are also attributes."""

    __getattr__ = dict.__getitem__


@dataclass
class AEConfig:
    input_dim: Optional[Tuple[int, ...]] = None
    latent_dim: int = 10


@dataclass
class VAEConfig(AEConfig):
    reconstruction_loss: str = "mse"

    def __post_init__(self):
        if self.reconstruction_loss not in ("bce", "mse"):
            raise ValueError(f"reconstruction_loss is {self.reconstruction_loss!r}. Use 'bce' or 'mse'.")


@dataclass
class BaseTrainerConfig:
    output_dir: Optional[str] = None
    per_device_train_batch_size: int = 64
    num_epochs: int = 100
    learning_rate: float = 1e-4
    seed: int = 8


class BaseEncoder(nn.Module):
    """Returns a ModelOutput with embedding and, for a VAE, log_covariance."""


class BaseDecoder(nn.Module):
    """Returns a ModelOutput with reconstruction, in [0, 1]."""


class AE(nn.Module):
    """The loss is the squared error, summed over pixels."""

    def __init__(self, model_config, encoder, decoder):
        super().__init__()
        self.model_config = model_config
        self.encoder = encoder
        self.decoder = decoder

    def forward(self, inputs, **kwargs):
        x = inputs["data"]
        recon_x = self.decoder(self.encoder(x).embedding).reconstruction
        return ModelOutput(loss=self.loss_function(recon_x, x), recon_x=recon_x)

    def loss_function(self, recon_x, x):
        return F.mse_loss(recon_x, x, reduction="none").flatten(1).sum(1).mean()


class VAE(AE):
    """The loss is the reconstruction term plus the KL divergence."""

    def forward(self, inputs, **kwargs):
        x = inputs["data"]
        code = self.encoder(x)
        mean, log_variance = code.embedding, code.log_covariance
        z = mean + torch.exp(0.5 * log_variance) * torch.randn_like(mean)
        recon_x = self.decoder(z).reconstruction
        if self.model_config.reconstruction_loss == "bce":
            error = F.binary_cross_entropy(recon_x, x, reduction="none")
        else:
            error = 0.5 * F.mse_loss(recon_x, x, reduction="none")
        recon_loss = error.flatten(1).sum(1).mean()
        reg_loss = -0.5 * (1 + log_variance - mean.square() - log_variance.exp()).sum(1).mean()
        return ModelOutput(loss=recon_loss + reg_loss, recon_loss=recon_loss, reg_loss=reg_loss, recon_x=recon_x)


class TrainingPipeline:
    """Trains a model on a tensor of images."""

    def __init__(self, model, training_config):
        self.model = model
        self.training_config = training_config

    def __call__(self, train_data):
        config = self.training_config
        torch.manual_seed(config.seed)
        optimizer = torch.optim.Adam(self.model.parameters(), lr=config.learning_rate)
        loader = DataLoader(TensorDataset(train_data), batch_size=config.per_device_train_batch_size, shuffle=True)
        self.model.train()
        for _ in range(config.num_epochs):
            for (images,) in loader:
                loss = self.model(ModelOutput(data=images)).loss
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
