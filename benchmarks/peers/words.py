#!/usr/bin/env python3
"""The peer of benchmarks/words: the same step of training in PyTorch.

    python benchmarks/peers/words.py [--threads 2] [--vocabulary 10000]

Forward, cross entropy and backward of nn.Embedding, nn.LSTM and nn.Linear, without an optimizer.
Prints the median and the least of the rounds after the first ones.
"""
import argparse
import statistics
import time

import torch

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("--vocabulary", type=int, default=10_000)
parser.add_argument("--batch", type=int, default=32)
parser.add_argument("--steps", type=int, default=64)
parser.add_argument("--units", type=int, default=128)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--rounds", type=int, default=20)
options = parser.parse_args()

torch.manual_seed(1)
torch.set_num_threads(options.threads)
embedding = torch.nn.Embedding(options.vocabulary, options.units)
lstm = torch.nn.LSTM(options.units, options.units)
head = torch.nn.Linear(options.units, options.vocabulary)
modules = torch.nn.ModuleList([embedding, lstm, head])
words = torch.randint(options.vocabulary, (options.steps, options.batch))
targets = torch.randint(options.vocabulary, (options.steps, options.batch))

millis = []
loss = None
for turn in range(-10, options.rounds):
    before = time.perf_counter()
    modules.zero_grad(set_to_none=True)
    outputs, _ = lstm(embedding(words))
    logits = head(outputs).view(-1, options.vocabulary)
    loss = torch.nn.functional.cross_entropy(logits, targets.view(-1))
    loss.backward()
    if turn >= 0:
        millis.append((time.perf_counter() - before) * 1e3)
print(
    "%d words, %d rows of %d, LSTM of %d, %d threads: median %.1f ms a step (least %.1f); loss %.3f"
    % (
        options.vocabulary,
        options.batch,
        options.steps,
        options.units,
        options.threads,
        statistics.median(millis),
        min(millis),
        loss.item(),
    )
)
