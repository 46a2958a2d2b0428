"""Writes the golden numbers of the losses and their gradients, as PyTorch computes them.

Made with torch 2.13.0+cpu, Python 3.11, in float64, one thread. To make them again, from this
folder: python losses_golden.py

Spreads are softplus(output) + 1e-4, and degrees of freedom 2 more than that, as the Javadoc says.
"""

import json
import pathlib

import torch
from torch.distributions import NegativeBinomial, Normal, StudentT
from torch.nn import functional as F

OUT = pathlib.Path(__file__).parent.parent / "resources/dev/carousel/losses/golden/losses.json"
SOFT = torch.nn.functional.softplus
REALS = [-2.5, -0.7, 0.0, 0.3, 1.7, 6.0]
COUNTS = [0.0, 1.0, 4.0, 37.0, 1500.0]
WEIGHTS = torch.tensor([0.5, 2.0, 1.0, 3.5], dtype=torch.float64)


def spread(output):
    return SOFT(output, threshold=1e9) + 1e-4


def cross_entropy(outputs, target, **options):
    y = torch.tensor([int(target)])
    return F.cross_entropy(outputs[None, :], y, reduction="none", **options)[0]


def gaussian(outputs, target):
    t = torch.tensor(target, dtype=torch.float64)
    return F.gaussian_nll_loss(
        outputs[0], t, spread(outputs[1]) ** 2, full=True, eps=1e-12, reduction="none"
    )


def student(outputs, target):
    v = 2 + spread(outputs[2])
    t = torch.tensor(target, dtype=torch.float64)
    return -StudentT(v, outputs[0], spread(outputs[1])).log_prob(t)


def negative_binomial(outputs, target):
    mean, dispersion = spread(outputs[0]), spread(outputs[1])
    logits = torch.log(mean * dispersion)  # p / (1 - p), p = a m / (1 + a m)
    t = torch.tensor(target, dtype=torch.float64)
    return -NegativeBinomial(total_count=1 / dispersion, logits=logits).log_prob(t)


def normal(outputs, target):
    t = torch.tensor(target, dtype=torch.float64)
    return -Normal(outputs[0], spread(outputs[1])).log_prob(t)


def of_number(function, **options):
    return lambda outputs, target: function(
        outputs[0], torch.tensor(target, dtype=torch.float64), **options
    )


CASES = [
    ("cross-entropy", 4, range(4), cross_entropy),
    (
        "cross-entropy:label-smoothing=0.1",
        4,
        range(4),
        lambda o, t: cross_entropy(o, t, label_smoothing=0.1),
    ),
    ("cross-entropy:weights=0.5/2/1/3.5", 4, range(4), lambda o, t: cross_entropy(o, t, weight=WEIGHTS)),
    (
        "cross-entropy:label-smoothing=0.25,weights=0.5/2/1/3.5",
        4,
        range(4),
        lambda o, t: cross_entropy(o, t, weight=WEIGHTS, label_smoothing=0.25),
    ),
    ("mse", 1, REALS, of_number(F.mse_loss)),
    ("mae", 1, REALS, of_number(F.l1_loss)),
    ("huber", 1, REALS, of_number(F.huber_loss)),
    ("huber:delta=0.4", 1, REALS, of_number(F.huber_loss, delta=0.4)),
    ("gaussian", 2, REALS, gaussian),
    ("gaussian", 2, REALS, normal),
    ("student-t", 3, REALS, student),
    ("negative-binomial", 2, COUNTS, negative_binomial),
    ("binary", 1, [0.0, 1.0, 0.3], of_number(F.binary_cross_entropy_with_logits)),
]


def main():
    torch.set_num_threads(1)
    torch.manual_seed(17)
    cases = []
    for name, size, targets, function in CASES:
        points = []
        for target in targets:
            for scale in (0.5, 3.0):
                outputs = (scale * torch.randn(size, dtype=torch.float64)).requires_grad_()
                loss = function(outputs, float(target))
                loss.backward()
                points.append(
                    {
                        "outputs": outputs.tolist(),
                        "target": float(target),
                        "loss": loss.item(),
                        "gradient": outputs.grad.tolist(),
                    }
                )
        cases.append({"loss": name, "points": points})
    OUT.write_text(json.dumps({"torch": torch.__version__, "cases": cases}, indent=1) + "\n")


main()
