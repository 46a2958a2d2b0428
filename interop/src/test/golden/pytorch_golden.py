"""Networks of PyTorch with random weights, their outputs and all of their gradients.

Run with PyTorch (the files note its version): python3 pytorch_golden.py
It writes to ../resources/dev/carousel/interop/pytorch. For each network NAME:

  NAME.pt           its state dict in float64, by torch.save
  NAME.safetensors  the same in float32, in the layout that safetensors documents
  NAME.golden       inputs, the factors w, outputs, and gradients of sum(w * outputs), in float64

and beside them a few files as scripts write them, to be read or refused.
"""

import json
import struct
from pathlib import Path

import torch
from torch import nn

OUT = Path(__file__).parent / "../resources/dev/carousel/interop/pytorch"
TYPES = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.float16: "F16",
    torch.bfloat16: "BF16",
    torch.int64: "I64",
}
STEPS, ROWS = 7, 3


def save(path, tensors):
    """Writes the safetensors format: length of the header, header, data."""
    header = {
        "__metadata__": {
            "generator": "interop/src/test/golden/pytorch_golden.py",
            "version": "PyTorch " + torch.__version__,
        }
    }
    data = b""
    for name, tensor in tensors.items():
        tensor = tensor.detach().contiguous()
        raw = bytes(tensor.reshape(-1).view(torch.uint8).tolist()) if tensor.numel() else b""
        header[name] = {
            "dtype": TYPES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [len(data), len(data) + len(raw)],
        }
        data += raw
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


class Net(nn.Module):
    """An embedding, if there are symbols, a recurrent module, and a linear map."""

    def __init__(self, rnn, inputs, outputs, symbols):
        super().__init__()
        if symbols:
            self.embed = nn.Embedding(symbols, inputs)
        self.rnn = rnn
        top = (rnn.proj_size or rnn.hidden_size) * (2 if rnn.bidirectional else 1)
        self.fc = nn.Linear(top, outputs)

    def forward(self, x):
        states, _ = self.rnn(self.embed(x) if hasattr(self, "embed") else x)
        return self.fc(states)


def case(name, rnn, inputs, outputs=3, symbols=0):
    net = Net(rnn, inputs, outputs, symbols).double()
    for parameter in net.parameters():
        parameter.data = torch.randn(parameter.shape).mul(0.4).float().double()
    if symbols:
        x = torch.randint(symbols, (STEPS, ROWS))
    else:
        x = torch.randn(STEPS, ROWS, inputs).float().double()
    y = net(x)
    w = torch.randn(y.shape, dtype=torch.float64)
    (w * y).sum().backward()
    torch.save(net.state_dict(), OUT / (name + ".pt"))
    save(OUT / (name + ".safetensors"), {k: v.float() for k, v in net.state_dict().items()})
    golden = {"x": x, "w": w, "y": y}
    golden.update({"grad." + k: p.grad for k, p in net.named_parameters()})
    save(OUT / (name + ".golden"), golden)
    return net


def through_time():
    """An LSTM step by step: the gradient of each state, where the loss is at the last step."""
    steps = 60
    net = Net(nn.LSTM(4, 9), 4, 5, 0).double()
    for parameter in net.parameters():
        parameter.data = torch.randn(parameter.shape).mul(0.5).float().double()
    cell = net.rnn
    x = torch.randn(steps, ROWS, 4).float().double()
    h = c = torch.zeros(ROWS, 9, dtype=torch.float64)
    states = []
    for t in range(steps):
        gates = x[t] @ cell.weight_ih_l0.T + cell.bias_ih_l0 + h @ cell.weight_hh_l0.T
        i, f, g, o = (gates + cell.bias_hh_l0).chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        c.retain_grad()
        h = o.sigmoid() * c.tanh()
        h.retain_grad()
        states.append((h, c))
    y = net.fc(h)
    assert torch.allclose(y, net(x)[-1])
    w = torch.randn(y.shape, dtype=torch.float64)
    (w * y).sum().backward()
    torch.save(net.state_dict(), OUT / "time.pt")
    save(
        OUT / "time.golden",
        {
            "x": x,
            "w": w,
            "h": torch.stack([h.grad for h, _ in states]),
            "c": torch.stack([c.grad for _, c in states]),
        },
    )


def files():
    """Files as scripts write them."""
    net = Net(nn.LSTM(3, 5), 3, 2, 0)
    state = net.state_dict()
    torch.save(net, OUT / "whole-model.pt")
    torch.save(state, OUT / "legacy.pt", _use_new_zipfile_serialization=False)
    torch.jit.save(torch.jit.trace(net.rnn, torch.zeros(2, 1, 3)), str(OUT / "script.pt"))
    torch.save(state, OUT / "protocol4.pt", pickle_protocol=4)
    torch.save({"epoch": 3, "loss": 0.5, "model": state, "names": ["a"]}, OUT / "checkpoint.pt")
    torch.save(state["fc.weight"], OUT / "tensor.pt")
    half = {k: v.half() for k, v in state.items()}
    torch.save(half, OUT / "half.pt")
    save(OUT / "half.safetensors", half)
    save(OUT / "bfloat16.safetensors", {k: v.bfloat16() for k, v in state.items()})
    strided = {k: v.t().contiguous().t() if v.dim() == 2 else v for k, v in state.items()}
    torch.save(strided, OUT / "strided.pt")
    torch.save(nn.ParameterDict({k.replace(".", "_"): v for k, v in state.items()}), OUT / "object.pt")
    two = {"encoder.lstm." + k: v for k, v in nn.LSTM(3, 5).state_dict().items()}
    two.update({"decoder.lstm." + k: v for k, v in nn.LSTM(3, 5).state_dict().items()})
    two.update({"decoder.out." + k: v for k, v in nn.Linear(5, 2).state_dict().items()})
    two.update({"norm." + k: v for k, v in nn.LayerNorm(5).state_dict().items()})
    torch.save(two, OUT / "two.pt")
    cell = {"cell." + k: v for k, v in nn.LSTMCell(3, 5).state_dict().items()}
    cell.update({"fc." + k: v for k, v in nn.Linear(5, 2).state_dict().items()})
    torch.save(cell, OUT / "cell.pt")
    mlp = dict(state)
    mlp.update({"out." + k: v for k, v in nn.Linear(2, 4).state_dict().items()})
    torch.save(mlp, OUT / "mlp.pt")


def characters():
    """A network of characters, and its mean loss on a text that it reads from its first symbol."""
    text = "the cat sat on the mat.\n" * 40
    symbols = sorted(set(text))
    net = Net(nn.LSTM(5, 8, 2), 5, len(symbols), len(symbols)).double()
    for parameter in net.parameters():
        parameter.data = torch.randn(parameter.shape).mul(0.6).float().double()
    ids = torch.tensor([symbols.index(c) for c in text]).unsqueeze(1)
    logits = net(ids[:-1])
    loss = nn.functional.cross_entropy(logits.reshape(-1, len(symbols)), ids[1:, 0])
    torch.save({k: v.float() for k, v in net.state_dict().items()}, OUT / "characters.pt")
    save(OUT / "characters.golden", {"loss": loss.detach().reshape(1)})
    torch.save(Net(nn.LSTM(1, 6), 1, 1, 0).state_dict(), OUT / "forecaster.pt")


if __name__ == "__main__":
    torch.manual_seed(17)
    OUT.mkdir(parents=True, exist_ok=True)
    case("lstm-1", nn.LSTM(3, 5), 3)
    case("lstm-2", nn.LSTM(4, 7, 2), 4, symbols=6)
    case("lstm-3-both", nn.LSTM(1, 6, 3, bidirectional=True), 1)
    case("lstm-1-both", nn.LSTM(5, 5, 1, bidirectional=True), 5, symbols=9)
    case("lstm-no-bias", nn.LSTM(3, 4, bias=False), 3)
    case("lstm-projected", nn.LSTM(3, 7, 2, proj_size=4), 3)
    case("lstm-projected-both", nn.LSTM(3, 5, 2, proj_size=2, bidirectional=True), 3)
    case("gru-1", nn.GRU(3, 5), 3)
    case("gru-2-both", nn.GRU(2, 7, 2, bidirectional=True), 2)
    case("gru-3", nn.GRU(4, 3, 3), 4, symbols=5)
    case("tanh-1", nn.RNN(3, 5), 3)
    case("tanh-3-both", nn.RNN(2, 3, 3, bidirectional=True), 2)
    case("tanh-2", nn.RNN(6, 13, 2), 6, symbols=4)
    case("relu-2", nn.RNN(3, 6, 2, nonlinearity="relu"), 3)
    case("relu-1-both", nn.RNN(3, 7, nonlinearity="relu", bidirectional=True), 3)
    through_time()
    files()
    characters()
