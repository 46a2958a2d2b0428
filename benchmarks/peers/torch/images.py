"""Classifies images row by row with PyTorch: images.py TRAIN.npz TEST.npz SEED THREADS."""

import sys

import numpy
import torch
from torch import nn

train, test, seed, threads = sys.argv[1:]
torch.manual_seed(int(seed))
torch.set_num_threads(int(threads))


def read(file):
    arrays = numpy.load(file)
    return torch.tensor(arrays["x"], dtype=torch.float32), torch.tensor(arrays["label"]).long()


x, label = read(train)
test_x, test_label = read(test)
mean, spread = x.mean((0, 1)), x.std((0, 1)) + 1e-6
x, test_x = (x - mean) / spread, (test_x - mean) / spread

BATCH, EPOCHS, UNITS, RATE = 64, 3, 128, 0.003


class Classifier(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(x.shape[2], UNITS, batch_first=True)
        self.head = nn.Linear(UNITS, 10)

    def forward(self, rows):
        return self.head(self.lstm(rows)[0][:, -1])


model = Classifier()
optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
updates = EPOCHS * ((len(x) + BATCH - 1) // BATCH)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, updates)
for _ in range(EPOCHS):
    for chosen in torch.randperm(len(x)).split(BATCH):
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(x[chosen]), label[chosen])
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1)
        optimizer.step()
        schedule.step()
with torch.no_grad():
    found = torch.cat([model(rows).argmax(1) for rows in test_x.split(500)])
print(f"accuracy {(found == test_label).float().mean():.4f}")
