"""Golden values for the chaos-free network, FastRNN and FastGRNN; see README.md beside this file."""

from pathlib import Path

import torch
from golden import H, I, Case, affine, affine_shapes, close, draw, main, unroll


def cfn(p, x, s):
    h = s["h"]
    theta = torch.sigmoid(affine(p, "f", x=x, h=h))
    eta = torch.sigmoid(affine(p, "i", x=x, h=h))
    return {"h": theta * torch.tanh(h) + eta * torch.tanh(x @ p["n.Wx"].T)}


def fastrnn(p, x, s):
    alpha, beta = torch.sigmoid(p["alpha"]), torch.sigmoid(p["beta"])
    return {"h": alpha * torch.tanh(affine(p, "n", x=x, h=s["h"])) + beta * s["h"]}


def fastgrnn(p, x, s):
    zeta, nu = torch.sigmoid(p["zeta"]), torch.sigmoid(p["nu"])
    shared = x @ p["h.Wx"].T + s["h"] @ p["h.Wh"].T
    z = torch.sigmoid(shared + p["z.b"])
    return {"h": (zeta * (1 - z) + nu) * torch.tanh(shared + p["n.b"]) + z * s["h"]}


FULL = {"x": I, "h": H}

CFN = Case(
    name="cfn",
    cell="cfn",
    equations=(
        "theta = sigmoid(f.Wx x + f.Wh h + f.b)",
        "eta = sigmoid(i.Wx x + i.Wh h + i.b)",
        "h' = theta * tanh(h) + eta * tanh(n.Wx x)",
    ),
    shapes=affine_shapes("f", **FULL) | affine_shapes("i", **FULL) | {"n.Wx": (H, I)},
    step=cfn,
)

FASTRNN = Case(
    name="fastrnn",
    cell="fastrnn",
    equations=(
        "n = tanh(n.Wx x + n.Wh h + n.b)",
        "h' = sigmoid(alpha) n + sigmoid(beta) h",
    ),
    shapes=affine_shapes("n", **FULL) | {"alpha": (1,), "beta": (1,)},
    step=fastrnn,
)

FASTGRNN = Case(
    name="fastgrnn",
    cell="fastgrnn",
    equations=(
        "p = h.Wx x + h.Wh h",
        "z = sigmoid(p + z.b), n = tanh(p + n.b)",
        "h' = (sigmoid(zeta) (1 - z) + sigmoid(nu)) * n + z * h",
    ),
    shapes={
        "h.Wx": (H, I),
        "h.Wh": (H, H),
        "z.b": (H,),
        "n.b": (H,),
        "zeta": (1,),
        "nu": (1,),
    },
    step=fastgrnn,
)


def check_fastrnn() -> None:
    """With the shares 1 and 0 it is the vanilla network of PyTorch."""
    data = draw(FASTRNN)
    p = data.parameters
    p["alpha"].fill_(60.0)  # its sigmoid is 1 in float64
    p["beta"].fill_(-60.0)
    module = torch.nn.RNN(I, H, dtype=torch.float64)
    with torch.no_grad():
        module.weight_ih_l0.copy_(p["n.Wx"])
        module.weight_hh_l0.copy_(p["n.Wh"])
        module.bias_ih_l0.copy_(p["n.b"])
        module.bias_hh_l0.zero_()
    expected, _ = module(data.input, data.initial["h"][None])
    close("fastrnn against torch.nn.RNN", unroll(FASTRNN, data)[0], expected.detach())


if __name__ == "__main__":
    check_fastrnn()
    main(
        Path(__file__).resolve().parents[3],
        "cells-rnn/src/test/golden/fast_golden.py",
        [CFN, FASTRNN, FASTGRNN],
    )
