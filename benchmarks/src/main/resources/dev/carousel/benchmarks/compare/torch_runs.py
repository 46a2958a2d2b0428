"""A whole training run in PyTorch: imported by torch_contender.py for the runs of benchmarks/compare.

It starts from Carousel's parameters and reads the same chunks in the same order, so that its losses
must be Carousel's. As Carousel's LSTM has one bias for each gate, the second one of nn.LSTM stays 0.
The data is in memory before the first update. Everything is as PyTorch offers it: nn.LSTM, the fused
Adam, clip_grad_norm_.
"""

import csv
import itertools
import sys
import time

import torch
from torch import nn
from torch.nn import functional

RATE, MAX_NORM = 0.002, 1.0


class Network(nn.Module):
    """Carousel's network: an embedding, if there is one, an LSTM, and a linear head."""

    def __init__(self, tensors, weights, at_end):
        super().__init__()
        self.at_end = at_end
        w, r, b, d = weights
        embedding = tensors.get("embedding/embedding.Wx")
        # Without an embedding, a symbol is a vector of zeros with a one.
        self.vectors = torch.eye(w.shape[1]) if embedding is None else None
        self.embedding = None if embedding is None else nn.Embedding(*embedding.T.shape)
        self.lstm = nn.LSTM(w.shape[1], r.shape[1])
        self.head = nn.Linear(r.shape[1], tensors["head/head.b"].shape[0])
        with torch.no_grad():
            for target, source in zip(self.lstm.parameters(), (w, r, b, d), strict=True):
                target.copy_(source)
            self.head.weight.copy_(tensors["head/head.Wx"])
            self.head.bias.copy_(tensors["head/head.b"])
            if self.embedding is not None:
                self.embedding.weight.copy_(embedding.T)
        self.lstm.bias_hh_l0.requires_grad_(False)

    def forward(self, inputs, state):
        if self.embedding is not None:
            inputs = self.embedding(inputs)
        elif not inputs.is_floating_point():
            inputs = functional.embedding(inputs, self.vectors)
        outputs, state = self.lstm(inputs, state)
        return self.head(outputs[-1] if self.at_end else outputs), state


def text_chunks(symbols, batch, steps):
    """Chunks [T, B] of contiguous rows without end; the state starts anew with each pass."""
    length = (len(symbols) - 1) // batch
    extra = (len(symbols) - 1) % batch
    starts = [row * length + min(row, extra) for row in range(batch)]
    rows = torch.stack([symbols[start : start + length + 1] for start in starts], 1).contiguous()
    while True:
        for first in range(0, length, steps):
            last = min(first + steps, length)
            yield first == 0, rows[first:last], rows[first + 1 : last + 1]


def window_chunks(series, order, batch, steps):
    """Batches of windows [T, B, I] without end, each with the number that follows it."""
    places = torch.arange(steps).unsqueeze(1)
    while True:
        for starts in order.split(batch):
            yield True, functional.embedding(starts + places, series), series[starts + steps, :1]
        order = order[torch.randperm(len(order))]


def read_table(path):
    """All columns, with mean 0 and standard deviation 1."""
    with open(path, newline="") as file:
        rows = [[float(cell) for cell in row] for row in itertools.islice(csv.reader(file), 1, None)]
    table = torch.tensor(rows, dtype=torch.float64)
    return ((table - table.mean(0)) / table.std(0, correction=0)).float()


def chunks_of(tensors, metadata):
    batch, steps, _, _ = (int(number) for number in metadata["shape"].split(","))
    data = tensors["data"].long()
    if metadata["kind"] == "table":
        return window_chunks(read_table(metadata["table"]), data, batch, steps)
    return text_chunks(data, batch, steps)


class Training:
    """Makes one update after the other."""

    def __init__(self, tensors, metadata, weights):
        is_table = metadata["kind"] == "table"
        self.loss = functional.mse_loss if is_table else cross_entropy
        self.network = Network(tensors, weights, at_end=is_table)
        self.parameters = [p for p in self.network.parameters() if p.requires_grad]
        self.optimizer = torch.optim.Adam(self.parameters, lr=RATE, fused=True)
        self.chunks = chunks_of(tensors, metadata)
        self.state = None

    def size(self):
        return sum(parameter.numel() for parameter in self.parameters)

    def update(self):
        is_fresh, inputs, targets = next(self.chunks)
        self.optimizer.zero_grad(set_to_none=True)
        outputs, state = self.network(inputs, None if is_fresh else self.state)
        loss = self.loss(outputs, targets)
        loss.backward()
        nn.utils.clip_grad_norm_(self.parameters, MAX_NORM)
        self.optimizer.step()
        self.state = tuple(each.detach() for each in state)
        return loss


def cross_entropy(outputs, targets):
    return functional.cross_entropy(outputs.flatten(0, 1), targets.flatten())


def timed(update, warm_up, seconds):
    """Milliseconds of each update after the warm-up."""
    start = last = time.perf_counter()
    millis = []
    while not millis or last - start < warm_up + seconds:
        is_warm = last - start >= warm_up
        update()
        now = time.perf_counter()
        if is_warm:
            millis.append((now - last) * 1e3)
        last = now
    return millis


def measured(job, tensors, metadata, weights):
    """What is to be said: a measurement, or why there is none."""
    training = Training(tensors, metadata, weights)
    if training.size() != int(metadata["parameters"]):
        return {
            "failed": f"not timed: it has {training.size():,} parameters,"
            f" Carousel {int(metadata['parameters']):,}"
        }
    truth = tensors["losses"].tolist()
    losses = [training.update().item() for _ in truth]
    error = max(abs(a - b) / abs(b) for a, b in zip(losses, truth, strict=True))
    if not error <= job["tolerance"]:
        return {
            "failed": "not timed: a loss differs from that of the first updates"
            f" by {error:.1e}, allowed {job['tolerance']:.1e}"
        }
    millis = timed(training.update, job["warmUp"], job["seconds"])
    return {
        "version": f"torch {torch.__version__}, Python {sys.version.split()[0]}",
        "medianMillis": sum(millis) / len(millis),
        "leastMillis": min(millis),
        "runs": len(millis),
        "outputError": error,
        "gradientError": 0.0,
    }
