"""Golden values for the cells that are steps of a differential equation; see README.md."""

from pathlib import Path

import torch
from golden import H, I, Case, affine, affine_shapes, main

EPS, GAMMA = 0.4, 0.3  # of the antisymmetric cells
CORNN = (0.35, 1.7, 0.6)  # dt, gamma, epsilon
UNICORNN = (0.45, 2.3)  # dt, alpha
LEM_DT = 0.6


def rotation(p, h):
    """(M - M' - gamma I) h, for the rows of h, with the whole matrix built first."""
    matrix = p["M"] - p["M"].T - GAMMA * torch.eye(H, dtype=torch.float64)
    return h @ matrix.T


def antisymmetric(p, x, s):
    a = rotation(p, s["h"])
    return {"h": s["h"] + EPS * torch.tanh(a + affine(p, "h", x=x))}


def antisymmetric_gated(p, x, s):
    a = rotation(p, s["h"])
    z = torch.sigmoid(a + affine(p, "z", x=x))
    return {"h": s["h"] + EPS * z * torch.tanh(a + affine(p, "h", x=x))}


def cornn(p, x, s):
    dt, gamma, epsilon = CORNN
    drive = torch.tanh(affine(p, "f", x=x, y=s["y"], z=s["z"]))
    z = s["z"] + dt * (drive - gamma * s["y"] - epsilon * s["z"])
    return {"z": z, "y": s["y"] + dt * z}


def unicornn(p, x, s):
    """The paper's sigma-hat is 0.5 + 0.5 tanh(u / 2)."""
    dt, alpha = UNICORNN
    step = dt * (0.5 + 0.5 * torch.tanh(p["c"] / 2))
    z = s["z"] - step * (torch.tanh(p["w"] * s["y"] + affine(p, "f", x=x)) + alpha * s["y"])
    return {"z": z, "y": s["y"] + step * z}


def lem(p, x, s):
    y, z = s["y"], s["z"]
    fast = LEM_DT * torch.sigmoid(affine(p, "fast", x=x, y=y))
    slow = LEM_DT * torch.sigmoid(affine(p, "slow", x=x, y=y))
    z = torch.lerp(z, torch.tanh(affine(p, "z", x=x, y=y)), slow)
    return {"z": z, "y": torch.lerp(y, torch.tanh(affine(p, "y", x=x, z=z)), fast)}


A = "a = (M - M' - gamma I) h"
SETTINGS = f"eps = {EPS}, gamma = {GAMMA}"
STATES = {"states": ("z", "y"), "output": "y"}

CASES = [
    Case(
        name="antisymmetric",
        cell=f"antisymmetric:eps={EPS},gamma={GAMMA}",
        equations=(A, "h' = h + eps tanh(a + h.Wx x + h.b)", SETTINGS),
        shapes={"M": (H, H)} | affine_shapes("h", x=I),
        step=antisymmetric,
    ),
    Case(
        name="antisymmetric-gated",
        cell=f"antisymmetric:eps={EPS},gamma={GAMMA},gated=true",
        equations=(
            A,
            "z = sigmoid(a + z.Wx x + z.b)",
            "h' = h + eps z * tanh(a + h.Wx x + h.b)",
            SETTINGS,
        ),
        shapes={"M": (H, H)} | affine_shapes("h", x=I) | affine_shapes("z", x=I),
        step=antisymmetric_gated,
    ),
    Case(
        name="cornn",
        cell="cornn:dt={},gamma={},epsilon={}".format(*CORNN),
        equations=(
            "z' = z + dt (tanh(f.Wx x + f.Wy y + f.Wz z + f.b) - gamma y - epsilon z)",
            "y' = y + dt z'",
            "dt, gamma, epsilon = {}, {}, {}".format(*CORNN),
        ),
        shapes=affine_shapes("f", x=I, y=H, z=H),
        step=cornn,
        **STATES,
    ),
    Case(
        name="unicornn",
        cell="unicornn:dt={},alpha={}".format(*UNICORNN),
        equations=(
            "d = dt (0.5 + 0.5 tanh(c / 2))",
            "z' = z - d * (tanh(w * y + f.Wx x + f.b) + alpha y)",
            "y' = y + d * z'",
            "dt, alpha = {}, {}".format(*UNICORNN),
        ),
        shapes={"c": (H,), "w": (H,)} | affine_shapes("f", x=I),
        step=unicornn,
        **STATES,
    ),
    Case(
        name="lem",
        cell=f"lem:dt={LEM_DT}",
        equations=(
            "fast = dt sigmoid(fast.Wx x + fast.Wy y + fast.b)",
            "slow = dt sigmoid(slow.Wx x + slow.Wy y + slow.b)",
            "z' = (1 - slow) * z + slow * tanh(z.Wx x + z.Wy y + z.b)",
            "y' = (1 - fast) * y + fast * tanh(y.Wx x + y.Wz z' + y.b)",
            f"dt = {LEM_DT}",
        ),
        shapes=affine_shapes("fast", x=I, y=H)
        | affine_shapes("slow", x=I, y=H)
        | affine_shapes("z", x=I, y=H)
        | affine_shapes("y", x=I, z=H),
        step=lem,
        **STATES,
    ),
]

if __name__ == "__main__":
    main(Path(__file__).resolve().parents[3], "cells-rnn/src/test/golden/ode_golden.py", CASES)
