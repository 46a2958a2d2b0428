"""Times PyTorch on one problem. Started by benchmarks/compare, with a job as JSON in its argument.

Three contenders: "torch", the fused module; "torch-eager", the same cell written out step by step;
"torch-compiled", that cell under torch.compile. Each is held against the truth first. Prints one
line of JSON. Whole runs are in torch_runs.py.
"""

import json
import statistics
import struct
import sys
import time

import torch

import torch_runs

GATES = {
    "lstm": [("i", "i"), ("f", "f"), ("g", "g"), ("o", "o")],
    "rnn": [("h", "h")],
    "gru": [("r", "r"), ("z", "z"), ("nx", "nh")],
}
MODULES = {"lstm": torch.nn.LSTM, "rnn": torch.nn.RNN, "gru": torch.nn.GRU}
FEWEST_RUNS = 3


def read_safetensors(path):
    """The tensors by name, and the metadata."""
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
        data = bytearray(file.read())
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        flat = torch.frombuffer(data, dtype=torch.float32, count=(end - begin) // 4, offset=begin)
        tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors, metadata


def joined_weights(tensors, cell):
    """The gates' parameters one below the other: input and state matrices, and their biases."""

    def joined(names, of):
        return torch.cat([of(name) for name in names])

    def parameter(name):
        return tensors["parameter/" + name]

    inputs = [x for x, _ in GATES[cell]]
    states = [h for _, h in GATES[cell]]
    biases = [
        torch.zeros_like(parameter(x + ".b")) if x == h else parameter(h + ".b")
        for x, h in GATES[cell]
    ]
    return (
        joined(inputs, lambda name: parameter(name + ".Wx")),
        joined(states, lambda name: parameter(name + ".Wh")),
        joined(inputs, lambda name: parameter(name + ".b")),
        torch.cat(biases),
    )


def lstm_step(x, state, w, r, b, d):
    h, c = state
    i, f, g, o = (torch.nn.functional.linear(x, w, b) + torch.nn.functional.linear(h, r, d)).chunk(
        4, 1
    )
    c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c), c


def rnn_step(x, state, w, r, b, d):
    (h,) = state
    return (torch.tanh(torch.nn.functional.linear(x, w, b) + torch.nn.functional.linear(h, r, d)),)


def gru_step(x, state, w, r, b, d):
    (h,) = state
    xr, xz, xn = torch.nn.functional.linear(x, w, b).chunk(3, 1)
    hr, hz, hn = torch.nn.functional.linear(h, r, d).chunk(3, 1)
    z = torch.sigmoid(xz + hz)
    n = torch.tanh(xn + torch.sigmoid(xr + hr) * hn)
    return ((1 - z) * n + z * h,)


STEPS = {"lstm": lstm_step, "rnn": rnn_step, "gru": gru_step}


def fused(cell, x, weights):
    """The module of PyTorch; the state starts at zero."""
    module = MODULES[cell](x.shape[2], weights[1].shape[1])
    with torch.no_grad():
        for target, source in zip(module.parameters(), weights, strict=True):
            target.copy_(source)
    return (lambda: module(x)[0]), list(module.parameters())


def step_by_step(cell, x, weights, compiled):
    """A loop over the equations of one step."""
    parameters = [w.requires_grad_() for w in weights]
    zero = torch.zeros(x.shape[1], weights[1].shape[1])
    start = (zero, zero) if cell == "lstm" else (zero,)

    def sequence(x, w, r, b, d):
        state = start
        outputs = []
        for x_t in x.unbind(0):
            state = STEPS[cell](x_t, state, w, r, b, d)
            outputs.append(state[0])
        return torch.stack(outputs)

    run = torch.compile(sequence) if compiled else sequence
    return (lambda: run(x, *parameters)), parameters


class Work:
    """A cell on a problem."""

    def __init__(self, contender, tensors, metadata):
        self.training = metadata["kind"] == "train"
        self.x = tensors["input"].requires_grad_(self.training)
        cell = metadata["cell"]
        weights = joined_weights(tensors, cell)
        if contender == "torch":
            self.forward, parameters = fused(cell, self.x, weights)
        else:
            self.forward, parameters = step_by_step(
                cell, self.x, weights, contender == "torch-compiled"
            )
        self.leaves = [self.x, *parameters]

    def run(self, output_gradient):
        if not self.training:
            with torch.no_grad():
                return self.forward()
        for leaf in self.leaves:
            leaf.grad = None
        outputs = self.forward()
        outputs.backward(output_gradient)
        return outputs


def error(found, truth):
    """The largest difference over the steps whose truth is known, relative to its largest element."""
    found = found.detach()[: truth.shape[0]]
    return float((found - truth).abs().max() / truth.abs().max())


def checked(work, tensors, tolerance):
    """The errors of outputs and input gradient; ends the process if one is too large."""
    truth = tensors["expectedOutputs"]
    gradient = tensors["outputGradient"].clone()
    gradient[truth.shape[0] :] = 0
    outputs = work.run(gradient)
    errors = [error(outputs, truth), 0.0]
    if work.training:
        errors[1] = error(work.x.grad, tensors["expectedInputGradient"])
    for name, value in zip(("outputs differ", "input's gradient differs"), errors, strict=True):
        if not value <= tolerance:
            say(
                failed=f"not timed: its {name} from the float64 reference"
                f" by {value:.1e}, allowed {tolerance:.1e}"
            )
            sys.exit(0)
    return errors


def timed(run, seconds):
    """Milliseconds of each run after the first third of the time."""
    start = time.perf_counter()
    millis = []
    while len(millis) < FEWEST_RUNS or time.perf_counter() - start < seconds:
        before = time.perf_counter()
        run()
        after = time.perf_counter()
        if after - start > seconds / 3:
            millis.append((after - before) * 1e3)
    return millis


def say(**line):
    print(json.dumps(line), flush=True)


def main():
    job = json.loads(sys.argv[1])
    torch.set_num_threads(job["threads"])
    tensors, metadata = read_safetensors(job["problem"])
    if "losses" in tensors:
        weights = joined_weights(tensors, metadata["cell"])
        say(**torch_runs.measured(job, tensors, metadata, weights))
        return
    work = Work(job["contender"], tensors, metadata)
    before = time.perf_counter()
    errors = checked(work, tensors, job["tolerance"])
    first = time.perf_counter() - before
    gradient = tensors["outputGradient"]
    timed(lambda: work.run(gradient), job["warmUp"])
    millis = timed(lambda: work.run(gradient), job["seconds"])
    median = statistics.median(millis)
    line = {
        "version": f"torch {torch.__version__}, Python {sys.version.split()[0]}",
        "medianMillis": median,
        "leastMillis": min(millis),
        "runs": len(millis),
        "outputError": errors[0],
        "gradientError": errors[1],
    }
    if job["contender"] == "torch-compiled":
        line["compileSeconds"] = first - median / 1e3
    say(**line)


main()
