"""Golden values for the xLSTM's cells, the gated delta rule and the layer-norm LSTM; see README.md."""

import dataclasses
import functools
import math
import sys
from pathlib import Path

import torch
from torch.nn import functional

MODULE = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(MODULE.parent / "cells-rnn/src/test/golden"))

from golden import (  # noqa: E402 - the line above makes it visible
    SEED,
    Case,
    H,
    I,
    affine_shapes,
    close,
    draw,
    main,
    unroll,
)

HEADS, D = 2, 3
UNITS = HEADS * D

sigma = torch.sigmoid
tanh = torch.tanh


def pieces(v):
    """[B, HEADS * D] as [B, HEADS, D]."""
    return v.reshape(-1, HEADS, D)


def mapped(p, name, x):
    """A map of x, with a bias if there is one."""
    value = x @ p[f"{name}.Wx"].T
    return value + p[f"{name}.b"] if f"{name}.b" in p else value


def maps(rows, names, bias=True):
    shapes = {f"{n}.Wx": (rows, I) for n in names}
    return shapes | ({f"{n}.b": (rows,) for n in names} if bias else {})


def log_gate(kind, f):
    return functional.logsigmoid(f) if kind == "sigmoid" else f


# sLSTM: the recurrent matrix is built as a whole.


def slstm(kind, p, x, s):
    h, c, n, m = s["h"], s["c"], s["n"], s["m"]

    def net(name):
        blocks = p[f"{name}.Wh"].reshape(HEADS, D, D)
        return mapped(p, name, x) + h @ torch.block_diag(*blocks).T

    i, f = net("i"), net("f")
    decayed = log_gate(kind, f) + m
    first = n == 0
    m_new = torch.where(first, i, torch.maximum(i, decayed))
    i_new, f_new = torch.exp(i - m_new), torch.exp(decayed - m_new)
    c = torch.where(first, 0.0, f_new * c) + i_new * tanh(net("z"))
    n = torch.where(first, 0.0, f_new * n) + i_new
    return {"h": sigma(net("o")) * c / n, "c": c, "n": n, "m": m_new}


def slstm_case(name, kind):
    return Case(
        name=name,
        cell=f"slstm:heads=2,forget={kind}",
        equations=(
            "i = i.Wx x + i.Wh h + i.b, likewise f; Wh block-diagonal, 2 heads of 3 units",
            f"l = m + {'log sigmoid(f)' if kind == 'sigmoid' else 'f'}",
            "m' = max(i, l); i if n = 0",
            "c' = e^(l - m') * c + e^(i - m') * tanh(z.Wx x + z.Wh h + z.b)",
            "n' = e^(l - m') * n + e^(i - m')",
            "h' = sigmoid(o.Wx x + o.Wh h + o.b) * c' / n'",
        ),
        shapes=maps(UNITS, "ifzo") | {f"{n}.Wh": (UNITS, D) for n in "ifzo"},
        step=functools.partial(slstm, kind),
        states=("h", "c", "n", "m"),
        units=UNITS,
        offsets={"n": 2.0},
    )


SLSTM = slstm_case("slstm", "sigmoid")
SLSTM_EXPONENTIAL = slstm_case("slstm-exponential", "exponential")


def slstm_naive(kind, p, x, s):
    """The same without m: what is stored is not divided by anything."""
    h, c, n = s["h"], s["c"], s["n"]

    def net(name):
        blocks = p[f"{name}.Wh"].reshape(HEADS, D, D)
        return mapped(p, name, x) + h @ torch.block_diag(*blocks).T

    i, f = torch.exp(net("i")), torch.exp(log_gate(kind, net("f")))
    c, n = f * c + i * tanh(net("z")), f * n + i
    return {"h": sigma(net("o")) * c / n, "c": c, "n": n}


def check_slstm(case, kind):
    """Stabilised and not, from the same stored amounts and from nothing."""
    data = draw(case)
    for scale in (1.0, 0.0):
        states = {name: scale * value for name, value in data.initial.items()}
        found, _ = unroll(case, dataclasses.replace(data, initial=states))
        stored = {k: v * torch.exp(states["m"]) if k in "cn" else v for k, v in states.items()}
        naive = dataclasses.replace(
            case, step=functools.partial(slstm_naive, kind), states=("h", "c", "n")
        )
        stored.pop("m")
        expected, _ = unroll(naive, dataclasses.replace(data, initial=stored))
        close(f"{case.name} against the form without m", found, expected)


# mLSTM, as [B, HEADS, D, D] by einsum.


def mlstm(kind, p, x, s):
    q, k, v = (pieces(mapped(p, name, x)) for name in "qkv")
    k = k / math.sqrt(D)
    i, f = mapped(p, "i", x), mapped(p, "f", x)
    memory, n, m = s["C"].reshape(-1, HEADS, D, D), pieces(s["n"]), s["m"]
    decayed = log_gate(kind, f) + m
    m_new = torch.maximum(decayed, i)
    f_new, i_new = torch.exp(decayed - m_new), torch.exp(i - m_new)
    memory = f_new[..., None, None] * memory + torch.einsum("bh,bhi,bhj->bhij", i_new, v, k)
    n = f_new[..., None] * n + i_new[..., None] * k
    read = torch.einsum("bhij,bhj->bhi", memory, q)
    size = torch.maximum((n * q).sum(-1).abs(), torch.exp(-m_new)) + 1e-6
    out = sigma(mapped(p, "o", x)) * (read / size[..., None]).reshape(-1, UNITS)
    return {"out": out, "C": memory.flatten(1), "n": n.flatten(1), "m": m_new}


def mlstm_case(name, kind, seed=SEED):
    return Case(
        name=name,
        cell=f"mlstm:heads=2,forget={kind}",
        equations=(
            "q = q.Wx x + q.b, k = (k.Wx x + k.b) / sqrt(3), v = v.Wx x + v.b; 2 heads of 3 units",
            f"l = m + {'log sigmoid(f)' if kind == 'sigmoid' else 'f'}, f = f.Wx x + f.b",
            "m' = max(l, i), i = i.Wx x + i.b",
            "C' = e^(l - m') C + e^(i - m') v k'",
            "n' = e^(l - m') n + e^(i - m') k",
            "out = sigmoid(o.Wx x + o.b) * C' q / (max(|n' . q|, e^-m') + 1e-6)",
        ),
        shapes=maps(UNITS, "qkvo") | maps(HEADS, "if"),
        step=functools.partial(mlstm, kind),
        states=("C", "n", "m"),
        output="out",
        sizes={"C": HEADS * D * D, "m": HEADS},
        units=UNITS,
        seed=seed,
    )


MLSTM = mlstm_case("mlstm", "sigmoid")
MLSTM_EXPONENTIAL = mlstm_case("mlstm-exponential", "exponential", SEED + 1)  # none near a kink


# The gated delta rule, with the matrix I - beta k k' of the paper.


def unit(v):
    return v / torch.sqrt((v * v).sum(-1, keepdim=True) + 1e-6)


def gated_delta(gated, p, x, s):
    silu = functional.silu
    q, k = (unit(pieces(silu(mapped(p, name, x)))) for name in "qk")
    v = pieces(silu(mapped(p, "v", x)))
    alpha = torch.exp(-torch.exp(p["A"]) * functional.softplus(mapped(p, "a", x)))
    beta = sigma(mapped(p, "beta", x))[..., None, None]
    memory = s["S"].reshape(-1, HEADS, D, D)
    identity = torch.eye(D, dtype=torch.float64)
    transition = identity - beta * k[..., :, None] * k[..., None, :]
    memory = alpha[..., None, None] * memory @ transition
    memory = memory + beta * v[..., :, None] * k[..., None, :]
    out = (memory @ q[..., None]).squeeze(-1)
    if gated:
        out = out / torch.sqrt((out * out).mean(-1, keepdim=True) + 1e-6)
        out = out * pieces(p["gain"]) * pieces(silu(mapped(p, "g", x)))
    return {"out": out.flatten(1), "S": memory.flatten(1)}


def delta_case(name, gated):
    output = "gain * rmsNorm(S' q) * silu(g.Wx x)" if gated else "S' q"
    return Case(
        name=name,
        cell=f"gated-delta:heads=2,output={'gated' if gated else 'plain'}",
        equations=(
            "q = unit(silu(q.Wx x)), likewise k; v = silu(v.Wx x); 2 heads of 3 units",
            "alpha = e^(-e^A softplus(a.Wx x + a.b)), beta = sigmoid(beta.Wx x)",
            "S' = alpha S (I - beta k k') + beta v k'",
            f"out = {output}",
        ),
        shapes=maps(UNITS, "qkv", bias=False)
        | maps(HEADS, "a")
        | maps(HEADS, ("beta",), bias=False)
        | {"A": (HEADS,)}
        | ({"gain": (UNITS,)} | maps(UNITS, "g", bias=False) if gated else {}),
        step=functools.partial(gated_delta, gated),
        states=("S",),
        output="out",
        sizes={"S": HEADS * D * D},
        units=UNITS,
        fd_step=3e-4,  # a short q or k turns fast
    )


GATED_DELTA = delta_case("gated-delta", True)
GATED_DELTA_PLAIN = delta_case("gated-delta-plain", False)


# The LSTM with layer normalisation, by torch's layer_norm over stacked gates.

GATES = "ifgo"


def stacked(p, which):
    return torch.cat([p[f"{name}.{which}"] for name in GATES])


def ln_lstm(variant, p, x, s):
    norm = functional.layer_norm
    of_x, of_h = x @ stacked(p, "Wx").T, s["h"] @ stacked(p, "Wh").T
    if variant == "layer":
        nets = norm(of_x, (4 * H,), p["x.gain"]) + norm(of_h, (4 * H,), p["h.gain"])
    else:
        parts = zip((of_x + of_h).split(H, -1), p["gain"].split(H), strict=True)
        nets = torch.cat([norm(part, (H,), gain) for part, gain in parts], -1)
    i, f, g, o = (nets + stacked(p, "b")).split(H, -1)
    c = sigma(f) * s["c"] + sigma(i) * tanh(g)
    return {"h": sigma(o) * tanh(norm(c, (H,), p["c.gain"], p["c.b"])), "c": c}


def ln_case(variant):
    gains = {"x.gain": (4 * H,), "h.gain": (4 * H,)} if variant == "layer" else {"gain": (4 * H,)}
    sums = (
        "x.gain * norm(Wx x) + h.gain * norm(Wh h) + b, the norms over all four gates"
        if variant == "layer"
        else "gain * norm(Wx x + Wh h) + b, each gate normalised apart"
    )
    return Case(
        name=f"ln-lstm-{variant}",
        cell=f"ln-lstm:norms={variant}",
        equations=(
            f"(i f g o) = {sums}",
            "c' = sigmoid(f) * c + sigmoid(i) * tanh(g)",
            "h' = sigmoid(o) * tanh(c.gain * norm(c') + c.b)",
        ),
        shapes={k: v for n in GATES for k, v in affine_shapes(n, x=I, h=H).items()}
        | gains
        | {"c.gain": (H,), "c.b": (H,)},
        step=functools.partial(ln_lstm, variant),
        states=("h", "c"),
        fd_step=2e-4,  # elements near each other are blown up
    )


LN_LAYER = ln_case("layer")
LN_GATE = ln_case("gate")


if __name__ == "__main__":
    check_slstm(SLSTM, "sigmoid")
    check_slstm(SLSTM_EXPONENTIAL, "exponential")
    main(
        MODULE,
        "cells-lstm/src/test/golden/memory_golden.py",
        [
            SLSTM,
            SLSTM_EXPONENTIAL,
            MLSTM,
            MLSTM_EXPONENTIAL,
            GATED_DELTA,
            GATED_DELTA_PLAIN,
            LN_LAYER,
            LN_GATE,
        ],
    )
