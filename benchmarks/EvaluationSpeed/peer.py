"""The computations of our evaluators with scikit-learn and PyTorch, timed."""
import os
import sys
import time

folder, threads = sys.argv[1], sys.argv[2]
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = threads

import numpy as np
import torch
from torch.nn import functional as F
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.manifold import TSNE
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

torch.set_num_threads(int(threads))
torch.manual_seed(1)
ROWS, EVIDENCE_IMAGES = 10_000, 20


def read(name, *shape):
    return np.fromfile(os.path.join(folder, name), dtype=np.float32).reshape(shape)


def timed(name, compute):
    compute(ROWS // 10)
    began = time.perf_counter()
    result = compute(ROWS)
    print(f"{name}|{time.perf_counter() - began}|{result}", flush=True)


train, test = read("train-codes", -1, 16), read("test-codes", -1, 16)
labels, test_labels = read("train-labels", -1).astype(int), read("test-labels", -1).astype(int)
images = read("images", -1, 784)


def score(make):
    return lambda rows: make().fit(train[:rows], labels[:rows]).score(test, test_labels)


def embed(rows):
    tsne = TSNE(init="pca", learning_rate="auto", n_iter=1000 if rows == ROWS else 250, n_jobs=int(threads), random_state=1)
    tsne.fit(train[:min(rows, 2000)])
    return tsne.kl_divergence_


def components(rows):
    part = images[:rows].astype(np.float64)
    pca = PCA(16, svd_solver="full" if rows < ROWS else "auto", random_state=1).fit(part)
    return np.square(pca.inverse_transform(pca.transform(part)) - part).mean()


timed("decision tree", score(lambda: DecisionTreeClassifier(random_state=1)))
timed("nearest neighbors", score(lambda: KNeighborsClassifier(5, algorithm="brute")))
timed("logistic regression", score(lambda: make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))))
timed("t-SNE", embed)
timed("principal components", components)

layers = [(torch.from_numpy(read(f"Decode.{index}.weight", outputs, inputs)), torch.from_numpy(read(f"Decode.{index}.bias", outputs)))
          for index, inputs, outputs in ((0, 10, 32), (2, 32, 64), (4, 64, 256), (6, 256, 784))]
observed = torch.from_numpy(images[:EVIDENCE_IMAGES])
LOG_TWO_PI = float(np.log(2 * np.pi))


def log_likelihood(codes):
    hidden = codes
    for index, (weight, bias) in enumerate(layers):
        hidden = F.linear(hidden, weight, bias)
        hidden = F.relu(hidden) if index < len(layers) - 1 else hidden
    return -F.binary_cross_entropy_with_logits(hidden, observed.expand_as(hidden), reduction="none").sum(-1)


def log_prior(codes):
    return -0.5 * (codes.square() + LOG_TWO_PI).sum(-1)


def log_mean(weights):
    return (weights.logsumexp(0) - np.log(len(weights))).mean().item()


@torch.no_grad()
def importance_sampling(rows):
    mean = torch.from_numpy(read("proposal-mean", -1, 10))
    parts = []
    for draws in torch.split(torch.zeros(rows // 2), 100):
        codes = mean + torch.randn(len(draws), *mean.shape)
        parts.append(log_likelihood(codes) + log_prior(codes) - log_prior(codes - mean))
    return log_mean(torch.cat(parts))


def value_and_gradient(codes):
    leaf = codes.detach().requires_grad_()
    values = log_likelihood(leaf)
    return values.detach(), torch.autograd.grad(values.sum(), leaf)[0]


class Chains:
    def __init__(self, count):
        self.codes = torch.randn(count, EVIDENCE_IMAGES, 10)
        self.values, self.gradients = value_and_gradient(self.codes)

    def move(self, beta, size):
        step = ((torch.rand_like(self.values) * 0.4 + 0.8) * size).unsqueeze(-1)
        momenta = torch.randn_like(self.codes)
        energy = 0.5 * momenta.square().sum(-1) - log_prior(self.codes) - beta * self.values
        codes, values, gradients = self.codes, self.values, self.gradients
        momenta = momenta + 0.5 * step * (beta * gradients - codes)
        for leap in range(5):
            codes = codes + step * momenta
            values, gradients = value_and_gradient(codes)
            momenta = momenta + (1 if leap < 4 else 0.5) * step * (beta * gradients - codes)
        accepted = torch.rand_like(values).log() < energy - (0.5 * momenta.square().sum(-1) - log_prior(codes) - beta * values)
        self.values = torch.where(accepted, values, self.values)
        self.codes = torch.where(accepted.unsqueeze(-1), codes, self.codes)
        self.gradients = torch.where(accepted.unsqueeze(-1), gradients, self.gradients)
        return accepted.float()


def annealed_importance_sampling(rows):
    temperatures = 50 if rows == ROWS else 5
    positions = torch.sigmoid(4 * (2 * torch.arange(temperatures + 1) / temperatures - 1)).tolist()
    betas = [(position - positions[0]) / (1 - 2 * positions[0]) for position in positions]
    pilot, log_size, sizes = Chains(4), torch.full((EVIDENCE_IMAGES,), float(np.log(0.5))), []
    for beta in betas[1:-1]:
        sizes.append(log_size.exp())
        log_size = log_size + 0.1 * (pilot.move(beta, sizes[-1]).mean(0) - 0.65)
    chains = Chains(16)
    weights = chains.values * betas[1]
    for index, size in enumerate(sizes, start=1):
        chains.move(betas[index], size)
        weights = weights + chains.values * (betas[index + 1] - betas[index])
    return log_mean(weights)


timed("importance sampling", importance_sampling)
timed("annealed importance sampling", annealed_importance_sampling)
