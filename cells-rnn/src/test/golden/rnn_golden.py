"""Golden values for the single-state cells; see README.md beside this file."""

import dataclasses
from pathlib import Path

import torch
from golden import (
    H,
    I,
    T,
    Block,
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

RNN_EQUATION = "h' = {phi}(h.Wx x + h.Wh h + h.b)"
GATES = ("r = sigmoid(r.Wx x + r.Wh h + r.b)", "z = sigmoid(z.Wx x + z.Wh h + z.b)")
MIX = "h' = (1 - z) * n + z * h"


def rnn_tanh(p, x, s):
    return {"h": torch.tanh(affine(p, "h", x=x, h=s["h"]))}


def rnn_relu(p, x, s):
    return {"h": torch.relu(affine(p, "h", x=x, h=s["h"]))}


def gru_reset_after(p, x, s):
    h = s["h"]
    r = torch.sigmoid(affine(p, "r", x=x, h=h))
    z = torch.sigmoid(affine(p, "z", x=x, h=h))
    n = torch.tanh(affine(p, "nx", x=x) + r * affine(p, "nh", h=h))
    return {"h": (1 - z) * n + z * h}


def gru_reset_before(p, x, s):
    h = s["h"]
    r = torch.sigmoid(affine(p, "r", x=x, h=h))
    z = torch.sigmoid(affine(p, "z", x=x, h=h))
    n = torch.tanh(affine(p, "n", x=x, rh=r * h))
    return {"h": (1 - z) * n + z * h}


def rnn_case(nonlinearity, step, **settings):
    return Case(
        name=f"rnn-{nonlinearity}",
        cell=f"rnn:activation={nonlinearity}",
        equations=(RNN_EQUATION.format(phi=nonlinearity),),
        shapes=affine_shapes("h", x=I, h=H),
        step=step,
        module=lambda: torch.nn.RNN(I, H, nonlinearity=nonlinearity, dtype=torch.float64),
        blocks=(gate("h"),),
        **settings,
    )


# The smaller step keeps the arguments of relu on their side of the kink; check_kink sees to it.
RNN_RELU = rnn_case("relu", rnn_relu, fd_step=2e-4)

GATE_SHAPES = affine_shapes("r", x=I, h=H) | affine_shapes("z", x=I, h=H)

GRU_RESET_AFTER = Case(
    name="gru-reset-after",
    cell="gru",
    equations=(*GATES, "n = tanh(nx.Wx x + nx.b + r * (nh.Wh h + nh.b))", MIX),
    shapes=GATE_SHAPES | affine_shapes("nx", x=I) | affine_shapes("nh", h=H),
    step=gru_reset_after,
    module=lambda: torch.nn.GRU(I, H, dtype=torch.float64),
    blocks=(gate("r"), gate("z"), Block("nx.Wx", "nh.Wh", "nx.b", "nh.b")),
)

GRU_RESET_BEFORE = Case(
    name="gru-reset-before",
    cell="gru-reset-before",
    equations=(*GATES, "n = tanh(n.Wx x + n.Wrh (r * h) + n.b)", MIX),
    shapes=GATE_SHAPES | affine_shapes("n", x=I, rh=H),
    step=gru_reset_before,
)


def check_kink(case: Case) -> None:
    """No argument of relu comes near its kink while an element is moved."""
    data, nearest = draw(case), float("inf")
    state = data.initial
    for t in range(T):
        argument = affine(data.parameters, "h", x=data.input[t], h=state["h"])
        nearest = min(nearest, argument.abs().min().item())
        state = {"h": torch.relu(argument)}
    assert nearest > 10 * case.fd_step, f"an argument of relu is {nearest:.1e}: change the seed"


def check_reset_before() -> None:
    """With a diagonal n.Wrh both GRUs are one function, so torch.nn.GRU vouches for this one."""
    data = draw(GRU_RESET_BEFORE)
    p = data.parameters | {"n.Wrh": torch.diag(data.parameters["n.Wrh"].diag())}
    outputs, _ = unroll(GRU_RESET_BEFORE, dataclasses.replace(data, parameters=p))
    twin = p | {"nx.Wx": p["n.Wx"], "nx.b": p["n.b"], "nh.Wh": p["n.Wrh"]}
    twin["nh.b"] = torch.zeros(H, dtype=torch.float64)
    module = GRU_RESET_AFTER.module()
    fill(module, GRU_RESET_AFTER.blocks, twin)
    with torch.no_grad():
        expected, _ = run_module(module, GRU_RESET_AFTER, data.input, data.initial)
    close("gru-reset-before against torch.nn.GRU", outputs, expected)


if __name__ == "__main__":
    check_kink(RNN_RELU)
    check_reset_before()
    main(
        Path(__file__).resolve().parents[3],
        "cells-rnn/src/test/golden/rnn_golden.py",
        [rnn_case("tanh", rnn_tanh), RNN_RELU, GRU_RESET_AFTER, GRU_RESET_BEFORE],
    )
