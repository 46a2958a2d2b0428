"""Golden values for the cells with an orthogonal recurrent matrix; see README.md."""

from pathlib import Path

import torch
from golden import H, I, T, Case, affine, affine_shapes, draw, main

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


def argument(p, x, s):
    return s["h"] @ transition(p).T + affine(p, "h", x=x)


def tanh_step(p, x, s):
    return {"h": torch.tanh(argument(p, x, s))}


def relu_step(p, x, s):
    return {"h": torch.relu(argument(p, x, s))}


PRODUCT = "Q = P(u3) P(u2) P(u1), P(u) = I - 2 u u' / (u' u)"
SHAPES = {f"u{k}": (H,) for k in range(1, REFLECTIONS + 1)} | affine_shapes("h", x=I)

TANH = Case(
    name="householder-tanh",
    equations=(PRODUCT, "h' = tanh(Q h + h.Wx x + h.b)"),
    shapes=SHAPES,
    step=tanh_step,
)

# The smaller step keeps the arguments of relu on their side of the kink; check_kink sees to it.
RELU = Case(
    name="householder-relu",
    equations=(PRODUCT, "h' = relu(Q h + h.Wx x + h.b)"),
    shapes=SHAPES,
    step=relu_step,
    fd_step=2e-4,
)


def check_kink(case: Case) -> None:
    """No argument of relu comes near its kink while an element is moved."""
    data, nearest = draw(case), float("inf")
    state = data.initial
    for t in range(T):
        nearest = min(nearest, argument(data.parameters, data.input[t], state).abs().min().item())
        state = case.step(data.parameters, data.input[t], state)
    assert nearest > 10 * case.fd_step, f"an argument of relu is {nearest:.1e}: change the seed"


if __name__ == "__main__":
    check_kink(RELU)
    main(
        Path(__file__).resolve().parents[3],
        "cells-rnn/src/test/golden/orthogonal_golden.py",
        [TANH, RELU],
    )
