"""Writes the golden numbers of the optimizers that see more than single elements, or that PyTorch
does not have.

Muon: torch.optim.Muon for matrices and torch.optim.AdamW for the rest. PyTorch rounds the matrix to
bfloat16 first; here it does not, so that the numbers are exact.

Lion, schedule-free AdamW and SPAM: written from the papers, in plain tensor operations; defaults and
the order of operations are those of public code:
  Lion: Chen et al. 2023, algorithm 2
  schedule-free: Defazio et al. 2024, algorithm 1 (the average's weights are gamma_t^2)
  AdaGC: Wang et al. 2025, algorithm 1; its warm-up has as many updates as it says
  SPAM: Huang et al. 2025, algorithm 1; when a reset, the grace and the warm-up begin is as in code

Made with torch 2.13.0+cpu, Python 3.11, in float64, one thread, seed 2. To make them again, from this
folder: python papers.py
"""

import json
import math
import pathlib

import torch

OUT = pathlib.Path(__file__).parent.parent / "resources/dev/carousel/optimizers/golden"
torch.Tensor.bfloat16 = lambda self: self.clone()  # Muon without its rounding

SHAPES = {
    "embedding/W": (3, 2),
    "layer0/i.Wh": (4, 4),
    "layer0/i.Wx": (3, 5),
    "layer0/i.b": (4,),
    "layer1/i.Wx": (7, 2),
    "head/W": (2, 3),
}
MATRICES = [n for n, s in SHAPES.items() if len(s) == 2]
RECURRENT = [n for n in MATRICES if n.startswith("layer")]
SPIKE = 5  # the update with a gradient of a thousand times the size


def problem(updates):
    gen = torch.Generator().manual_seed(2)

    def random(shape):
        return torch.randn(shape, generator=gen, dtype=torch.float64)

    start = {name: random(shape) for name, shape in SHAPES.items()}
    gradients = []
    for t in range(updates):
        size = 1000.0 if t == SPIKE else 1.0
        gradients.append({name: size * random(shape) for name, shape in SHAPES.items()})
    factors = [[1.0, 0.5, 0.25, 1.0, 2.0, 0.0, 1.0][t % 7] for t in range(updates)]
    return start, gradients, factors


class Muon:
    def __init__(self, w, matrices=RECURRENT, adam=None, **options):
        self.w = {name: torch.nn.Parameter(value.clone()) for name, value in w.items()}
        rest = [n for n in w if n not in matrices]
        self.parts = [
            torch.optim.Muon([self.w[n] for n in matrices], **options),
            torch.optim.AdamW([self.w[n] for n in rest], **(adam or {})),
        ]
        self.rates = [part.param_groups[0]["lr"] for part in self.parts]

    def step(self, g, factor):
        for name, w in self.w.items():
            w.grad = g[name].clone()
        for part, rate in zip(self.parts, self.rates):
            part.param_groups[0]["lr"] = rate * factor
            part.step()
        return {name: w.detach().clone() for name, w in self.w.items()}


class Lion:
    def __init__(self, w, lr=1e-4, beta1=0.9, beta2=0.99, decay=0.0):
        self.w = w
        self.m = {n: torch.zeros_like(v) for n, v in w.items()}
        self.set = lr, beta1, beta2, decay

    def step(self, g, factor):
        lr, beta1, beta2, decay = self.set
        lr *= factor
        for n, w in self.w.items():
            update = torch.sign(beta1 * self.m[n] + (1 - beta1) * g[n])
            self.w[n] = w - lr * (update + decay * w)
            self.m[n] = beta2 * self.m[n] + (1 - beta2) * g[n]
        return dict(self.w)


class ScheduleFree:
    def __init__(self, w, lr=2.5e-3, beta1=0.9, beta2=0.999, eps=1e-8, decay=0.0, warmup=0):
        self.x, self.y, self.z = dict(w), dict(w), dict(w)
        self.v = {n: torch.zeros_like(v) for n, v in w.items()}
        self.set = lr, beta1, beta2, eps, decay, warmup
        self.t, self.total = 0, 0.0

    def step(self, g, factor):
        lr, beta1, beta2, eps, decay, warmup = self.set
        self.t += 1
        gamma = lr * factor * math.sqrt(1 - beta2**self.t)
        if warmup:
            gamma *= min(1.0, self.t / warmup)
        self.total += gamma**2
        c = gamma**2 / self.total
        for n in self.y:
            self.v[n] = beta2 * self.v[n] + (1 - beta2) * g[n] ** 2
            self.z[n] = (
                self.z[n] - gamma * g[n] / (self.v[n].sqrt() + eps) - gamma * decay * self.y[n]
            )
            self.x[n] = (1 - c) * self.x[n] + c * self.z[n]
            self.y[n] = (1 - beta1) * self.z[n] + beta1 * self.x[n]
        return dict(self.y)

    def evaluated(self):
        return dict(self.x)


class Spam:
    def __init__(
        self,
        w,
        lr=1e-3,
        beta1=0.9,
        beta2=0.999,
        eps=1e-6,
        decay=0.0,
        threshold=5000.0,
        reset=500,
        grace=20,
        warmup=50,
    ):
        self.w = w
        self.m = {n: torch.zeros_like(v) for n, v in w.items()}
        self.v = {n: torch.zeros_like(v) for n, v in w.items()}
        self.set = lr, beta1, beta2, eps, decay, threshold, reset, grace, warmup
        self.t = 0
        self.since = None  # updates since the last reset

    def step(self, g, factor):
        lr, beta1, beta2, eps, decay, threshold, reset, grace, warmup = self.set
        lr *= factor
        self.t += 1
        scale = 1.0
        if self.t % reset == 0:
            self.since = 0
            for n in self.w:
                self.m[n] = torch.zeros_like(self.m[n])
                self.v[n] = torch.zeros_like(self.v[n])
        elif self.since is not None:
            self.since += 1
        if self.since is not None and self.since < warmup:
            scale = 1 - 0.99 * 0.5 * (1 + math.cos(math.pi * self.since / (warmup + 1)))
        for n, w in self.w.items():
            d = g[n].clone()
            if self.t >= grace and self.t % reset >= grace:
                spikes = d**2 > threshold * self.v[n]
                d[spikes] = d[spikes].sign() * (threshold * self.v[n][spikes]).sqrt()
            self.m[n] = beta1 * self.m[n] + (1 - beta1) * d
            self.v[n] = beta2 * self.v[n] + (1 - beta2) * d**2
            mean = self.m[n] / (1 - beta1**self.t)
            root = self.v[n].sqrt() + eps
            w = w - lr * scale * math.sqrt(1 - beta2**self.t) * mean / root
            self.w[n] = w - lr * decay * w
        return dict(self.w)


CASES = [
    ("muon", 7, lambda w: Muon(w)),
    (
        "muon:lr=0.02,momentum=0.8,nesterov=false,weight-decay=0.3,iterations=3,scale=adam",
        7,
        lambda w: Muon(
            w,
            lr=0.02,
            momentum=0.8,
            nesterov=False,
            weight_decay=0.3,
            ns_steps=3,
            adjust_lr_fn="match_rms_adamw",
            adam={"lr": 0.02},
        ),
    ),
    (
        "muon:lr=0.02,all=true,adam-factor=0.5,adam-decay=0.3,adam-beta1=0.7,adam-beta2=0.9,"
        "adam-eps=0.001",
        7,
        lambda w: Muon(
            w,
            MATRICES,
            lr=0.02,
            adam={"lr": 0.01, "weight_decay": 0.3, "betas": (0.7, 0.9), "eps": 0.001},
        ),
    ),
    ("lion", 7, lambda w: Lion(w)),
    (
        "lion:lr=0.01,beta1=0.8,beta2=0.95,weight-decay=0.3",
        7,
        lambda w: Lion(w, lr=0.01, beta1=0.8, beta2=0.95, decay=0.3),
    ),
    ("schedule-free", 7, lambda w: ScheduleFree(w)),
    (
        "schedule-free:lr=0.02,beta1=0.8,beta2=0.95,eps=0.001,weight-decay=0.3,warmup=4",
        9,
        lambda w: ScheduleFree(
            w, lr=0.02, beta1=0.8, beta2=0.95, eps=0.001, decay=0.3, warmup=4
        ),
    ),
    ("spam", 25, lambda w: Spam(w)),
    (
        "spam:lr=0.02,beta1=0.8,beta2=0.9,eps=0.001,weight-decay=0.3,threshold=4,reset=9,grace=2,"
        "warmup=4",
        25,
        lambda w: Spam(
            w,
            lr=0.02,
            beta1=0.8,
            beta2=0.9,
            eps=0.001,
            decay=0.3,
            threshold=4.0,
            reset=9,
            grace=2,
            warmup=4,
        ),
    ),
]


def flat(tensors):
    return {name: tensor.flatten().tolist() for name, tensor in tensors.items()}


def run(updates, make):
    start, gradients, factors = problem(updates)
    optimizer = make({name: value.clone() for name, value in start.items()})
    for gradient, factor in zip(gradients, factors):
        after = optimizer.step(gradient, factor)
    evaluated = optimizer.evaluated() if hasattr(optimizer, "evaluated") else after
    return {"after": flat(after), "evaluated": flat(evaluated)}


def adagc(ratio=1.05, beta=0.98, largest=1.0, warmup=100):
    _, gradients, _ = problem(12)
    means = {}
    after = []
    for t, g in enumerate(gradients):
        g = {name: value.clone() for name, value in g.items()}
        if t < warmup:
            norm = math.sqrt(sum(float((value**2).sum()) for value in g.values()))
            g = {name: value * min(1.0, largest / norm) for name, value in g.items()}
            for name, value in g.items():
                own = float(value.norm())
                means[name] = min(means.get(name, math.inf), own)
        else:
            for name, value in g.items():
                g[name] = value * min(1.0, ratio * means[name] / float(value.norm()))
                means[name] = beta * means[name] + (1 - beta) * float(g[name].norm())
        after.append(flat(g))
    return after


start, gradients, factors = problem(max(updates for _, updates, _ in CASES))
golden = {
    "generator": "papers.py, torch " + torch.__version__,
    "shapes": SHAPES,
    "start": flat(start),
    "gradients": [flat(g) for g in gradients],
    "rateFactors": factors,
    "cases": [
        {"optimizer": spec, "updates": updates, **run(updates, make)}
        for spec, updates, make in CASES
    ],
    "adagc": [
        {"hook": "adagc:warmup=3", "after": adagc(warmup=3)},
        {
            "hook": "adagc:ratio=1.2,beta=0.7,max=4,warmup=4",
            "after": adagc(ratio=1.2, beta=0.7, largest=4.0, warmup=4),
        },
    ],
}
(OUT / "papers.json").write_text(json.dumps(golden) + "\n")
