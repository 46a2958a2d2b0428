"""Golden values for the variants of the LSTM and the minimal cells; see README.md beside this file."""

import dataclasses
import functools
import sys
from pathlib import Path

import torch

MODULE = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(MODULE.parent / "cells-rnn/src/test/golden"))

from golden import (  # noqa: E402 - the line above makes it visible
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

P = 3  # elements of the projected output
BETA = 1.0  # of JANET
GATES = "ifo"

sigma = torch.sigmoid
tanh = torch.tanh


# The LSTM of 1997 in the paper's own functions.


def lstm_1997(p, x, s):
    y, state = s["h"], s["c"]
    y_in = sigma(affine(p, "i", x=x, h=y))
    y_out = sigma(affine(p, "o", x=x, h=y))
    net_c = affine(p, "g", x=x, h=y)
    state = state + y_in * (4 / (1 + torch.exp(-net_c)) - 2)
    return {"c": state, "h": y_out * (2 / (1 + torch.exp(-state)) - 1)}


LSTM_1997 = Case(
    name="lstm-1997",
    cell="lstm-1997",
    equations=(
        "i = sigmoid(i.Wx x + i.Wh h + i.b)",
        "o = sigmoid(o.Wx x + o.Wh h + o.b)",
        "c' = c + i * (4 sigmoid(g.Wx x + g.Wh h + g.b) - 2)",
        "h' = o * (2 sigmoid(c') - 1)",
    ),
    shapes={k: v for n in "igo" for k, v in affine_shapes(n, x=I, h=H).items()},
    step=lstm_1997,
    states=("h", "c"),
)


# The search space odyssey, with the paper's W, R, p, b of the parts z, i, f and o.


def greff(variant, q, x, s):
    y_prev, c_prev = s["h"], s["c"]

    def net(part):
        return affine(q, part, x=x, h=y_prev)

    def sum_of_gate(part, cell):
        value = net(part)
        if variant != "np":
            value = value + q[f"{part}.p"] * cell
        if variant == "fgr":
            for before in GATES:
                value = value + s[before] @ q[f"{part}.W{before}"].T
        return value

    one = torch.ones_like(c_prev)
    z = net("g") if variant == "niaf" else tanh(net("g"))
    i = one if variant == "nig" else sigma(sum_of_gate("i", c_prev))
    if variant == "nfg":
        f = one
    elif variant == "cifg":
        f = 1 - i
    else:
        f = sigma(sum_of_gate("f", c_prev))
    c = z * i + c_prev * f
    o = one if variant == "nog" else sigma(sum_of_gate("o", c))
    y = (c if variant == "noaf" else tanh(c)) * o
    after = {"h": y, "c": c}
    return after | {"i": i, "f": f, "o": o} if variant == "fgr" else after


WITHOUT = {"nig": "i", "nfg": "f", "nog": "o", "cifg": "f"}


def greff_gates(variant):
    return [name for name in GATES if name != WITHOUT.get(variant)]


def greff_shapes(variant):
    shapes = dict(affine_shapes("g", x=I, h=H))
    for name in greff_gates(variant):
        recurrent = {before: H for before in GATES} if variant == "fgr" else {}
        shapes |= affine_shapes(name, x=I, h=H, **recurrent)
        if variant != "np":
            shapes[f"{name}.p"] = (H,)
    return shapes


def greff_equations(variant):
    gates = {"i": "c", "f": "c", "o": "c'"}
    lines = []
    for name in greff_gates(variant):
        peephole = "" if variant == "np" else f" + {name}.p * {gates[name]}"
        before = "".join(f" + {name}.W{g} {g}" for g in GATES) if variant == "fgr" else ""
        lines.append(f"{name}' = sigmoid({name}.Wx x + {name}.Wh h{before}{peephole} + {name}.b)")
    block = "g.Wx x + g.Wh h + g.b"
    lines.append(f"z = {block}" if variant == "niaf" else f"z = tanh({block})")
    kept = {"nfg": "c", "cifg": "(1 - i') * c"}.get(variant, "f' * c")
    lines.append(f"c' = {'z' if variant == 'nig' else 'i' + chr(39) + ' * z'} + {kept}")
    out = "c'" if variant == "noaf" else "tanh(c')"
    lines.append(f"h' = {out}" if variant == "nog" else f"h' = o' * {out}")
    return tuple(lines)


def greff_case(variant):
    return Case(
        name=f"greff-{variant}",
        cell=f"greff-lstm:variant={variant}",
        equations=greff_equations(variant),
        shapes=greff_shapes(variant),
        step=functools.partial(greff, variant),
        states=("h", "c", *GATES) if variant == "fgr" else ("h", "c"),
    )


VARIANTS = ("vanilla", "nig", "nfg", "nog", "niaf", "noaf", "cifg", "np", "fgr")
GREFF = {variant: greff_case(variant) for variant in VARIANTS}


# The projected LSTM: PyTorch's own, and Sak's with peepholes.


def projected(p, x, s, peepholes=False):
    r, c = s["h"], s["c"]

    def sum_of_gate(name, cell):
        value = affine(p, name, x=x, h=r)
        return value + p[f"{name}.p"] * cell if peepholes else value

    i, f = sigma(sum_of_gate("i", c)), sigma(sum_of_gate("f", c))
    c = f * c + i * tanh(affine(p, "g", x=x, h=r))
    m = sigma(sum_of_gate("o", c)) * tanh(c)
    return {"h": m @ p["h.Wm"].T, "c": c}


PROJECTED_SHAPES = {k: v for n in "ifgo" for k, v in affine_shapes(n, x=I, h=P).items()}

PROJECTED = Case(
    name="lstm-projected",
    cell="lstm-projected:proj-size=3",
    equations=(
        "i = sigmoid(i.Wx x + i.Wh h + i.b)",
        "f = sigmoid(f.Wx x + f.Wh h + f.b)",
        "g = tanh(g.Wx x + g.Wh h + g.b)",
        "o = sigmoid(o.Wx x + o.Wh h + o.b)",
        "c' = f * c + i * g",
        "h' = h.Wm (o * tanh(c'))",
    ),
    shapes=PROJECTED_SHAPES | {"h.Wm": (P, H)},
    step=projected,
    states=("h", "c"),
    module=lambda: torch.nn.LSTM(I, H, proj_size=P, dtype=torch.float64),
    blocks=tuple(gate(name) for name in "ifgo"),
    extra={"weight_hr_l0": "h.Wm"},
    sizes={"h": P},
)

PROJECTED_PEEPHOLE = Case(
    name="lstm-projected-peephole",
    cell="lstm-projected:proj-size=3,peepholes=true",
    equations=(
        "i = sigmoid(i.Wx x + i.Wh h + i.p * c + i.b)",
        "f = sigmoid(f.Wx x + f.Wh h + f.p * c + f.b)",
        "c' = f * c + i * tanh(g.Wx x + g.Wh h + g.b)",
        "o = sigmoid(o.Wx x + o.Wh h + o.p * c' + o.b)",
        "h' = h.Wm (o * tanh(c'))",
    ),
    shapes=PROJECTED_SHAPES | {"h.Wm": (P, H)} | {f"{n}.p": (H,) for n in GATES},
    step=functools.partial(projected, peepholes=True),
    states=("h", "c"),
    sizes={"h": P},
)


# JANET, with the paper's U, W, b.


def janet(beta, p, x, s):
    c_prev = s["h"]
    pre = affine(p, "f", x=x, h=c_prev)
    candidate = tanh(affine(p, "g", x=x, h=c_prev))
    return {"h": sigma(pre) * c_prev + (1 - sigma(pre - beta)) * candidate}


def janet_case(name, beta):
    return Case(
        name=name,
        cell=f"janet:beta={beta}",
        equations=(
            "s = f.Wx x + f.Wh h + f.b",
            f"h' = sigmoid(s) * h + (1 - sigmoid(s - {beta:g})) * tanh(g.Wx x + g.Wh h + g.b)",
        ),
        shapes={k: v for n in "fg" for k, v in affine_shapes(n, x=I, h=H).items()},
        step=functools.partial(janet, beta),
    )


JANET = janet_case("janet", BETA)
JANET_UNIT = janet_case("janet-beta-0", 0.0)


# The minimal LSTM: quotients of gates, as in the paper's text.


def positive(v):
    return torch.where(v >= 0, v + 0.5, sigma(v))


def minlstm(candidate, p, x, s):
    f, i = sigma(affine(p, "f", x=x)), sigma(affine(p, "i", x=x))
    return {"h": f / (f + i) * s["h"] + i / (f + i) * candidate(affine(p, "v", x=x))}


def minlstm_case(name, word, candidate, said):
    return Case(
        name=name,
        cell=f"minlstm:candidate={word}",
        equations=(
            "f = sigmoid(f.Wx x + f.b)",
            "i = sigmoid(i.Wx x + i.b)",
            f"h' = f / (f + i) * h + i / (f + i) * {said}",
        ),
        shapes={k: v for n in "fiv" for k, v in affine_shapes(n, x=I).items()},
        step=functools.partial(minlstm, candidate),
    )


MINLSTM = minlstm_case("minlstm", "plain", lambda v: v, "(v.Wx x + v.b)")
MINLSTM_G = minlstm_case(
    "minlstm-g", "g", positive, "g(v.Wx x + v.b), with g(v) = v + 0.5 if v >= 0, else sigmoid(v)"
)


# Where a cell coincides with another one, both must give the same.


def check_greff_against_lstm(variant, twin_of) -> None:
    """torch.nn.LSTM with the parameters of twin_of(p) gives the same outputs and states."""
    case = GREFF[variant]
    data = draw(case)
    p = {k: v * 0 if k.endswith(".p") else v for k, v in data.parameters.items()}
    outputs, final = unroll(case, dataclasses.replace(data, parameters=p))
    module = torch.nn.LSTM(I, H, dtype=torch.float64)
    fill(module, PROJECTED.blocks, twin_of(p))
    with torch.no_grad():
        expected, states = run_module(module, case, data.input, data.initial)
    close(f"{case.name} against torch.nn.LSTM", outputs, expected)
    close(f"{case.name}: c against torch.nn.LSTM", final["c"], states["c"])


def check_greff() -> None:
    check_greff_against_lstm("np", lambda p: p)
    check_greff_against_lstm("vanilla", lambda p: p)
    check_greff_against_lstm(
        "cifg", lambda p: p | {f"f.{n}": -p[f"i.{n}"] for n in ("Wx", "Wh", "b")}
    )
    data = draw(GREFF["fgr"])
    p = {k: v * 0 if k[-2:] in ("Wi", "Wf", "Wo") else v for k, v in data.parameters.items()}
    found, _ = unroll(GREFF["fgr"], dataclasses.replace(data, parameters=p))
    initial = {name: data.initial[name] for name in ("h", "c")}
    expected, _ = unroll(
        GREFF["vanilla"], dataclasses.replace(data, parameters=p, initial=initial)
    )
    close("greff-fgr without its matrices against greff-vanilla", found, expected)


def check_minlstm() -> None:
    """The parallel form of the paper's appendix B, in log-space; it needs a positive state."""
    data = draw(MINLSTM_G)
    h0 = data.initial["h"].abs() + 0.1
    found, _ = unroll(MINLSTM_G, dataclasses.replace(data, initial={"h": h0}))
    p, x = data.parameters, data.input
    softplus = torch.nn.functional.softplus
    diff = softplus(-affine(p, "f", x=x)) - softplus(-affine(p, "i", x=x))
    a_star = torch.cumsum(-softplus(diff), dim=0)
    log_values = -softplus(-diff) + torch.log(positive(affine(p, "v", x=x)))
    terms = torch.cat([torch.log(h0)[None], log_values - a_star])
    expected = torch.exp(a_star + torch.logcumsumexp(terms, dim=0)[1:])
    assert expected.shape[0] == T
    close("minlstm-g against its parallel form", found, expected)


if __name__ == "__main__":
    check_greff()
    check_minlstm()
    main(
        MODULE,
        "cells-lstm/src/test/golden/variants_golden.py",
        [
            LSTM_1997,
            *GREFF.values(),
            PROJECTED,
            PROJECTED_PEEPHOLE,
            JANET,
            JANET_UNIT,
            MINLSTM,
            MINLSTM_G,
        ],
    )
