"""Classifies ragged sequences with PyTorch: processes.py TABLE.csv SEED THREADS."""

import csv
import sys

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_sequence

table, seed, threads = sys.argv[1:]
torch.manual_seed(int(seed))
torch.set_num_threads(int(threads))

values, labels = {}, {}
with open(table, newline="") as file:
    for row in csv.DictReader(file):
        values.setdefault(row["sequence"], []).append(float(row["x"]))
        labels[row["sequence"]] = row["process"]
classes = sorted(set(labels.values()))
sequences = [torch.tensor(values[name]).unsqueeze(1) for name in values]
targets = torch.tensor([classes.index(labels[name]) for name in values])
order = torch.randperm(len(sequences)).tolist()
held = len(order) * 2 // 10
test, train = order[:held], order[held:]
known = torch.cat([sequences[i] for i in train])
mean, spread = known.mean(), known.std()
sequences = [(each - mean) / spread for each in sequences]

BATCH, EPOCHS, UNITS, RATE = 16, 20, 32, 0.01


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.gru = nn.GRU(1, UNITS, batch_first=True)
        self.head = nn.Linear(UNITS, len(classes))

    def forward(self, chosen):
        lengths = [len(sequences[i]) for i in chosen]
        padded = pad_sequence([sequences[i] for i in chosen], batch_first=True)
        packed = pack_padded_sequence(padded, lengths, batch_first=True, enforce_sorted=False)
        return self.head(self.gru(packed)[1][-1])


model = Classifier()
optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
updates = EPOCHS * ((len(train) + BATCH - 1) // BATCH)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, updates)
for _ in range(EPOCHS):
    shuffled = [train[i] for i in torch.randperm(len(train))]
    for at in range(0, len(shuffled), BATCH):
        chosen = shuffled[at : at + BATCH]
        optimizer.zero_grad()
        nn.functional.cross_entropy(model(chosen), targets[chosen]).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1)
        optimizer.step()
        schedule.step()
with torch.no_grad():
    found = model(test).argmax(1)
print(f"accuracy {(found == targets[test]).float().mean():.4f}")
