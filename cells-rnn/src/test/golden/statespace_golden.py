"""Golden values for the LRU, the RG-LRU and the Legendre memory unit; see README.md beside this file."""

from pathlib import Path

import torch
import torch.nn.functional as F
from golden import H, I, Case, draw, main

HEADS, D = 2, 3
UNITS = HEADS * D
ORDER, THETA = 4, 6.0


# The LRU in complex numbers.


def lru(p, x, s):
    eigenvalue = torch.exp(torch.complex(-torch.exp(p["nu"]), torch.exp(p["theta"])))
    b = torch.complex(p["re.Wx"], p["im.Wx"])
    c = torch.complex(p["y.Wre"], -p["y.Wim"])
    h = torch.complex(s["re"], s["im"])
    h = eigenvalue * h + torch.exp(p["gamma"]) * (x.to(torch.complex128) @ b.T)
    return {"out": (h @ c.T).real + x @ p["y.Wx"].T, "re": h.real, "im": h.imag}


LRU = Case(
    name="lru",
    cell="lru",
    equations=(
        "lambda = e^(-e^nu + i e^theta)",
        "h' = lambda * h + e^gamma * ((re.Wx + i im.Wx) x), h = re + i im",
        "out = Re((y.Wre - i y.Wim) h') + y.Wx x",
    ),
    shapes={
        "nu": (H,),
        "theta": (H,),
        "gamma": (H,),
        "re.Wx": (H, I),
        "im.Wx": (H, I),
        "y.Wre": (H, H),
        "y.Wim": (H, H),
        "y.Wx": (H, I),
    },
    step=lru,
    states=("re", "im"),
    output="out",
)


# The RG-LRU, with its gates' matrices as whole ones.


def rg_lru(p, x, s):
    u = x @ p["u.Wx"].T + p["u.b"]

    def gate(name):
        whole = torch.block_diag(*p[f"{name}.Wu"].reshape(HEADS, D, D))
        return torch.sigmoid(u @ whole.T + p[f"{name}.b"])

    log_a = -8 * gate("r") * F.softplus(p["lambda"])
    root = torch.sqrt(1 - torch.exp(2 * log_a))
    return {"h": torch.exp(log_a) * s["h"] + root * (gate("i") * u)}


RG_LRU = Case(
    name="rg-lru",
    cell="rg-lru:heads=2",
    equations=(
        "u = u.Wx x + u.b",
        "r = sigmoid(r.Wu u + r.b), likewise i; Wu block-diagonal, 2 heads of 3 units",
        "a = e^(-8 r * softplus(lambda))",
        "h' = a * h + sqrt(1 - a^2) * i * u",
    ),
    shapes={
        "u.Wx": (UNITS, I),
        "u.b": (UNITS,),
        "r.Wu": (UNITS, D),
        "r.b": (UNITS,),
        "i.Wu": (UNITS, D),
        "i.b": (UNITS,),
        "lambda": (UNITS,),
    },
    step=rg_lru,
    units=UNITS,
)


def check_root() -> None:
    """The cell caps the root's slope where 1 - a^2 is below 2.5e-7; no step comes near."""
    data = draw(RG_LRU)
    p = data.parameters
    u = data.input @ p["u.Wx"].T + p["u.b"]
    whole = torch.block_diag(*p["r.Wu"].reshape(HEADS, D, D))
    r = torch.sigmoid(u @ whole.T + p["r.b"])
    assert (8 * r * F.softplus(p["lambda"])).min() > 1e-3


# The LMU: A and B from torch's matrix exponential and a solve.


def hold():
    i = torch.arange(ORDER, dtype=torch.float64)[:, None]
    j = i.T
    sign = torch.where(i < j, -1.0, (-1.0) ** (i - j + 1))
    a = (2 * i + 1) * sign / THETA
    b = (2 * i + 1) * (-1.0) ** i / THETA
    step = torch.linalg.matrix_exp(a)
    return step, torch.linalg.solve(a, (step - torch.eye(ORDER, dtype=torch.float64)) @ b)


A_STEP, B_STEP = hold()


def lmu(p, x, s):
    u = x @ p["u.Wx"].T + s["h"] @ p["u.Wh"].T + s["m"] @ p["u.Wm"].T
    m = s["m"] @ A_STEP.T + u @ B_STEP.T
    return {"h": torch.tanh(x @ p["h.Wx"].T + s["h"] @ p["h.Wh"].T + m @ p["h.Wm"].T), "m": m}


LMU = Case(
    name="lmu",
    cell="lmu:order=4,theta=6",
    equations=(
        "u = u.Wx x + u.Wh h + u.Wm m",
        "m' = A m + B u, order 4, theta 6, zero-order hold",
        "h' = tanh(h.Wx x + h.Wh h + h.Wm m')",
    ),
    shapes={
        "u.Wx": (1, I),
        "u.Wh": (1, H),
        "u.Wm": (1, ORDER),
        "h.Wx": (H, I),
        "h.Wh": (H, H),
        "h.Wm": (H, ORDER),
    },
    step=lmu,
    states=("h", "m"),
    sizes={"m": ORDER},
)


if __name__ == "__main__":
    check_root()
    main(
        Path(__file__).resolve().parents[3],
        "cells-rnn/src/test/golden/statespace_golden.py",
        [LRU, RG_LRU, LMU],
    )
