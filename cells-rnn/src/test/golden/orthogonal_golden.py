"""Golden values for the cells with an orthogonal recurrent matrix; see README.md."""

from pathlib import Path

import torch
from golden import H, I, T, Case, affine_shapes, draw, main

REFLECTIONS = 3


def transition(p):
    """Q, built as a matrix: u1 reflects first. It must be orthogonal."""
    identity = torch.eye(H, dtype=torch.float64)
    q = identity
    for k in range(1, REFLECTIONS + 1):
        u = p[f"u{k}"][:, None]
        q = (identity - 2 * u @ u.T / (u.T @ u)) @ q
    assert (q @ q.T - identity).abs().max() < 1e-13
    return q


def without_bias(p, x, s):
    return s["h"] @ transition(p).T + x @ p["h.Wx"].T


def argument(p, x, s):
    return without_bias(p, x, s) + p["h.b"]


def tanh_step(p, x, s):
    return {"h": torch.tanh(argument(p, x, s))}


def relu_step(p, x, s):
    return {"h": torch.relu(argument(p, x, s))}


def modrelu_step(p, x, s):
    a = without_bias(p, x, s)
    return {"h": torch.sign(a) * torch.relu(a.abs() + p["modrelu.b"])}


PRODUCT = "Q = P(u3) P(u2) P(u1), P(u) = I - 2 u u' / (u' u)"
VECTORS = {f"u{k}": (H,) for k in range(1, REFLECTIONS + 1)}
SHAPES = VECTORS | affine_shapes("h", x=I)

TANH = Case(
    name="householder-tanh",
    cell="householder:reflections=3",
    equations=(PRODUCT, "h' = tanh(Q h + h.Wx x + h.b)"),
    shapes=SHAPES,
    step=tanh_step,
)

# The smaller steps keep all arguments on their side of a kink or jump; check_kinks sees to it.
RELU = Case(
    name="householder-relu",
    cell="householder:reflections=3,activation=relu",
    equations=(PRODUCT, "h' = relu(Q h + h.Wx x + h.b)"),
    shapes=SHAPES,
    step=relu_step,
    fd_step=2e-4,
)

MODRELU = Case(
    name="householder-modrelu",
    cell="householder:reflections=3,activation=modrelu",
    equations=(PRODUCT, "a = Q h + h.Wx x", "h' = sign(a) relu(|a| + modrelu.b)"),
    shapes=VECTORS | {"h.Wx": (H, I), "modrelu.b": (H,)},
    step=modrelu_step,
    seed=20170801,  # with the usual one, an argument crosses the jump
    fd_step=2e-4,
)


def modrelu_kinks(p, x, s):
    a = without_bias(p, x, s)
    return torch.stack([a, a.abs() + p["modrelu.b"]])


def check_kinks(case: Case, kinks) -> None:
    """No argument comes near a kink, or modReLU's jump at 0, while an element is moved."""
    data, nearest = draw(case), float("inf")
    state = data.initial
    for t in range(T):
        nearest = min(nearest, kinks(data.parameters, data.input[t], state).abs().min().item())
        state = case.step(data.parameters, data.input[t], state)
    assert nearest > 10 * case.fd_step, f"an argument is {nearest:.1e}: change the seed"


if __name__ == "__main__":
    check_kinks(RELU, argument)
    check_kinks(MODRELU, modrelu_kinks)
    main(
        Path(__file__).resolve().parents[3],
        "cells-rnn/src/test/golden/orthogonal_golden.py",
        [TANH, RELU, MODRELU],
    )
