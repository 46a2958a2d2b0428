"""Golden values for IRNN, RIN and IndRNN; see README.md beside this file."""

from pathlib import Path

import torch
from golden import (
    H,
    I,
    T,
    Case,
    affine,
    affine_shapes,
    close,
    draw,
    fill,
    gate,
    main,
    run_module,
    unroll,
)

MAP_SHAPES = affine_shapes("h", x=I, h=H)
UNIT_SHAPES = affine_shapes("h", x=I) | {"h.u": (H,)}
FD_STEP = 2e-4  # small enough that no argument of relu crosses 0; check_kink sees to it


def relu_module():
    return torch.nn.RNN(I, H, nonlinearity="relu", dtype=torch.float64)


def irnn_sum(p, x, s):
    return affine(p, "h", x=x, h=s["h"])


def rin_sum(p, x, s):
    full = p["h.Wh"] + torch.eye(H, dtype=torch.float64)
    return x @ p["h.Wx"].T + s["h"] @ full.T + p["h.b"]


def indrnn_sum(p, x, s):
    return affine(p, "h", x=x) + p["h.u"] * s["h"]


def stepping(phi, total):
    return lambda p, x, s: {"h": phi(total(p, x, s))}


IRNN = Case(
    name="irnn",
    cell="irnn",
    equations=("h' = relu(h.Wx x + h.Wh h + h.b)",),
    shapes=MAP_SHAPES,
    step=stepping(torch.relu, irnn_sum),
    module=relu_module,
    blocks=(gate("h"),),
    fd_step=FD_STEP,
)

RIN = Case(
    name="rin",
    cell="rin",
    equations=("h' = relu(h.Wx x + (h.Wh + I) h + h.b)",),
    shapes=MAP_SHAPES,
    step=stepping(torch.relu, rin_sum),
    fd_step=FD_STEP,
)


def indrnn_case(word, phi, **settings):
    return Case(
        name=f"indrnn-{word}",
        cell=f"indrnn:activation={word}",
        equations=(f"h' = {word}(h.Wx x + h.u * h + h.b)",),
        shapes=UNIT_SHAPES,
        step=stepping(phi, indrnn_sum),
        **settings,
    )


INDRNN_RELU = indrnn_case("relu", torch.relu, fd_step=FD_STEP)
INDRNN_TANH = indrnn_case("tanh", torch.tanh)


def check_kink(case: Case, total) -> None:
    """No argument of relu comes near its kink while an element is moved."""
    data, nearest = draw(case), float("inf")
    state = data.initial
    for t in range(T):
        argument = total(data.parameters, data.input[t], state)
        nearest = min(nearest, argument.abs().min().item())
        state = case.step(data.parameters, data.input[t], state)
    assert nearest > 10 * case.fd_step, (
        f"{case.name}: an argument of relu is {nearest:.1e}: change the seed"
    )


def check_against_module(case: Case, recurrent) -> None:
    """With the recurrent matrix that the equations amount to, torch.nn.RNN gives the same."""
    data = draw(case)
    outputs, _ = unroll(case, data)
    p = {name: data.parameters[name] for name in ("h.Wx", "h.b")}
    p["h.Wh"] = recurrent(data.parameters)
    nonlinearity = "tanh" if case.name.endswith("tanh") else "relu"
    module = torch.nn.RNN(I, H, nonlinearity=nonlinearity, dtype=torch.float64)
    fill(module, (gate("h"),), p)
    with torch.no_grad():
        expected, _ = run_module(module, case, data.input, data.initial)
    close(f"{case.name} against torch.nn.RNN", outputs, expected)


if __name__ == "__main__":
    check_kink(IRNN, irnn_sum)
    check_kink(RIN, rin_sum)
    check_kink(INDRNN_RELU, indrnn_sum)
    check_against_module(RIN, lambda p: p["h.Wh"] + torch.eye(H, dtype=torch.float64))
    for each in (INDRNN_RELU, INDRNN_TANH):
        check_against_module(each, lambda p: torch.diag(p["h.u"]))
    main(
        Path(__file__).resolve().parents[3],
        "cells-rnn/src/test/golden/simple_golden.py",
        [IRNN, RIN, INDRNN_RELU, INDRNN_TANH],
    )
