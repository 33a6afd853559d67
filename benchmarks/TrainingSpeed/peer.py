"""Trains and applies a network of this benchmark with PyTorch.

Prints the images per second of training and of inference, the largest resident memory in MiB, the first epoch's mean loss and, in seconds, the
start-up until the end of the first step.
"""
import os
import resource
import sys
import time

name, threads, batch, steps = sys.argv[1], *map(int, sys.argv[2:5])
# torch.set_num_threads does not limit the threads of OpenBLAS, which reads this variable when it is loaded.
os.environ["OPENBLAS_NUM_THREADS"] = str(threads)

import torch
from torch import nn
from torch.nn import functional as F

torch.set_num_threads(threads)
torch.manual_seed(1)


def seconds_since_start():
    """The age of this process (Linux)."""
    with open("/proc/self/stat", encoding="ascii") as file:
        ticks = int(file.read().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


def adam(*modules, lr=1e-3, betas=(0.9, 0.999)):
    return torch.optim.Adam([weight for module in modules for weight in module.parameters()], lr=lr, betas=betas)


def sample(mean, log_variance):
    return mean + (log_variance * 0.5).exp() * torch.randn_like(mean)


def three_hidden_layers(inputs):
    return [nn.Linear(inputs, 256), nn.ReLU(), nn.Linear(256, 64), nn.ReLU(), nn.Linear(64, 32), nn.ReLU()]


def three_hidden_layers_back(inputs):
    return [nn.Linear(inputs, 32), nn.ReLU(), nn.Linear(32, 64), nn.ReLU(), nn.Linear(64, 256), nn.ReLU()]


class Autoencoder:
    def __init__(self, shape, *layers):
        self.shape = shape
        self.model = nn.Sequential(*layers)
        self.modules = [self.model]
        self.optimizer = adam(self.model)

    def step(self, images):
        self.optimizer.zero_grad()
        loss = F.mse_loss(self.model(images), images)
        loss.backward()
        self.optimizer.step()
        return loss.detach()

    def reconstruct(self, images):
        return self.model(images)


class Vae:
    shape = (784,)

    def __init__(self, noise=0):
        self.noise = noise
        self.hidden = nn.Sequential(*three_hidden_layers(784 + noise))
        self.mean, self.log_variance = nn.Linear(32, 10), nn.Linear(32, 10)
        self.decoder = nn.Sequential(*three_hidden_layers_back(10), nn.Linear(256, 784))
        self.modules = [self.hidden, self.mean, self.log_variance, self.decoder]
        self.optimizer = adam(*self.modules)

    def encode(self, images):
        if self.noise:
            images = torch.cat([images, torch.randn(len(images), self.noise)], 1)
        hidden = self.hidden(images)
        return self.mean(hidden), self.log_variance(hidden)

    def bound_step(self, images):
        self.optimizer.zero_grad()
        mean, log_variance = self.encode(images)
        code = sample(mean, log_variance)
        reconstruction = F.binary_cross_entropy_with_logits(self.decoder(code), images, reduction="sum")
        kl_divergence = (log_variance.exp() + mean.square() - 1 - log_variance).sum() * 0.5
        loss = (reconstruction + kl_divergence) / len(images)
        loss.backward()
        self.optimizer.step()
        return loss.detach(), code.detach()

    def step(self, images):
        return self.bound_step(images)[0]

    def reconstruct(self, images):
        return self.decoder(self.encode(images)[0]).sigmoid()


class Avae(Vae):
    def __init__(self):
        super().__init__(noise=10)
        self.discriminator = nn.Sequential(*three_hidden_layers(794), nn.Linear(32, 1))
        self.modules.append(self.discriminator)
        self.discriminator_optimizer = adam(self.discriminator)
        self.inference_optimizer = adam(self.hidden, self.mean, self.log_variance, lr=1e-4)

    def discriminate(self, images, code):
        return self.discriminator(torch.cat([images, code], 1))

    def step(self, images):
        loss, code = self.bound_step(images)
        self.discriminator_optimizer.zero_grad()
        positive, negative = self.discriminate(images, torch.randn_like(code)), self.discriminate(images, code)
        (F.softplus(-positive).mean() + F.softplus(negative).mean()).backward()
        self.discriminator_optimizer.step()

        self.inference_optimizer.zero_grad()
        (-F.softplus(self.discriminate(images, sample(*self.encode(images)))).mean()).backward()
        self.inference_optimizer.step()
        return loss


class VaeGan:
    shape = (1, 28, 28)

    def __init__(self):
        def convolutions(outputs):
            return nn.Sequential(
                nn.Conv2d(1, 64, 5, stride=2, padding=2), nn.BatchNorm2d(64), nn.LeakyReLU(0.3),
                nn.Conv2d(64, 128, 5, stride=2, padding=2), nn.BatchNorm2d(128), nn.LeakyReLU(0.3),
                nn.Flatten(), nn.Linear(128 * 7 * 7, outputs))

        self.encoder = convolutions(32)
        self.decoder = nn.Sequential(
            nn.Linear(32, 7 * 7 * 256, bias=False), nn.BatchNorm1d(7 * 7 * 256), nn.LeakyReLU(0.3), nn.Unflatten(1, (256, 7, 7)),
            nn.ConvTranspose2d(256, 128, 5, padding=2), nn.BatchNorm2d(128), nn.LeakyReLU(0.3),
            nn.ConvTranspose2d(128, 64, 5, stride=2, padding=2, output_padding=1), nn.BatchNorm2d(64), nn.LeakyReLU(0.3),
            nn.ConvTranspose2d(64, 1, 5, stride=2, padding=2, output_padding=1), nn.Tanh())
        self.discriminator = convolutions(1)
        self.modules = [self.encoder, self.decoder, self.discriminator]
        self.generator_optimizer = adam(self.encoder, self.decoder, lr=2e-4, betas=(0.5, 0.999))
        self.discriminator_optimizer = adam(self.discriminator, lr=2e-4, betas=(0.5, 0.999))

    def step(self, pixels):
        images = pixels * 2 - 1
        self.generator_optimizer.zero_grad()
        code = self.encoder(images)
        reconstruction, generated = self.decoder(code), self.decoder(torch.randn_like(code))
        loss = (F.mse_loss(reconstruction, images) + F.softplus(-self.discriminator(reconstruction)).mean()
                + F.softplus(-self.discriminator(generated)).mean())
        loss.backward()
        self.generator_optimizer.step()

        self.discriminator_optimizer.zero_grad()
        positive = self.discriminator(images)
        negative = torch.cat([self.discriminator(reconstruction.detach()), self.discriminator(generated.detach())])
        (F.softplus(-positive).mean() + F.softplus(negative).mean()).backward()
        self.discriminator_optimizer.step()
        return loss.detach()

    def reconstruct(self, pixels):
        return (self.decoder(self.encoder(pixels * 2 - 1)) + 1) / 2


def conv_autoencoder():
    return Autoencoder(
        (1, 28, 28),
        nn.Conv2d(1, 32, 3, stride=2, padding=1), nn.ReLU(),
        nn.Conv2d(32, 64, 3, stride=2, padding=1), nn.ReLU(),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 16),
        nn.Linear(16, 64 * 7 * 7), nn.ReLU(), nn.Unflatten(1, (64, 7, 7)),
        nn.ConvTranspose2d(64, 32, 3, stride=2, padding=1, output_padding=1), nn.ReLU(),
        nn.ConvTranspose2d(32, 1, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid())


def dense_autoencoder():
    return Autoencoder(
        (784,), *three_hidden_layers(784), nn.Linear(32, 16), *three_hidden_layers_back(16), nn.Linear(256, 784), nn.Sigmoid())


network = {"conv": conv_autoencoder, "dense": dense_autoencoder, "vae": Vae, "avae": Avae, "vae-gan": VaeGan}[name]()
images = torch.rand((batch * steps, *network.shape))
start_up = first_loss = None
for epoch in range(2):
    began = time.perf_counter()
    order = torch.randperm(len(images))
    total = torch.zeros(())
    for step in range(steps):
        total += network.step(images.index_select(0, order[step * batch:(step + 1) * batch]))
        start_up = start_up or seconds_since_start()
    first_loss = first_loss or total.item() / steps
    training = time.perf_counter() - began

for module in network.modules:
    module.eval()
with torch.no_grad():
    for repetition in range(2):
        began = time.perf_counter()
        for chunk in images.split(batch):
            network.reconstruct(chunk)
        inference = time.perf_counter() - began

memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(batch * steps / training, batch * steps / inference, memory, first_loss, start_up)
