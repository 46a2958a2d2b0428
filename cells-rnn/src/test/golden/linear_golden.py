"""Golden values for minGRU; see README.md beside this file."""

import dataclasses
from pathlib import Path

import torch
import torch.nn.functional as F
from golden import H, I, T, Case, affine, affine_shapes, close, draw, main, unroll

SHAPES = affine_shapes("z", x=I) | affine_shapes("n", x=I)
GATE = "z = sigmoid(z.Wx x + z.b)"
MIX = "h' = (1 - z) * h + z * n"


def g(v):
    return torch.where(v >= 0, v + 0.5, torch.sigmoid(v))


def log_g(v):
    return torch.where(v >= 0, torch.log(F.relu(v) + 0.5), -F.softplus(-v))


def mingru(candidate):
    def step(p, x, s):
        z = torch.sigmoid(affine(p, "z", x=x))
        return {"h": (1 - z) * s["h"] + z * candidate(affine(p, "n", x=x))}

    return step


PLAIN = Case(
    name="mingru-plain",
    cell="mingru:candidate=plain",
    equations=(GATE, "n = n.Wx x + n.b", MIX),
    shapes=SHAPES,
    step=mingru(lambda v: v),
)

# The smaller step keeps the arguments of g on their side of 0; check_kink sees to it.
POSITIVE = Case(
    name="mingru-g",
    cell="mingru",
    equations=(GATE, "n = g(n.Wx x + n.b), g(v) = v + 0.5 if v >= 0 else sigmoid(v)", MIX),
    shapes=SHAPES,
    step=mingru(g),
    fd_step=2e-4,
)


def check_kink() -> None:
    data = draw(POSITIVE)
    nearest = affine(data.parameters, "n", x=data.input).abs().min().item()
    assert nearest > 10 * POSITIVE.fd_step, f"an argument of g is {nearest:.1e}: change the seed"


def check_parallel() -> None:
    """The paper's parallel form in logarithms, from a positive state, gives the same."""
    data = draw(POSITIVE)
    data = dataclasses.replace(data, initial={"h": data.initial["h"].abs() + 0.1})
    k = affine(data.parameters, "z", x=data.input)
    log_h0 = torch.log(data.initial["h"])[None]
    log_a = torch.cat([torch.zeros_like(log_h0), -F.softplus(k)])
    log_b = torch.cat([log_h0, -F.softplus(-k) + log_g(affine(data.parameters, "n", x=data.input))])
    total = torch.cumsum(log_a, 0)
    parallel = torch.exp(total + torch.logcumsumexp(log_b - total, 0))[1:]
    assert len(parallel) == T
    close("mingru-g against its parallel form", unroll(POSITIVE, data)[0], parallel)


if __name__ == "__main__":
    check_kink()
    check_parallel()
    main(
        Path(__file__).resolve().parents[3],
        "cells-rnn/src/test/golden/linear_golden.py",
        [PLAIN, POSITIVE],
    )
