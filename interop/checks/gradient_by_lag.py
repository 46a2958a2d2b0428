#!/usr/bin/env python3
"""Computes the gradient by lag of an LSTM with autograd, and compares it with Carousel's.

    python3 train_characters.py dickens.txt model.pt
    carousel import model.pt --text dickens.txt --out run
    carousel diagnose model.pt --as pytorch --text dickens.txt --precision float64 --json flow.json
    python3 gradient_by_lag.py dickens.txt model.pt flow.json

It reads the same windows as Carousel does. The text is cut into 16 rows, and each row into windows
of lag + 1 steps. States are carried along the first 4 windows, and gradients are not. The loss is
that of the last step of a window alone. For each state, |dL/ds| at each step back is divided by
that at the last step; the geometric mean over all 64 windows is the gradient by lag. It is computed
step by step, with the equations of torch.nn.LSTM, in float64; and once more in float32, to show
what rounding alone does. The exit code is 1 if a relative difference is above 1e-4 at any lag. With
--precision float32, Carousel has that only where more than a millionth of the gradient is left.
"""

import argparse
import json
import sys

import torch

ROWS, WINDOWS = 16, 4
LARGEST, LEFT = 1e-4, 1e-6


def windows(ids, steps):
    """Inputs and targets of each window, [steps, rows]."""
    length = len(ids) - 1
    shortest, longer = divmod(length, ROWS)
    starts = [row * shortest + min(row, longer) for row in range(ROWS)]
    for window in range(WINDOWS):
        places = torch.tensor([[s + window * steps + t for s in starts] for t in range(steps)])
        yield ids[places], ids[places + 1]


def run(weights, layers, x, states):
    """One window: the logits of its last step, and all states, each a leaf for its gradient."""
    seen = [[] for _ in range(layers)]
    for t in range(len(x)):
        below = weights["embedding.weight"][x[t]]
        for layer in range(layers):
            h, c = states[layer]
            gates = (
                below @ weights[f"lstm.weight_ih_l{layer}"].T
                + weights[f"lstm.bias_ih_l{layer}"]
                + h @ weights[f"lstm.weight_hh_l{layer}"].T
                + weights[f"lstm.bias_hh_l{layer}"]
            )
            i, f, g, o = gates.chunk(4, 1)
            c = f.sigmoid() * c + i.sigmoid() * g.tanh()
            c.requires_grad_().retain_grad()
            h = o.sigmoid() * c.tanh()
            h.retain_grad()
            states[layer] = (h, c)
            seen[layer].append((h, c))
            below = h
    return below @ weights["head.weight"].T + weights["head.bias"], seen


def by_lag(weights, layers, ids, steps):
    """The gradient by lag, [layer][state]."""
    units = weights["lstm.weight_hh_l0"].shape[1]
    zeros = torch.zeros(ROWS, units, dtype=weights["head.bias"].dtype)
    states = [(zeros, zeros) for _ in range(layers)]
    sums = torch.zeros(layers, 2, steps, dtype=torch.float64)
    for x, y in windows(ids, steps):
        logits, seen = run(weights, layers, x, states)
        torch.nn.functional.cross_entropy(logits, y[-1], reduction="sum").backward()
        for layer in range(layers):
            for k in range(2):
                norms = torch.stack([s[k].grad.double().norm(dim=1) for s in reversed(seen[layer])])
                sums[layer, k] += (norms / norms[0]).log().sum(dim=1)
        states = [(h.detach(), c.detach()) for h, c in states]
    return (sums / (WINDOWS * ROWS)).exp()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("text", help="the text that Carousel measured on")
    parser.add_argument("model", help="state dict that train_characters.py saved")
    parser.add_argument("flow", help="what 'carousel diagnose --json' wrote")
    given = parser.parse_args()

    with open(given.text, encoding="utf-8-sig") as file:
        text = file.read()
    symbols = {symbol: index for index, symbol in enumerate(sorted(set(text)))}
    ids = torch.tensor([symbols[symbol] for symbol in text])
    weights = torch.load(given.model)
    with open(given.flow, encoding="utf-8") as file:
        found = json.load(file)["runs"][0]["layers"]
    steps = len(found[0]["states"][0]["gradient"])
    double = {name: value.double() for name, value in weights.items()}
    single = {name: value.float() for name, value in weights.items()}
    expected = by_lag(double, len(found), ids, steps)
    rounded = by_lag(single, len(found), ids, steps)

    worst = 0
    for layer, measured in enumerate(found):
        for k, name in enumerate(["h", "c"]):
            state = next(s for s in measured["states"] if s["state"] == name)
            own = torch.tensor(state["gradient"], dtype=torch.float64)
            right = expected[layer, k]
            carousel = ((own - right) / right).abs()
            torch32 = ((rounded[layer, k] - right) / right).abs()
            counted = right > LEFT
            worst = max(worst, carousel.max().item())
            print(
                f"layer {layer}, {name}, {state['samples']} windows, relative differences from "
                f"float64\n"
                f"  lags with more than {LEFT:g} left (to {int(counted.sum()) - 1}): "
                f"Carousel {carousel[counted].max().item():.1e}, "
                f"PyTorch in float32 {torch32[counted].max().item():.1e}\n"
                f"  all lags to {steps - 1}, where {right[-1].item():.1e} is left: "
                f"Carousel {carousel.max().item():.1e}, "
                f"PyTorch in float32 {torch32.max().item():.1e}"
            )
    print(f"PyTorch {torch.__version__}: worst relative difference {worst:.1e}")
    sys.exit(0 if worst <= LARGEST else 1)


if __name__ == "__main__":
    main()
