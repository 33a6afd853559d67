"""An autoencoder trained with and without noise on its input: the mean squared error of denoised test images."""
import torch
import torch.nn.functional as F

from interface import AE, AEConfig, ModelOutput
from shared import TEST, ConvDecoder, ConvEncoder, compare

NOISE = 0.5
NOISY_TEST = TEST + NOISE * torch.randn(TEST.shape, generator=torch.Generator().manual_seed(3))


class DenoisingAE(AE):
    """Adds noise to its input in training. Pythae has no such model."""

    def forward(self, inputs, **kwargs):
        x = inputs["data"]
        noisy = x + NOISE * torch.randn_like(x) if self.training else x
        recon_x = self.decoder(self.encoder(noisy).embedding).reconstruction
        return ModelOutput(loss=self.loss_function(recon_x, x), recon_x=recon_x)


def error(model):
    return F.mse_loss(model(ModelOutput(data=NOISY_TEST)).recon_x, TEST).item()


CONFIG = AEConfig(input_dim=(1, 28, 28), latent_dim=16)
compare("ConvAutoencoder", lambda: AE(CONFIG, ConvEncoder(CONFIG), ConvDecoder(CONFIG)), error)
compare("DenoisingAutoencoder", lambda: DenoisingAE(CONFIG, ConvEncoder(CONFIG), ConvDecoder(CONFIG)), error)
