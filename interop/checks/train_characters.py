#!/usr/bin/env python3
"""Trains an LSTM of characters in PyTorch for a while and saves its state dict.

    python3 train_characters.py dickens.txt model.pt --seconds 60

The network is as most scripts make it: an Embedding, an LSTM of one or more layers and a Linear;
symbols in the order of sorted(set(text)); Adam, clipped gradients, 64 steps, states not kept.
"""

import argparse
import time

import torch
from torch import nn


class Characters(nn.Module):
    def __init__(self, symbols, embedding, units, layers):
        super().__init__()
        self.embedding = nn.Embedding(symbols, embedding)
        self.lstm = nn.LSTM(embedding, units, layers)
        self.head = nn.Linear(units, symbols)

    def forward(self, x):
        return self.head(self.lstm(self.embedding(x))[0])


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("text", help="UTF-8 text to learn")
    parser.add_argument("out", help="file of the state dict, such as model.pt")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--units", type=int, default=128)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--embedding", type=int, default=32)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()

    torch.manual_seed(given.seed)
    torch.set_num_threads(given.threads)
    with open(given.text, encoding="utf-8-sig") as file:
        text = file.read()
    symbols = {symbol: index for index, symbol in enumerate(sorted(set(text)))}
    ids = torch.tensor([symbols[symbol] for symbol in text])
    net = Characters(len(symbols), given.embedding, given.units, given.layers)
    adam = torch.optim.Adam(net.parameters(), lr=0.003)
    steps, rows = 64, 32
    began, updates = time.monotonic(), 0
    while time.monotonic() - began < given.seconds:
        starts = torch.randint(len(ids) - steps - 1, (rows,))
        windows = torch.stack([ids[start : start + steps + 1] for start in starts], dim=1)
        loss = nn.functional.cross_entropy(
            net(windows[:-1]).flatten(0, 1), windows[1:].flatten()
        )
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1)
        adam.step()
        updates += 1
    torch.save(net.state_dict(), given.out)
    print(
        f"PyTorch {torch.__version__}: {updates} updates, "
        f"loss {loss.item():.3f} nats in the last one; wrote {given.out}"
    )


if __name__ == "__main__":
    main()
