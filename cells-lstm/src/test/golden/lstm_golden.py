"""Golden values for the LSTM and its family; see README.md beside this file."""

import dataclasses
import sys
from pathlib import Path

import torch

MODULE = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(MODULE.parent / "cells-rnn/src/test/golden"))

from golden import (  # noqa: E402 - the line above makes it visible
    H,
    I,
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

CANDIDATE = "g = tanh(g.Wx x + g.Wh h + g.b)"
CELL = "c' = f * c + i * g"
OUTPUT = "h' = o * tanh(c')"


def sigmoid_equation(name, extra=""):
    return f"{name} = sigmoid({name}.Wx x + {name}.Wh h{extra} + {name}.b)"


def shapes_of(gates):
    return {k: v for name in gates for k, v in affine_shapes(name, x=I, h=H).items()}


def lstm(p, x, s):
    h, c = s["h"], s["c"]
    i = torch.sigmoid(affine(p, "i", x=x, h=h))
    f = torch.sigmoid(affine(p, "f", x=x, h=h))
    g = torch.tanh(affine(p, "g", x=x, h=h))
    o = torch.sigmoid(affine(p, "o", x=x, h=h))
    c = f * c + i * g
    return {"h": o * torch.tanh(c), "c": c}


def lstm_peephole(p, x, s):
    h, c = s["h"], s["c"]
    i = torch.sigmoid(affine(p, "i", x=x, h=h) + p["i.p"] * c)
    f = torch.sigmoid(affine(p, "f", x=x, h=h) + p["f.p"] * c)
    g = torch.tanh(affine(p, "g", x=x, h=h))
    c = f * c + i * g
    o = torch.sigmoid(affine(p, "o", x=x, h=h) + p["o.p"] * c)
    return {"h": o * torch.tanh(c), "c": c}


def lstm_coupled(p, x, s):
    h, c = s["h"], s["c"]
    f = torch.sigmoid(affine(p, "f", x=x, h=h))
    g = torch.tanh(affine(p, "g", x=x, h=h))
    o = torch.sigmoid(affine(p, "o", x=x, h=h))
    c = f * c + (1 - f) * g
    return {"h": o * torch.tanh(c), "c": c}


LSTM = Case(
    name="lstm",
    cell="lstm",
    equations=(
        sigmoid_equation("i"),
        sigmoid_equation("f"),
        CANDIDATE,
        sigmoid_equation("o"),
        CELL,
        OUTPUT,
    ),
    shapes=shapes_of("ifgo"),
    step=lstm,
    states=("h", "c"),
    module=lambda: torch.nn.LSTM(I, H, dtype=torch.float64),
    blocks=tuple(gate(name) for name in "ifgo"),
)

LSTM_LENGTHS = dataclasses.replace(LSTM, name="lstm-lengths", lengths=(7, 4, 5))

LSTM_PEEPHOLE = Case(
    name="lstm-peephole",
    cell="lstm:peepholes=true",
    equations=(
        sigmoid_equation("i", " + i.p * c"),
        sigmoid_equation("f", " + f.p * c"),
        CANDIDATE,
        CELL,
        sigmoid_equation("o", " + o.p * c'"),
        OUTPUT,
    ),
    shapes=shapes_of("ifgo") | {f"{name}.p": (H,) for name in "ifo"},
    step=lstm_peephole,
    states=("h", "c"),
)

LSTM_COUPLED = Case(
    name="lstm-coupled",
    cell="lstm:coupled=true",
    equations=(
        sigmoid_equation("f"),
        CANDIDATE,
        sigmoid_equation("o"),
        "c' = f * c + (1 - f) * g",
        OUTPUT,
    ),
    shapes=shapes_of("fgo"),
    step=lstm_coupled,
    states=("h", "c"),
)


def check_against_lstm(case: Case, data, twin) -> None:
    """torch.nn.LSTM with the parameters of twin gives the same outputs and states."""
    outputs, final = unroll(case, data)
    module = LSTM.module()
    fill(module, LSTM.blocks, twin)
    with torch.no_grad():
        expected, states = run_module(module, LSTM, data.input, data.initial)
    close(f"{case.name} against torch.nn.LSTM", outputs, expected)
    close(f"{case.name}: c against torch.nn.LSTM", final["c"], states["c"])


def check_peephole() -> None:
    """With peepholes of zero it is the plain LSTM."""
    data = draw(LSTM_PEEPHOLE)
    p = {k: v * 0 if k.endswith(".p") else v for k, v in data.parameters.items()}
    check_against_lstm(LSTM_PEEPHOLE, dataclasses.replace(data, parameters=p), p)


def check_coupled() -> None:
    """1 - sigmoid(a) = sigmoid(-a): it is the LSTM whose gate i has the negated parameters of f."""
    data = draw(LSTM_COUPLED)
    p = data.parameters
    check_against_lstm(LSTM_COUPLED, data, p | {f"i.{n}": -p[f"f.{n}"] for n in ("Wx", "Wh", "b")})


if __name__ == "__main__":
    check_peephole()
    check_coupled()
    main(
        MODULE,
        "cells-lstm/src/test/golden/lstm_golden.py",
        [LSTM, LSTM_LENGTHS, LSTM_PEEPHOLE, LSTM_COUPLED],
    )
