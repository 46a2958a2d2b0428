"""Golden values for the gated cells beside the GRU; see README.md beside this file."""

from pathlib import Path

import torch
from golden import H, I, Case, affine, affine_shapes, close, draw, main, unroll

sigmoid, tanh = torch.sigmoid, torch.tanh


def ugrnn(p, x, s):
    h = s["h"]
    c = tanh(affine(p, "c", x=x, h=h))
    g = sigmoid(affine(p, "g", x=x, h=h))
    return {"h": g * h + (1 - g) * c}


def mgu(p, x, s):
    h = s["h"]
    f = sigmoid(affine(p, "f", x=x, h=h))
    short = tanh(affine(p, "n", x=x, fh=f * h))
    return {"h": (1 - f) * h + f * short}


def minimal(p, x, s):
    h = s["h"]
    z = tanh(affine(p, "z", x=x))
    u = sigmoid(affine(p, "u", h=h, z=z))
    return {"h": u * h + (1 - u) * z}


def star_paper(p, x, s):
    h = s["h"]
    z = tanh(affine(p, "z", x=x))
    k = sigmoid(affine(p, "k", x=x, h=h))
    return {"h": tanh((1 - k) * h + k * z)}


def star_code(p, x, s):
    h = s["h"]
    j = affine(p, "z", x=x)
    f = affine(p, "f", x=x, h=h)
    beta = 1
    return {"h": tanh(sigmoid(f) * h + (1 - sigmoid(f - beta)) * tanh(j))}


def brc(p, x, s):
    h = s["h"]
    r = 1 + tanh(affine(p, "a", x=x) + p["a.w"] * h)
    z = sigmoid(affine(p, "c", x=x) + p["c.w"] * h)
    return {"h": z * h + (1 - z) * tanh(x @ p["n.Wx"].T + r * h)}


def nbrc(p, x, s):
    h = s["h"]
    r = 1 + tanh(affine(p, "a", x=x, h=h))
    z = sigmoid(affine(p, "c", x=x, h=h))
    return {"h": z * h + (1 - z) * tanh(x @ p["n.Wx"].T + r * h)}


def full(*names):
    shapes = {}
    for name in names:
        shapes |= affine_shapes(name, x=I, h=H)
    return shapes


CANDIDATE = {"n.Wx": (H, I)}
Z = affine_shapes("z", x=I)

UGRNN = Case(
    name="ugrnn",
    cell="ugrnn",
    equations=(
        "c = tanh(c.Wx x + c.Wh h + c.b)",
        "g = sigmoid(g.Wx x + g.Wh h + g.b)",
        "h' = g * h + (1 - g) * c",
    ),
    shapes=full("g", "c"),
    step=ugrnn,
)

MGU = Case(
    name="mgu",
    cell="mgu",
    equations=(
        "f = sigmoid(f.Wx x + f.Wh h + f.b)",
        "n = tanh(n.Wx x + n.Wfh (f * h) + n.b)",
        "h' = (1 - f) * h + f * n",
    ),
    shapes=full("f") | affine_shapes("n", x=I, fh=H),
    step=mgu,
)

MINIMAL = Case(
    name="minimal",
    cell="minimal",
    equations=(
        "z = tanh(z.Wx x + z.b)",
        "u = sigmoid(u.Wh h + u.Wz z + u.b)",
        "h' = u * h + (1 - u) * z",
    ),
    shapes=Z | affine_shapes("u", h=H, z=H),
    step=minimal,
)

STAR_PAPER = Case(
    name="star-paper",
    cell="star",
    equations=(
        "z = tanh(z.Wx x + z.b)",
        "k = sigmoid(k.Wx x + k.Wh h + k.b)",
        "h' = tanh((1 - k) * h + k * z)",
    ),
    shapes=Z | full("k"),
    step=star_paper,
)

STAR_CODE = Case(
    name="star-code",
    cell="star:variant=code",
    equations=(
        "z = tanh(z.Wx x + z.b)",
        "s = f.Wx x + f.Wh h + f.b",
        "h' = tanh(sigmoid(s) * h + (1 - sigmoid(s - 1)) * z)",
    ),
    shapes=Z | full("f"),
    step=star_code,
)

BRC = Case(
    name="brc",
    cell="brc",
    equations=(
        "a = 1 + tanh(a.Wx x + a.w * h + a.b)",
        "c = sigmoid(c.Wx x + c.w * h + c.b)",
        "h' = c * h + (1 - c) * tanh(n.Wx x + a * h)",
    ),
    shapes=affine_shapes("a", x=I)
    | {"a.w": (H,)}
    | affine_shapes("c", x=I)
    | {"c.w": (H,)}
    | CANDIDATE,
    step=brc,
)

NBRC = Case(
    name="nbrc",
    cell="nbrc",
    equations=(
        "a = 1 + tanh(a.Wx x + a.Wh h + a.b)",
        "c = sigmoid(c.Wx x + c.Wh h + c.b)",
        "h' = c * h + (1 - c) * tanh(n.Wx x + a * h)",
    ),
    shapes=full("a", "c") | CANDIDATE,
    step=nbrc,
)


def check_ugrnn() -> None:
    """A GRU of PyTorch whose reset gate is open has the same candidate: it vouches for UGRNN."""
    data = draw(UGRNN)
    p = data.parameters
    module = torch.nn.GRU(I, H, dtype=torch.float64)
    with torch.no_grad():
        zeros = torch.zeros(H, dtype=torch.float64)
        open_gate = torch.full((H,), 60.0, dtype=torch.float64)  # sigmoid(60) is 1 in float64
        module.weight_ih_l0.copy_(torch.cat([0 * p["g.Wx"], p["g.Wx"], p["c.Wx"]]))
        module.weight_hh_l0.copy_(torch.cat([0 * p["g.Wh"], p["g.Wh"], p["c.Wh"]]))
        module.bias_ih_l0.copy_(torch.cat([open_gate, p["g.b"], p["c.b"]]))
        module.bias_hh_l0.copy_(torch.cat([zeros, zeros, zeros]))
        expected, _ = module(data.input, data.initial["h"][None])
    close("ugrnn against torch.nn.GRU", unroll(UGRNN, data)[0], expected)


if __name__ == "__main__":
    check_ugrnn()
    main(
        Path(__file__).resolve().parents[3],
        "cells-rnn/src/test/golden/gated_golden.py",
        [UGRNN, MGU, MINIMAL, STAR_PAPER, STAR_CODE, BRC, NBRC],
    )
