"""Computes every objective's losses and gradients in PyTorch, from the papers' formulas: the expected values of the tests.

Run from this folder, with torch 1.13: python3 make_golden.py
Models have the layers, and the order of weights, of SmallModels.cs. Noise is drawn from the default generator, seeded once, in the order
in which the objective draws it. The weights do not change between the losses of one batch.
"""
import json
import math

import torch
from torch import nn
from torch.distributions import Bernoulli, ContinuousBernoulli, Independent, Normal, kl_divergence
from torch.nn.functional import logsigmoid, one_hot

PIXELS, LATENT, NOISE, CLASSES, BATCH = 6, 3, 2, 2, 5


def hidden(inputs):
    return [nn.Linear(inputs, 4), nn.Tanh()]


class Gaussian(nn.Module):
    def __init__(self):
        super().__init__()
        self.mean = nn.Linear(4, LATENT)
        self.log_variance = nn.Linear(4, LATENT)

    def forward(self, features):
        return self.mean(features), self.log_variance(features)


class Shifted(nn.Sequential):
    """Layers after a Concat, which has the first index."""

    def __init__(self, *layers):
        super().__init__(nn.Identity(), *layers)

    def forward(self, *inputs):
        return super().forward(torch.cat(inputs, 1))


def network(encode, decode, discriminate=None):
    stages = {"Encode": encode, "Decode": decode}
    if discriminate is not None:
        stages["Discriminate"] = discriminate
    return nn.ModuleDict(stages)


def plain_encoder(head):
    return nn.Sequential(*hidden(PIXELS), head())


def decoder(*last):
    return nn.Sequential(*hidden(LATENT), nn.Linear(4, PIXELS), *last)


def code():
    return nn.Linear(4, LATENT)


def judge(*sizes):
    layers = [*hidden(sum(sizes)), nn.Linear(4, 1)]
    return nn.Sequential(*layers) if len(sizes) == 1 else Shifted(*layers)


def autoencoder():
    return network(plain_encoder(code), decoder(nn.Sigmoid()))


def vae():
    return network(plain_encoder(Gaussian), decoder())


def conditional_vae():
    return network(Shifted(*hidden(PIXELS + CLASSES), Gaussian()), Shifted(*hidden(LATENT + CLASSES), nn.Linear(4, PIXELS)))


def avae():
    return network(Shifted(*hidden(PIXELS + NOISE), Gaussian()), decoder(), judge(PIXELS, LATENT))


def aggregated_avae():
    return network(Shifted(*hidden(PIXELS + NOISE), Gaussian()), decoder(), judge(LATENT))


def avb():
    return network(Shifted(*hidden(PIXELS + NOISE), code()), decoder(), judge(PIXELS, LATENT))


def adversarial_autoencoder():
    return network(plain_encoder(code), decoder(nn.Sigmoid()), judge(LATENT))


def vae_gan():
    return network(plain_encoder(Gaussian), decoder(nn.Tanh()), judge(PIXELS))


def normal(parameters):
    mean, log_variance = parameters
    return Independent(Normal(mean, torch.exp(log_variance / 2)), 1)


def draw(q):
    return q.base_dist.loc + q.base_dist.scale * torch.randn_like(q.base_dist.loc)


def prior_like(z):
    return Independent(Normal(torch.zeros_like(z), torch.ones_like(z)), 1)


def bernoulli(d):
    return lambda x: Independent(Bernoulli(logits=d, validate_args=False), 1).log_prob(x)


def continuous(d):
    return lambda x: Independent(ContinuousBernoulli(logits=d), 1).log_prob(x)


def gaussian(variance):
    return lambda d: lambda x: Independent(Normal(d, math.sqrt(variance)), 1).log_prob(x)


def elbo(likelihood, beta=1.0, noise=0.0, mean_over_pixels=False):
    def losses(m, x, y):
        seen = x + noise * torch.randn_like(x) if noise else x
        q = normal(m["Encode"](seen))
        z = draw(q)
        reconstruction = -likelihood(m["Decode"](z))(x) / (PIXELS if mean_over_pixels else 1)
        yield "", torch.mean(reconstruction + beta * kl_divergence(q, prior_like(z)))
    return losses


def conditional(m, x, y):
    q = normal(m["Encode"](x, y))
    z = draw(q)
    yield "", torch.mean(-bernoulli(m["Decode"](z, y))(x) + kl_divergence(q, prior_like(z)))


def importance_weighted(samples):
    def losses(m, x, y):
        q = normal(m["Encode"](x))
        total = 0
        for _ in range(samples):
            z = draw(q)
            total = total + torch.exp((bernoulli(m["Decode"](z))(x) + prior_like(z).log_prob(z) - q.log_prob(z)).double())
        yield "", -torch.mean(torch.log(total / samples)).float()
    return losses


def reconstruction(noise=0.0):
    def losses(m, x, y):
        seen = x + noise * torch.randn_like(x) if noise else x
        yield "", torch.mean((m["Decode"](m["Encode"](seen)) - x) ** 2)
    return losses


def cross_entropy(m, x, y):
    output = m["Decode"](m["Encode"](x))
    yield "", -torch.mean(x * torch.log(output) + (1 - x) * torch.log(1 - output))


def adversarial_elbo(saturating, aggregated=False):
    def losses(m, x, y):
        look = (lambda z: m["Discriminate"](z)) if aggregated else (lambda z: m["Discriminate"](x, z))

        def posterior():
            return normal(m["Encode"](x, torch.randn(BATCH, NOISE)))

        q = posterior()
        z = draw(q)
        yield "-Discriminate", torch.mean(-bernoulli(m["Decode"](z))(x) + kl_divergence(q, prior_like(z)))
        z = z.detach()
        positive, negative = look(torch.randn_like(z)), look(z)
        yield "Discriminate", -torch.mean(logsigmoid(positive)) - torch.mean(logsigmoid(-negative))
        negative = look(draw(posterior()))
        yield "Encode", torch.mean(logsigmoid(-negative)) if saturating else -torch.mean(logsigmoid(negative))
    return losses


def adversarial_bayes(contrast):
    def losses(m, x, y):
        def codes():
            return m["Encode"](x, torch.randn(BATCH, NOISE))

        z = codes()
        log_p = bernoulli(m["Decode"](z))(x)
        if contrast:
            with torch.no_grad():
                draws = torch.stack([codes() for _ in range(contrast)])
                mean, deviation = draws.mean(0), torch.sqrt(draws.var(0) + 1e-4)
            judged = (z - mean) / deviation
            r = Independent(Normal(mean, deviation), 1)
            kl = m["Discriminate"](x, judged)[:, 0] + r.log_prob(z) - prior_like(z).log_prob(z)
        else:
            judged = z
            kl = m["Discriminate"](x, z)[:, 0]
        yield "-Discriminate", torch.mean(kl - log_p)
        judged = judged.detach()
        positive, negative = m["Discriminate"](x, judged), m["Discriminate"](x, torch.randn_like(judged))
        yield "Discriminate", -torch.mean(logsigmoid(positive)) - torch.mean(logsigmoid(-negative))
    return losses


def adversarial_reconstruction(m, x, y):
    yield "-Discriminate", torch.mean((m["Decode"](m["Encode"](x)) - x) ** 2)
    z = m["Encode"](x)
    positive, negative = m["Discriminate"](torch.randn_like(z)), m["Discriminate"](z.detach())
    yield "Discriminate", -torch.mean(logsigmoid(positive)) - torch.mean(logsigmoid(-negative))
    yield "Encode", -torch.mean(logsigmoid(m["Discriminate"](z)))


def wasserstein(weight):
    def losses(m, x, y):
        z = m["Encode"](x)
        error = torch.mean(torch.sum((m["Decode"](z) - x) ** 2, 1))
        p = torch.randn_like(z)
        mmd = 0
        for scale in [0.1, 0.2, 0.5, 1, 2, 5, 10]:
            width = 2 * LATENT * scale
            for i in range(BATCH):
                for j in range(BATCH):
                    def kernel(a, b):
                        return width / (width + torch.sum((a - b) ** 2))
                    if i != j:
                        mmd = mmd + (kernel(z[i], z[j]) + kernel(p[i], p[j])) / (BATCH * (BATCH - 1))
                    mmd = mmd - 2 * kernel(z[i], p[j]) / BATCH ** 2
        yield "", error + weight * mmd
    return losses


def gan(weight):
    def losses(m, x, y):
        x = 2 * x - 1
        q = normal(m["Encode"](x))
        z = draw(q)
        output = m["Decode"](z)
        generated = m["Decode"](torch.randn_like(z))
        look = m["Discriminate"]
        deception = -torch.mean(logsigmoid(look(output))) - torch.mean(logsigmoid(look(generated)))
        kl = torch.mean(kl_divergence(q, prior_like(z)))
        yield "-Discriminate", torch.mean((output - x) ** 2) + kl / PIXELS + weight * deception
        fakes = torch.cat([look(output.detach()), look(generated.detach())])
        yield "Discriminate", -torch.mean(logsigmoid(look(x))) - torch.mean(logsigmoid(-fakes))
    return losses


CASES = {
    "Reconstruction": (autoencoder, reconstruction()),
    "CrossEntropy": (autoencoder, cross_entropy),
    "Denoising": (autoencoder, reconstruction(0.5)),
    "Bernoulli": (vae, elbo(bernoulli)),
    "ContinuousBernoulli": (vae, elbo(continuous)),
    "Gaussian": (vae, elbo(gaussian(0.5))),
    "Variance": (vae, elbo(gaussian(0.1))),
    "MeanOverPixels": (vae, elbo(gaussian(0.5), mean_over_pixels=True)),
    "Beta": (vae, elbo(bernoulli, beta=4.0)),
    "DenoisingVae": (vae, elbo(bernoulli, noise=0.5)),
    "Conditional": (conditional_vae, conditional),
    "ImportanceWeighted": (vae, importance_weighted(5)),
    "Wasserstein": (autoencoder, wasserstein(10)),
    "Noisy": (avae, adversarial_elbo(True)),
    "NonSaturating": (avae, adversarial_elbo(False)),
    "Aggregated": (aggregated_avae, adversarial_elbo(True, aggregated=True)),
    "Avb": (avb, adversarial_bayes(0)),
    "AdaptiveContrast": (avb, adversarial_bayes(4)),
    "AdversarialAutoencoder": (adversarial_autoencoder, adversarial_reconstruction),
    "VaeGan": (vae_gan, gan(0.5)),
}


def mine(name, group):
    """True if a weight belongs to a parameter group: of one stage, of all but one, or of all."""
    stage = name.split(".")[0]
    return not group or stage == group or group[0] == "-" and stage != group[1:]


def golden(make, losses):
    torch.manual_seed(1)
    model = make()
    images = torch.rand(BATCH, PIXELS, generator=torch.Generator().manual_seed(7))
    labels = one_hot(torch.arange(BATCH) % CLASSES, CLASSES).float()
    torch.manual_seed(2)
    steps = []
    for group, loss in losses(model, images, labels):
        weights = {name: weight for name, weight in model.named_parameters() if mine(name, group)}
        gradients = torch.autograd.grad(loss, list(weights.values()), retain_graph=True)
        steps.append({"loss": loss.item(), "gradients": {
            name: gradient.flatten().tolist() for name, gradient in zip(weights, gradients)}})
    return steps


torch.set_num_threads(1)
with open("objectives.json", "w") as file:
    json.dump({name: golden(*case) for name, case in CASES.items()}, file, separators=(",", ":"))
    file.write("\n")
