"""The part of Pythae's interface that the programs use: Pythae itself if it is installed, otherwise a stand-in."""
try:
    from pythae.models import AE, AEConfig, VAE, VAEConfig
    from pythae.models.base.base_utils import ModelOutput
    from pythae.models.nn import BaseDecoder, BaseEncoder
    from pythae.pipelines import TrainingPipeline
    from pythae.trainers import BaseTrainerConfig
except ImportError:
    from standin import AE, AEConfig, VAE, VAEConfig, BaseDecoder, BaseEncoder, BaseTrainerConfig, ModelOutput, TrainingPipeline
