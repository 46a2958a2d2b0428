"""Golden values for the simple recurrent unit and the QRNN; see README.md beside this file."""

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from golden import B, H, I, T, Case, close, draw, main, unroll

sigmoid, tanh = torch.sigmoid, torch.tanh
HIGHWAY_BIAS = -1.0


# The simple recurrent unit.


def sru(highway):
    def step(p, x, s):
        c = s["c"]
        f = sigmoid(F.linear(x, p["f.Wx"], p["f.b"]) + p["f.v"] * c)
        r = sigmoid(F.linear(x, p["r.Wx"], p["r.b"]) + p["r.v"] * c)
        c = f * c + (1 - f) * F.linear(x, p["c.Wx"])
        return {"c": c, "out": r * c + (1 - r) * highway(p, x)}

    return step


def sru_shapes(units):
    matrices = {f"{name}.Wx": (units, I) for name in ("c", "f", "r")}
    return matrices | {f"{name}.{each}": (units,) for name in ("f", "r") for each in ("v", "b")}


GATES = (
    "f = sigmoid(f.Wx x + f.v * c + f.b), r = sigmoid(r.Wx x + r.v * c + r.b)",
    "c' = f * c + (1 - f) * (c.Wx x)",
)

SRU = Case(
    name="sru",
    cell="sru:highway-bias=-1",
    equations=(*GATES, "out = r * c' + (1 - r) * sqrt(1 + 2 e^-1) x"),
    shapes=sru_shapes(I),
    step=sru(lambda p, x: math.sqrt(1 + 2 * math.exp(HIGHWAY_BIAS)) * x),
    states=("c",),
    output="out",
    units=I,
)

SRU_WIDE = Case(
    name="sru-wide",
    cell="sru:highway-bias=-1",
    equations=(*GATES, "out = r * c' + (1 - r) * (skip.Wx x)"),
    shapes=sru_shapes(H) | {"skip.Wx": (H, I)},
    step=sru(lambda p, x: F.linear(x, p["skip.Wx"])),
    states=("c",),
    output="out",
)


# The QRNN. Wbefore multiplies the input of the step before.


def of_window(p, name, x, before):
    total = F.linear(x, p[f"{name}.Wx"], p[f"{name}.b"])
    if before is not None:
        total = total + F.linear(before, p[f"{name}.Wbefore"])
    return total


def qrnn_f(p, x, s):
    f = sigmoid(of_window(p, "f", x, None))
    return {"c": f * s["c"] + (1 - f) * tanh(of_window(p, "z", x, None))}


def qrnn_fo(p, x, s):
    z, f, o = (of_window(p, name, x, s["before"]) for name in "zfo")
    c = sigmoid(f) * s["c"] + (1 - sigmoid(f)) * tanh(z)
    return {"c": c, "before": x, "out": sigmoid(o) * c}


def qrnn_ifo(p, x, s):
    z, i, f, o = (of_window(p, name, x, s["before"]) for name in "zifo")
    c = sigmoid(f) * s["c"] + sigmoid(i) * tanh(z)
    return {"c": c, "before": x, "out": sigmoid(o) * c}


def qrnn_shapes(names, *operands):
    matrices = {f"{name}.W{each}": (H, I) for name in names for each in operands}
    return matrices | {f"{name}.b": (H,) for name in names}


MAP = "a(v) = v.Wx x + v.Wbefore before + v.b, before' = x"

QRNN_F = Case(
    name="qrnn-f",
    cell="qrnn:pooling=f,window=1",
    equations=(
        "z = tanh(z.Wx x + z.b), f = sigmoid(f.Wx x + f.b)",
        "c' = f * c + (1 - f) * z",
        "out = c'",
    ),
    shapes=qrnn_shapes("zf", "x"),
    step=qrnn_f,
    states=("c",),
    output="c",
)

QRNN_FO = Case(
    name="qrnn-fo",
    cell="qrnn",
    equations=(
        MAP,
        "z = tanh(a(z)), f = sigmoid(a(f)), o = sigmoid(a(o))",
        "c' = f * c + (1 - f) * z",
        "out = o * c'",
    ),
    shapes=qrnn_shapes("zfo", "x", "before"),
    step=qrnn_fo,
    states=("c", "before"),
    sizes={"before": I},
    output="out",
)

QRNN_IFO = Case(
    name="qrnn-ifo",
    cell="qrnn:pooling=ifo",
    equations=(
        MAP,
        "z = tanh(a(z)), i = sigmoid(a(i)), f = sigmoid(a(f)), o = sigmoid(a(o))",
        "c' = f * c + i * z",
        "out = o * c'",
    ),
    shapes=qrnn_shapes("zifo", "x", "before"),
    step=qrnn_ifo,
    states=("c", "before"),
    sizes={"before": I},
    output="out",
)


def check_convolution() -> None:
    """The paper's form: convolutions over time, and then a pooling."""
    data = draw(QRNN_FO)
    p = data.parameters
    padded = torch.cat([data.initial["before"][None], data.input]).permute(1, 2, 0)  # B, I, T + 1

    def convolved(name):
        kernel = torch.stack([p[f"{name}.Wbefore"], p[f"{name}.Wx"]], dim=2)
        return F.conv1d(padded, kernel, p[f"{name}.b"]).permute(2, 0, 1)

    z, f, o = tanh(convolved("z")), sigmoid(convolved("f")), sigmoid(convolved("o"))
    assert z.shape == (T, B, H)
    c, outputs = data.initial["c"], []
    for t in range(T):
        c = f[t] * c + (1 - f[t]) * z[t]
        outputs.append(o[t] * c)
    close("qrnn-fo against convolutions", unroll(QRNN_FO, data)[0], torch.stack(outputs))


if __name__ == "__main__":
    check_convolution()
    main(
        Path(__file__).resolve().parents[3],
        "cells-rnn/src/test/golden/quasi_golden.py",
        [SRU, SRU_WIDE, QRNN_F, QRNN_FO, QRNN_IFO],
    )
