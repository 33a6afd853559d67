"""Shared by the three programs: the images, the comparison over seeds, a convolutional encoder and decoder."""
import gzip
import os
import statistics
import tempfile

import numpy
import torch
from torch import nn

from interface import BaseDecoder, BaseEncoder, BaseTrainerConfig, ModelOutput, TrainingPipeline


def read(file, count):
    """The first images, [count, 1, 28, 28], in [0, 1]. The environment variable FASHION_MNIST names the folder."""
    folder = os.environ.get("FASHION_MNIST", "/usr/share/datasets/fashion-mnist")
    with gzip.open(os.path.join(folder, file)) as stream:
        pixels = numpy.frombuffer(stream.read(16 + count * 784), numpy.uint8, offset=16)
    return torch.tensor(pixels, dtype=torch.float32).reshape(count, 1, 28, 28) / 255


TRAIN = read("train-images-idx3-ubyte.gz", 6000)
TEST = read("t10k-images-idx3-ubyte.gz", 1000)


def compare(name, create, metric):
    """Trains a model with each seed, and prints the mean and the standard deviation of the metric."""
    values = []
    for seed in [1, 2, 3]:
        torch.manual_seed(seed)
        model = create()
        with tempfile.TemporaryDirectory() as folder:
            config = BaseTrainerConfig(
                output_dir=folder, num_epochs=5, per_device_train_batch_size=64, learning_rate=1e-3, seed=seed)
            TrainingPipeline(model=model, training_config=config)(train_data=TRAIN)
        model.eval()
        with torch.no_grad():
            values.append(metric(model))
    print(f"{name:20} {statistics.mean(values):8.4f} ± {statistics.stdev(values):.4f}")


class ConvEncoder(BaseEncoder):
    def __init__(self, config):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, 32, 3, stride=2, padding=1), nn.ReLU(),
            nn.Conv2d(32, 64, 3, stride=2, padding=1), nn.ReLU(),
            nn.Flatten(), nn.Linear(64 * 7 * 7, config.latent_dim))

    def forward(self, x):
        return ModelOutput(embedding=self.layers(x))


class ConvDecoder(BaseDecoder):
    def __init__(self, config):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(config.latent_dim, 64 * 7 * 7), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
            nn.ConvTranspose2d(64, 32, 3, stride=2, padding=1, output_padding=1), nn.ReLU(),
            nn.ConvTranspose2d(32, 1, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid())

    def forward(self, z):
        return ModelOutput(reconstruction=self.layers(z))
