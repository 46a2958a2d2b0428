"""Forecasts births a day ahead with PyTorch: births.py TABLE.csv SEED THREADS."""

import csv
import datetime
import math
import sys

import torch
from torch import nn

table, seed, threads = sys.argv[1:]
torch.manual_seed(int(seed))
torch.set_num_threads(int(threads))

TEST, VALID, WINDOW = 730, 365, 28
BATCH, EPOCHS, UNITS, RATE = 32, 40, 64, 0.003

with open(table, newline="") as file:
    rows = list(csv.DictReader(file))
births = torch.tensor([float(row["births"]) for row in rows])
days = [datetime.date(int(r["year"]), int(r["month"]), int(r["date_of_month"])) for r in rows]


def calendar(day):
    angle = 2 * math.pi * day.timetuple().tm_yday / 366
    months = [float(day.month == i) for i in range(1, 13)]
    dates = [float(day.day == i) for i in range(1, 32)]
    weekdays = [float(day.weekday() == i) for i in range(7)]
    return months + dates + weekdays + [math.sin(angle), math.cos(angle)]


known = torch.tensor([calendar(day) for day in days])
first_valid, first_test = len(rows) - TEST - VALID, len(rows) - TEST
mean, spread = births[:first_valid].mean(), births[:first_valid].std()
scaled = ((births - mean) / spread).unsqueeze(1)
# A step reads the births of its day and the calendar of the day after it.
inputs = torch.cat([scaled[:-1], known[:-1], known[1:]], 1)


def windows(targets):
    return torch.stack([inputs[t - WINDOW : t] for t in targets])


class Forecaster(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(inputs.shape[1], UNITS, batch_first=True)
        self.head = nn.Linear(UNITS, 1)

    def forward(self, steps):
        return self.head(self.lstm(steps)[0][:, -1])


def error(targets):
    with torch.no_grad():
        return (model(windows(targets)) - scaled[list(targets)]).abs().mean().item() * spread.item()


model = Forecaster()
optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
training = torch.arange(WINDOW, first_valid)
updates = EPOCHS * ((len(training) + BATCH - 1) // BATCH)
schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, updates)
best, kept = math.inf, None
for _ in range(EPOCHS):
    for chosen in training[torch.randperm(len(training))].split(BATCH):
        optimizer.zero_grad()
        (model(windows(chosen.tolist())) - scaled[chosen]).abs().mean().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1)
        optimizer.step()
        schedule.step()
    found = error(range(first_valid, first_test))
    if found < best:
        best, kept = found, {name: each.clone() for name, each in model.state_dict().items()}
model.load_state_dict(kept)
print(f"mae {error(range(first_test, len(rows))):.1f}")
