#!/usr/bin/python3
"""Writes probes.json: scikit-learn's results on the points of ProbePoints, the expected values of the tests."""

import json
import math
import pathlib

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.manifold import TSNE
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

CLASSES, COLUMNS = 5, 8


def points(rows, seed):
    """The same points as ProbePoints.Of in C#."""
    state = seed

    def uniform():
        nonlocal state
        state = (1664525 * state + 1013904223) % 2**32
        return state / 2**32

    x = numpy.empty((rows, COLUMNS), numpy.float32)
    for i in range(rows):
        for j in range(COLUMNS):
            noise = sum(uniform() for _ in range(4)) - 2
            x[i, j] = math.sin(i % CLASSES * (j + 1)) + 1.5 * noise
    return x, numpy.arange(rows) % CLASSES


train, train_labels = points(3000, 1)
test, test_labels = points(2000, 2)
trees = [DecisionTreeClassifier(random_state=seed).fit(train, train_labels) for seed in range(20)]
scaler = StandardScaler().fit(train)
linear = LogisticRegression(max_iter=1000).fit(scaler.transform(train), train_labels)
neighbors = KNeighborsClassifier(5, algorithm="brute").fit(train, train_labels)
few = train[:400]
golden = {
    "version": sklearn.__version__,
    "tree": {
        "accuracy": numpy.mean([tree.score(test, test_labels) for tree in trees]),
        "depth": [min(tree.get_depth() for tree in trees), max(tree.get_depth() for tree in trees)],
        "leaves": [min(int(tree.get_n_leaves()) for tree in trees), max(int(tree.get_n_leaves()) for tree in trees)],
    },
    "linear": {"accuracy": linear.score(scaler.transform(test), test_labels), "first": linear.predict(scaler.transform(test[:40])).tolist()},
    "neighbors": {"accuracy": neighbors.score(test, test_labels), "first": neighbors.predict(test[:40]).tolist()},
    "tsne": {"divergences": sorted(float(TSNE(init="random", learning_rate="auto", random_state=seed).fit(few).kl_divergence_) for seed in range(20))},
}
pathlib.Path(__file__).with_name("probes.json").write_text(json.dumps(golden, indent=1) + "\n")
