"""Golden values for the mutated units MUT1, MUT2 and MUT3; see README.md beside this file."""

from pathlib import Path

import torch
from golden import H, I, Case, main

sigmoid, tanh = torch.sigmoid, torch.tanh

NEW_STATE = "h' = n * z + h * (1 - z)"
CANDIDATE = "n = tanh(n.Wrh (r * h) + n.Wx x + n.b)"
RESET = "r = sigmoid(r.Wx x + r.Wh h + r.b)"


def matmul(v, matrix):
    return torch.einsum("bi,hi->bh", v, matrix)


def mut1(widen):
    """widen maps x to as many elements as there are units."""

    def step(p, x, s):
        h = s["h"]
        z = sigmoid(matmul(x, p["z.Wx"]) + p["z.b"])
        r = sigmoid(matmul(x, p["r.Wx"]) + matmul(h, p["r.Wh"]) + p["r.b"])
        n = tanh(matmul(r * h, p["n.Wrh"]) + tanh(widen(p, x)) + p["n.b"])
        return {"h": n * z + h * (1 - z)}

    return step


def mut2(widen):
    def step(p, x, s):
        h = s["h"]
        z = sigmoid(matmul(x, p["z.Wx"]) + matmul(h, p["z.Wh"]) + p["z.b"])
        r = sigmoid(widen(p, x) + matmul(h, p["r.Wh"]) + p["r.b"])
        n = tanh(matmul(r * h, p["n.Wrh"]) + matmul(x, p["n.Wx"]) + p["n.b"])
        return {"h": n * z + h * (1 - z)}

    return step


def mut3(p, x, s):
    h = s["h"]
    z = sigmoid(matmul(x, p["z.Wx"]) + matmul(tanh(h), p["z.Wth"]) + p["z.b"])
    r = sigmoid(matmul(x, p["r.Wx"]) + matmul(h, p["r.Wh"]) + p["r.b"])
    n = tanh(matmul(r * h, p["n.Wrh"]) + matmul(x, p["n.Wx"]) + p["n.b"])
    return {"h": n * z + h * (1 - z)}


def shapes(units, *names):
    columns = {"Wx": I, "Wh": units, "Wth": units, "Wrh": units}
    sizes = {}
    for name in names:
        kind = name.split(".")[1]
        sizes[name] = (units,) if kind == "b" else (units, columns[kind])
    return sizes


MUT1 = ("z.Wx", "z.b", "r.Wx", "r.Wh", "r.b", "n.Wrh", "n.b")
MUT2 = ("z.Wx", "z.Wh", "z.b", "r.Wh", "r.b", "n.Wx", "n.Wrh", "n.b")
MUT3 = ("z.Wx", "z.Wth", "z.b", "r.Wx", "r.Wh", "r.b", "n.Wx", "n.Wrh", "n.b")

CASES = [
    Case(
        name="mut1",
        cell="mut1",
        equations=(
            "z = sigmoid(z.Wx x + z.b)",
            RESET,
            "n = tanh(n.Wrh (r * h) + tanh(x) + n.b)",
            NEW_STATE,
        ),
        shapes=shapes(I, *MUT1),
        step=mut1(lambda p, x: x),
        units=I,
    ),
    Case(
        name="mut1-wide",
        cell="mut1",
        equations=(
            "z = sigmoid(z.Wx x + z.b)",
            RESET,
            "n = tanh(n.Wrh (r * h) + tanh(e.Wx x) + n.b)",
            NEW_STATE,
        ),
        shapes=shapes(H, *MUT1, "e.Wx"),
        step=mut1(lambda p, x: matmul(x, p["e.Wx"])),
    ),
    Case(
        name="mut2",
        cell="mut2",
        equations=(
            "z = sigmoid(z.Wx x + z.Wh h + z.b)",
            "r = sigmoid(x + r.Wh h + r.b)",
            CANDIDATE,
            NEW_STATE,
        ),
        shapes=shapes(I, *MUT2),
        step=mut2(lambda p, x: x),
        units=I,
    ),
    Case(
        name="mut2-wide",
        cell="mut2",
        equations=("z = sigmoid(z.Wx x + z.Wh h + z.b)", RESET, CANDIDATE, NEW_STATE),
        shapes=shapes(H, *MUT2, "r.Wx"),
        step=mut2(lambda p, x: matmul(x, p["r.Wx"])),
    ),
    Case(
        name="mut3",
        cell="mut3",
        equations=("z = sigmoid(z.Wx x + z.Wth tanh(h) + z.b)", RESET, CANDIDATE, NEW_STATE),
        shapes=shapes(H, *MUT3),
        step=mut3,
    ),
]


if __name__ == "__main__":
    main(Path(__file__).resolve().parents[3], "cells-rnn/src/test/golden/mut_golden.py", CASES)
