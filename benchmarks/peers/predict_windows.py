#!/usr/bin/env python3
"""The peer of benchmarks/predict: the same windows through PyTorch's LSTM, in batches.

    python benchmarks/peers/predict_windows.py [--threads 2] [--batch 32,256,1024,4096]

The forward pass of nn.LSTM and nn.Linear at its last step, without gradients, over all windows; the
windows are in memory already. Prints windows per second for each size of a batch: the median of
the rounds and the most, and for each second of CPU time.
"""
import argparse
import statistics
import time

import torch

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("--windows", type=int, default=100_000)
parser.add_argument("--steps", type=int, default=48)
parser.add_argument("--input", type=int, default=8)
parser.add_argument("--units", type=int, default=64)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--batch", default="32,256,1024,4096")
options = parser.parse_args()

torch.manual_seed(1)
torch.set_num_threads(options.threads)
lstm = torch.nn.LSTM(options.input, options.units, batch_first=True)
head = torch.nn.Linear(options.units, 1)
windows = torch.randn(options.windows, options.steps, options.input)

for batch in map(int, options.batch.split(",")):
    wall, cpu = [], []
    for turn in range(-1, options.rounds):
        before, cpu_before = time.perf_counter(), time.process_time()
        made = 0
        with torch.inference_mode():
            for begin in range(0, options.windows, batch):
                outputs, _ = lstm(windows[begin : begin + batch])
                made += len(head(outputs[:, -1]))
        if turn >= 0:
            wall.append(made / (time.perf_counter() - before))
            cpu.append(made / (time.process_time() - cpu_before))
    print(
        "batches of %d: median %.0f windows/s (most %.0f); %.0f for each second of CPU time"
        % (batch, statistics.median(wall), max(wall), statistics.median(cpu)),
        flush=True,
    )
