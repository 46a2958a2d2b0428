#!/usr/bin/env python3
"""The peers of minGRU and the LRU in benchmarks/cells: a training step of each in PyTorch.

    python benchmarks/peers/linear_cells.py [--threads 2] [--shape 1,1000,128,256]

Forward and backward, with the gradient of the input, as benchmarks/cells has it. The states are
computed in four ways: step by step (eager), the same with pieces of 100 steps under torch.compile,
by a scan over time (in logarithms for minGRU; by doubling for the LRU), and that scan under
torch.compile. Prints the fastest and the median step of each in milliseconds, and steps per second.
"""
import argparse
import math
import statistics
import time

import torch
from torch import nn

PIECE = 100


class Cell(nn.Module):
    """What stands outside of the recurrence h' = a * h + v; [B, T, I] to [B, T, H]."""

    def __init__(self, states):
        super().__init__()
        self.states = states

    def forward(self, x):
        return self.read(self.states(*self.drive(x)), x)


class MinGru(Cell):
    def __init__(self, inputs, units, states):
        super().__init__(states)
        self.gate = nn.Linear(inputs, units)
        self.candidate = nn.Linear(inputs, units)

    def drive(self, x):
        z = torch.sigmoid(self.gate(x))
        n = self.candidate(x)
        return 1 - z, z * torch.where(n >= 0, n + 0.5, torch.sigmoid(n))

    def read(self, h, x):
        return h


class Lru(Cell):
    def __init__(self, inputs, units, states):
        super().__init__(states)
        modulus = torch.sqrt(torch.rand(units) * (0.999**2 - 0.9**2) + 0.9**2)
        self.nu = nn.Parameter(torch.log(-torch.log(modulus)))
        self.theta = nn.Parameter(torch.log(2 * math.pi * torch.rand(units)))
        self.gamma = nn.Parameter(0.5 * torch.log(1 - modulus**2))
        self.b_re = nn.Linear(inputs, units, bias=False)
        self.b_im = nn.Linear(inputs, units, bias=False)
        self.c_re = nn.Linear(units, units, bias=False)
        self.c_im = nn.Linear(units, units, bias=False)
        self.d = nn.Linear(inputs, units, bias=False)

    def drive(self, x):
        a = torch.exp(torch.complex(-torch.exp(self.nu), torch.exp(self.theta)))
        scale = torch.exp(self.gamma)
        v = torch.complex(self.b_re(x) * scale, self.b_im(x) * scale)
        return a.expand(v.shape), v

    def read(self, h, x):
        return self.c_re(h.real) + self.c_im(h.imag) + self.d(x)


def piece(h, a, v):
    states = []
    for t in range(a.shape[1]):
        h = a[:, t] * h + v[:, t]
        states.append(h)
    return torch.stack(states, 1)


def by_pieces(run):
    def states(a, v):
        h = torch.zeros_like(v[:, 0])
        done = []
        for begin in range(0, a.shape[1], PIECE):
            done.append(run(h, a[:, begin : begin + PIECE], v[:, begin : begin + PIECE]))
            h = done[-1][:, -1]
        return torch.cat(done, 1)

    return states


def in_logarithms(a, v):
    """For positive a and v: log h(t) = s(t) + logcumsumexp(log v - s), s the sum of log a."""
    s = torch.cumsum(torch.log(a), 1)
    return torch.exp(s + torch.logcumsumexp(torch.log(v) - s, 1))


def by_doubling(a, v):
    """(a2, v2) after (a1, v1) is (a2 a1, a2 v1 + v2): log2 T passes over all steps."""
    reach = 1
    while reach < a.shape[1]:
        v = torch.cat([v[:, :reach], a[:, reach:] * v[:, :-reach] + v[:, reach:]], 1)
        a = torch.cat([a[:, :reach], a[:, reach:] * a[:, :-reach]], 1)
        reach *= 2
    return v


def measure(model, x, seconds):
    def step():
        model.zero_grad(set_to_none=True)
        x.grad = None
        model(x).sum().backward()

    end = time.perf_counter() + seconds / 2
    step()
    while time.perf_counter() < end:
        step()
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or len(times) < 3:
        begin = time.perf_counter()
        step()
        times.append(time.perf_counter() - begin)
    return times


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--shape", default="1,1000,128,256", help="batch, steps, inputs, units")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=4)
    options = parser.parse_args()
    batch, steps, inputs, units = map(int, options.shape.split(","))
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    x = torch.randn(batch, steps, inputs, requires_grad=True)
    for kind, scan in ((MinGru, in_logarithms), (Lru, by_doubling)):
        ways = {
            "steps": lambda: kind(inputs, units, by_pieces(piece)),
            "steps, compiled": lambda: kind(inputs, units, by_pieces(torch.compile(piece))),
            "scan": lambda: kind(inputs, units, scan),
            "scan, compiled": lambda: torch.compile(kind(inputs, units, scan)),
        }
        truth = None
        for name, make in ways.items():
            torch.manual_seed(2)
            model = make()
            with torch.no_grad():
                found = model(x)
            truth = found if truth is None else truth
            worst = ((found - truth).abs().max() / truth.abs().max()).item()
            times = measure(model, x, options.seconds)
            print(
                "%-7s %-16s median %8.2f ms  fastest %8.2f ms  %8.0f steps/s  differs by %.1e"
                % (
                    kind.__name__.lower(),
                    name,
                    1000 * statistics.median(times),
                    1000 * min(times),
                    steps / statistics.median(times),
                    worst,
                ),
                flush=True,
            )


if __name__ == "__main__":
    main()
