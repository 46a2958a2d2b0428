"""Networks in Keras' files with random weights, their outputs and all of their gradients.

Run with PyTorch and h5py (the files note their versions): python3 keras_golden.py
It writes to ../resources/dev/carousel/interop/keras. The files are laid out as Keras documents and
writes them; the outputs are those of Keras' equations, and the gradients those of autograd. For
each network NAME:

  NAME.keras   the archive of Keras 3, in float64
  NAME.h5      the whole model in HDF5, as Keras 2 writes it, in float32
  NAME.golden  inputs, the factors w, outputs, and gradients of sum(w * outputs), in float64, in the
               layout of safetensors; the gradients have the names and shapes of Keras' weights

and beside them a few files as scripts write them, to be read or refused.
"""

import io
import json
import sys
import zipfile
from pathlib import Path

import h5py
import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parent))
from pytorch_golden import save  # noqa: E402

OUT = Path(__file__).parent / "../resources/dev/carousel/interop/keras"
NOTE = "keras_golden.py: h5py %s, HDF5 %s, PyTorch %s" % (
    h5py.version.version,
    h5py.version.hdf5_version,
    torch.__version__,
)
STEPS, ROWS = 7, 3
WEIGHTS = {
    "Embedding": ["embeddings"],
    "Dense": ["kernel", "bias"],
    "TimeDistributed": ["kernel", "bias"],
}
RECURRENT = ["kernel", "recurrent_kernel", "bias"]
GATES = {"LSTM": 4, "GRU": 3, "SimpleRNN": 1}


def random(*shape):
    return torch.randn(shape).mul(0.4).float().double().requires_grad_()


class Layer:
    """A layer's class, settings, and weights by direction ("" for one) and name."""

    def __init__(self, kind, name, config, weights, both=False):
        self.kind, self.name, self.config = kind, name, config
        self.weights, self.both = weights, both


def recurrent(kind, name, inputs, units, both=False, bias=True, **config):
    weights = {}
    after = kind == "GRU" and config.setdefault("reset_after", True)
    for way in ["forward", "backward"] if both else [""]:
        columns = GATES[kind] * units
        own = {"kernel": random(inputs, columns), "recurrent_kernel": random(units, columns)}
        if bias:
            own["bias"] = random(2, columns) if after else random(columns)
        weights[way] = own
    config = {"units": units, "activation": "tanh", "use_bias": bias, **config}
    if kind != "SimpleRNN":
        config["recurrent_activation"] = "sigmoid"
    return Layer(kind, name, config, weights, both)


def embedding(name, symbols, size, **config):
    config = {"input_dim": symbols, "output_dim": size, "mask_zero": False, **config}
    return Layer("Embedding", name, config, {"": {"embeddings": random(symbols, size)}})


def dense(name, inputs, outputs, activation="linear"):
    weights = {"": {"kernel": random(inputs, outputs), "bias": random(outputs)}}
    return Layer("Dense", name, {"units": outputs, "activation": activation}, weights)


def plain(kind, name, **config):
    return Layer(kind, name, config, {})


# Keras' equations


def step(layer, own, x, h, c):
    kernel, across = own["kernel"], own["recurrent_kernel"]
    bias = own.get("bias", torch.zeros(kernel.shape[1], dtype=torch.float64))
    if layer.kind == "LSTM":
        i, f, g, o = (x @ kernel + h @ across + bias).chunk(4, 1)
        c = f.sigmoid() * c + i.sigmoid() * g.tanh()
        return o.sigmoid() * c.tanh(), c
    if layer.kind == "SimpleRNN":
        s = x @ kernel + bias + h @ across
        return {"tanh": torch.tanh, "relu": torch.relu}[layer.config["activation"]](s), c
    units = layer.config["units"]
    if layer.config["reset_after"]:
        own_bias = bias if bias.dim() == 2 else torch.stack([bias, bias])
        of_x = (x @ kernel + own_bias[0]).chunk(3, 1)
        of_h = (h @ across + own_bias[1]).chunk(3, 1)
        z, r = (of_x[0] + of_h[0]).sigmoid(), (of_x[1] + of_h[1]).sigmoid()
        n = (of_x[2] + r * of_h[2]).tanh()
    else:
        of_x = (x @ kernel + bias).chunk(3, 1)
        z = (of_x[0] + h @ across[:, :units]).sigmoid()
        r = (of_x[1] + h @ across[:, units : 2 * units]).sigmoid()
        n = (of_x[2] + (r * h) @ across[:, 2 * units :]).tanh()
    return z * h + (1 - z) * n, c


def run(layer, own, x):
    h = c = torch.zeros(x.shape[1], layer.config["units"], dtype=torch.float64)
    states = []
    for t in range(len(x)):
        h, c = step(layer, own, x[t], h, c)
        states.append(h)
    return torch.stack(states)


def outputs(layers, x):
    for layer in layers:
        if layer.kind == "Embedding":
            x = layer.weights[""]["embeddings"][x]
        elif layer.kind == "Dense":
            x = x @ layer.weights[""]["kernel"] + layer.weights[""]["bias"]
        elif layer.both:
            ways = [
                run(layer, layer.weights["forward"], x),
                run(layer, layer.weights["backward"], x.flip(0)).flip(0),
            ]
            x = torch.cat(ways, 2)
        elif layer.weights:
            x = run(layer, layer.weights[""], x)
    return x


# Keras' files


def config(layer, version):
    own = {"class_name": layer.kind, "config": {"name": layer.name, "trainable": True, **layer.config}}
    if version == 3:
        own = {"module": "keras.layers", **own, "registered_name": None}
    if not layer.both:
        return own
    inner = dict(own, config=dict(own["config"], name="forward_" + layer.name))
    outer = {
        "name": "bidirectional_" + layer.name,
        "trainable": True,
        "merge_mode": "concat",
        "layer": inner,
    }
    if version == 3:
        back = dict(inner["config"], name="backward_" + layer.name, go_backwards=True)
        outer["backward_layer"] = dict(inner, config=back)
    return {"class_name": "Bidirectional", "config": outer}


def sequential(layers, version):
    first = {"class_name": "InputLayer", "config": {"name": "input_layer"}}
    model = [first] + [config(layer, version) for layer in layers]
    return {"class_name": "Sequential", "config": {"name": "sequential", "layers": model}}


def functional(layers, version):
    """The same as a functional model, whose layers are listed in another order."""
    listed, below = [], None
    for layer in [Layer("InputLayer", "words", {}, {})] + layers:
        own = config(layer, version)
        name = own["config"]["name"]
        if below is None:
            nodes = []
        elif version == 2:
            nodes = [[[below, 0, 0, {}]]]
        else:
            tensor = {"shape": [None, None, 1], "dtype": "float32", "keras_history": [below, 0, 0]}
            nodes = [{"args": [{"class_name": "__keras_tensor__", "config": tensor}], "kwargs": {}}]
        listed.append({**own, "name": name, "inbound_nodes": nodes})
        below = name
    return {"class_name": "Functional", "config": {"name": "model", "layers": listed[1:] + listed[:1]}}


def snake(layer):
    names = {"SimpleRNN": "simple_rnn", "TimeDistributed": "time_distributed"}
    return names.get(layer.kind, layer.kind.lower())


def weights3(file, layers, dtype, container="layers"):
    """Keras 3: layers/lstm_1/cell/vars/0."""
    file.attrs["note"] = NOTE
    times = {}
    for layer in layers:
        base = "bidirectional" if layer.both else snake(layer)
        times[base] = times.get(base, -1) + 1
        group = container + "/" + base + ("_%d" % times[base] if times[base] else "")
        for way, own in layer.weights.items():
            path = group + ("/%s_layer" % way if layer.both else "/" + way if way else "")
            path += "/vars" if layer.kind in WEIGHTS else "/cell/vars"
            for index, name in enumerate(WEIGHTS.get(layer.kind, RECURRENT)):
                if name in own:
                    file[path + "/%d" % index] = own[name].detach().numpy().astype(dtype)
        if layer.config.get("dropout"):
            file[group + "/cell/seed_generator/vars/0"] = np.array([7, 9])
        if layer.kind == "Dropout":
            file[group + "/seed_generator/vars/0"] = np.array([7, 9], dtype="uint32")
    file["optimizer/vars/0"] = np.zeros(5)


def archive(path, layers, model, dtype="float64", method=zipfile.ZIP_STORED, container="layers"):
    bytes_of = io.BytesIO()
    with h5py.File(bytes_of, "w") as file:
        weights3(file, layers, dtype, container)
    with zipfile.ZipFile(path, "w", method) as zipped:
        for name, text in [
            ("metadata.json", json.dumps({"keras_version": "3.11.3", "note": NOTE})),
            ("config.json", json.dumps(model)),
            ("model.weights.h5", bytes_of.getvalue()),
        ]:
            zipped.writestr(zipfile.ZipInfo(name), text, method)


def weights2(group, layers, dtype, **options):
    """Keras 2: lstm/lstm/lstm_cell/kernel:0."""
    names = []
    for layer in layers:
        name = "bidirectional_" + layer.name if layer.both else layer.name
        names.append(name.encode())
        own = group.create_group(name)
        listed = []
        for way, weights in layer.weights.items():
            path = name + "/%s_%s" % (way, layer.name) if way else name
            path += "" if layer.kind in WEIGHTS else "/%s_cell" % snake(layer)
            for weight, value in weights.items():
                listed.append(("%s/%s:0" % (path, weight)).encode())
                value = value.detach().numpy().astype(dtype)
                own.create_dataset(listed[-1], data=value, **options)
        own.attrs["weight_names"] = listed
    group.attrs["layer_names"] = names
    group.attrs["keras_version"] = b"2.15.0"


def hdf5(path, layers, model, dtype="float32", **options):
    with h5py.File(path, "w") as file:
        file.attrs["note"] = NOTE
        file.attrs["model_config"] = json.dumps(model).encode()
        weights2(file.create_group("model_weights"), layers, dtype, **options)
        file["optimizer_weights/iteration:0"] = np.array(3)


def case(name, layers, inputs, symbols=0, model=sequential):
    x = torch.randint(symbols, (STEPS, ROWS)) if symbols else torch.randn(STEPS, ROWS, inputs)
    x = x if symbols else x.float().double()
    y = outputs(layers, x)
    w = torch.randn(y.shape, dtype=torch.float64)
    (w * y).sum().backward()
    archive(OUT / (name + ".keras"), layers, model(layers, 3))
    hdf5(OUT / (name + ".h5"), layers, model(layers, 2))
    golden = {"x": x.double(), "w": w, "y": y.detach()}
    for index, layer in enumerate(each for each in layers if each.weights):
        for way, own in layer.weights.items():
            for weight, value in own.items():
                golden["grad.%d.%s.%s" % (index, way or "only", weight)] = value.grad
    save(OUT / (name + ".golden"), golden)


def stack(kind, inputs, units, both=False, head=3, symbols=0, **config):
    """Layers from the input up, with dropout between them."""
    layers = [embedding("embed", symbols, inputs)] if symbols else []
    width = inputs
    for index, size in enumerate(units):
        if index:
            layers.append(plain("Dropout", "dropout_%d" % index, rate=0.2))
        name = snake(Layer(kind, "", {}, {})) + ("_%d" % index if index else "")
        layer = recurrent(kind, name, width, size, both, return_sequences=True, **config)
        layers.append(layer)
        width = size * (2 if both else 1)
    return layers + [dense("dense", width, head)]


def files():
    """Files as scripts write them."""
    lstm = stack("LSTM", 3, [5])
    archive(OUT / "compressed.keras", lstm, sequential(lstm, 3), method=zipfile.ZIP_DEFLATED)
    hdf5(OUT / "compressed.h5", lstm, sequential(lstm, 2), compression="gzip")
    former = "_layer_checkpoint_dependencies"
    archive(OUT / "keras-2.13.keras", lstm, sequential(lstm, 2), "float32", container=former)
    ends = [embedding("embed", 9, 4, mask_zero=True), recurrent("LSTM", "lstm", 4, 5, dropout=0.1)]
    ends += [plain("Dropout", "dropout", rate=0.5), dense("dense", 5, 2, "softmax")]
    archive(OUT / "end.keras", ends, sequential(ends, 3), "float32")
    with h5py.File(OUT / "end.weights.h5", "w") as file:
        weights3(file, ends, "float32")
    gru = stack("GRU", 4, [5] * 3, symbols=9)
    with h5py.File(OUT / "gru.weights.h5", "w") as file:
        weights3(file, gru, "float32")
    with h5py.File(OUT / "gru-2.h5", "w") as file:
        weights2(file, gru, "float32")
    archive(OUT / "gru.keras", gru, sequential(gru, 3), "float32")
    with h5py.File(OUT / "norm.weights.h5", "w") as file:
        weights3(file, lstm, "float32")
        file["layers/batch_normalization/vars/0"] = np.zeros(5)
    mixed = [recurrent("LSTM", "a", 3, 5, True, return_sequences=True)]
    mixed.append(recurrent("LSTM", "b", 10, 4, return_sequences=True))
    archive(OUT / "mixed.keras", mixed, sequential(mixed, 3), "float32")
    each = lstm[:-1] + [Layer("TimeDistributed", "each", {"layer": config(lstm[-1], 3)}, {})]
    each[-1].weights["layer"] = lstm[-1].weights[""]
    archive(OUT / "each.keras", each, sequential(each, 3), "float32")
    with h5py.File(OUT / "kinds.weights.h5", "w") as file:
        kinds = [recurrent("LSTM", "a", 3, 5), recurrent("GRU", "b", 5, 5), dense("d", 5, 2)]
        weights3(file, kinds, "float32")
    links()


def links():
    """Files that lead elsewhere or in a circle."""
    with h5py.File(OUT / "external.h5", "w") as file:
        file["layers/lstm/cell/vars/0"] = h5py.ExternalLink("/etc/passwd", "/")
    with h5py.File(OUT / "soft.h5", "w") as file:
        file["layers/lstm"] = h5py.SoftLink("/optimizer")
    with h5py.File(OUT / "circle.h5", "w") as file:
        group = file.create_group("layers/lstm")
        group["again"] = file["layers"]
    with h5py.File(OUT / "latest.h5", "w", libver="latest") as file:
        for index in range(20):
            file.create_group("layers/dense_%d" % index)
    with h5py.File(OUT / "newer.weights.h5", "w", libver="latest") as file:
        weights3(file, stack("LSTM", 3, [5]), "float32")
    with h5py.File(OUT / "big-endian.weights.h5", "w") as file:
        weights3(file, stack("LSTM", 3, [5]), ">f4")


def characters():
    """A network of characters, and its mean loss on a text that it reads from its first symbol."""
    text = "the cat sat on the mat.\n" * 40
    symbols = sorted(set(text))
    layers = [embedding("embed", len(symbols), 5)]
    layers.append(recurrent("GRU", "gru", 5, 8, return_sequences=True))
    layers.append(recurrent("GRU", "gru_1", 8, 8, return_sequences=True))
    layers.append(dense("dense", 8, len(symbols), "softmax"))
    ids = torch.tensor([symbols.index(c) for c in text]).unsqueeze(1)
    logits = outputs(layers, ids[:-1])
    loss = torch.nn.functional.cross_entropy(logits.reshape(-1, len(symbols)), ids[1:, 0])
    archive(OUT / "characters.keras", layers, sequential(layers, 3), "float32")
    hdf5(OUT / "characters.h5", layers, sequential(layers, 2))
    save(OUT / "characters.golden", {"loss": loss.detach().reshape(1)})
    print("loss of characters:", repr(loss.item()))
    series = [recurrent("LSTM", "lstm", 3, 5), dense("dense", 5, 2, "softmax")]
    archive(OUT / "classifier.keras", series, sequential(series, 3), "float32")
    forecaster = stack("LSTM", 1, [6, 4], head=1)
    hdf5(OUT / "forecaster.h5", forecaster, sequential(forecaster, 2))


if __name__ == "__main__":
    torch.manual_seed(19)
    OUT.mkdir(parents=True, exist_ok=True)
    case("lstm-1", stack("LSTM", 3, [5]), 3)
    case("lstm-2", stack("LSTM", 4, [7, 7], symbols=6), 4, 6)
    case("lstm-3-both", stack("LSTM", 1, [6, 6, 6], True), 1)
    case("lstm-1-both", stack("LSTM", 5, [5], True, symbols=9), 5, 9, functional)
    case("lstm-no-bias", stack("LSTM", 3, [4], bias=False), 3)
    case("lstm-sizes", stack("LSTM", 3, [7, 2, 5]), 3)
    case("gru-1", stack("GRU", 3, [5]), 3, model=functional)
    case("gru-2-both", stack("GRU", 2, [7, 7], True), 2)
    case("gru-3", stack("GRU", 4, [3, 3, 3], symbols=5), 4, 5)
    case("before-1", stack("GRU", 3, [5], reset_after=False), 3)
    case("before-2-both", stack("GRU", 3, [3, 3], True, reset_after=False), 3)
    case("before-3", stack("GRU", 1, [6, 6, 6], reset_after=False), 1)
    case("tanh-1", stack("SimpleRNN", 3, [5]), 3)
    case("tanh-3-both", stack("SimpleRNN", 2, [3, 3, 3], True), 2)
    case("tanh-2", stack("SimpleRNN", 6, [13, 13], symbols=4), 6, 4)
    case("relu-2", stack("SimpleRNN", 3, [6, 6], activation="relu"), 3)
    case("relu-1-both", stack("SimpleRNN", 3, [7], True, activation="relu"), 3)
    files()
    characters()
