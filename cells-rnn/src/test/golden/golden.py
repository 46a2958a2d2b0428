"""What the generators of golden values share: data, two ways to a gradient, checks, and the file.

A case is a cell's equations for one step, in Carousel's names. Where PyTorch has a module for the
cell, values and gradients come from that module, and the explicit loop over the equations must
agree with it; where it has none, they come from autograd through the loop. In both cases every
gradient is checked by finite differences of the loop before anything is written.
"""

import argparse
import json
import math
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

FORMAT = 1  # Golden.FORMAT of the reader in the testkit
TORCH = "2.13.0"
SEED = 20130215
T, B, I, H = 7, 3, 4, 5

STEP = 1e-3  # of the finite differences
GRADIENT_TOLERANCE = 1e-7  # relative, element by element
LOOP_TOLERANCE = 1e-13  # relative to the tensor's largest element: module against loop
CHECK_TOLERANCE = 1e-12  # the same, for --check: other machines round otherwise

Tensors = dict[str, torch.Tensor]


@dataclass(frozen=True)
class Block:
    """The parameters, in Carousel's names, of one gate's rows in PyTorch's stacked matrices.

    Where both biases have one name, that parameter is their sum.
    """

    input: str
    recurrent: str
    input_bias: str
    recurrent_bias: str


def gate(name: str) -> Block:
    """A gate that is one affine map of x and h."""
    return Block(f"{name}.Wx", f"{name}.Wh", f"{name}.b", f"{name}.b")


def affine(p: Tensors, name: str, **operands: torch.Tensor) -> torch.Tensor:
    """The affine map of that name: each operand v [B, n] times name.Wv [H, n], plus name.b."""
    return sum(v @ p[f"{name}.W{key}"].T for key, v in operands.items()) + p[f"{name}.b"]


def affine_shapes(name: str, **operands: int) -> dict[str, tuple[int, ...]]:
    """The parameters of that affine map, given the size of each operand."""
    return {f"{name}.W{key}": (H, size) for key, size in operands.items()} | {f"{name}.b": (H,)}


@dataclass(frozen=True)
class Case:
    """One file: a cell, as a user of Carousel names it, and where its values come from.

    step(p, x, s) returns the states after the step; the state named by output is the output. module
    and blocks are given where PyTorch has the cell, with the parameters of further attributes of
    the module in extra. lengths are the rows' numbers of valid steps; sizes are those of states
    that have not as many elements as there are units, of the output too, which need not be a state.
    offsets are added to what states start from.
    """

    name: str
    cell: str
    equations: tuple[str, ...]
    shapes: Mapping[str, tuple[int, ...]]
    step: Callable[[Tensors, torch.Tensor, Tensors], Tensors]
    states: tuple[str, ...] = ("h",)
    output: str = "h"
    module: Callable[[], torch.nn.RNNBase] | None = None
    blocks: tuple[Block, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)
    lengths: tuple[int, ...] | None = None
    units: int = H
    offsets: Mapping[str, float] = field(default_factory=dict)
    seed: int = SEED
    fd_step: float = STEP

    def size(self, state: str) -> int:
        return self.sizes.get(state, self.units)

    def reference(self) -> str:
        if self.module is None:
            return "an explicit loop over the equations, differentiated by torch.autograd"
        packed = " through pack_padded_sequence(enforce_sorted=False)" if self.lengths else ""
        return f"torch.nn.{type(self.module()).__name__}{packed}"


@dataclass(frozen=True)
class Data:
    """What goes in: leaves of the differentiation, and the weights of the loss."""

    input: torch.Tensor
    initial: Tensors
    parameters: Tensors
    output_weights: torch.Tensor
    final_weights: Tensors

    def leaves(self) -> Tensors:
        named = {"input": self.input}
        named |= {f"initial/{name}": value for name, value in self.initial.items()}
        return named | {f"parameters/{name}": value for name, value in self.parameters.items()}

    def loss(self, outputs: torch.Tensor, final: Tensors) -> torch.Tensor:
        loss = (outputs * self.output_weights).sum()
        return loss + sum((final[name] * w).sum() for name, w in self.final_weights.items())


@dataclass(frozen=True)
class Values:
    """What comes out; gradients are named like Data.leaves."""

    outputs: torch.Tensor
    final: Tensors
    loss: float
    gradients: Tensors


def uniform(case: Case, name: str, bound: float, *shape: int) -> torch.Tensor:
    """U(-bound, bound) from a stream of the tensor's own, so that no tensor shifts another."""
    stream = random.Random(f"{case.seed}/{case.name}/{name}")
    values = [stream.uniform(-bound, bound) for _ in range(math.prod(shape))]
    return torch.tensor(values, dtype=torch.float64).reshape(shape)


def valid(case: Case, t: int) -> torch.Tensor:
    """Which rows have a step t, [B, 1]."""
    return torch.tensor([[t < length] for length in case.lengths or (T,) * B])


def start(case: Case, state: str) -> torch.Tensor:
    drawn = uniform(case, f"initial/{state}", 0.8, B, case.size(state))
    return drawn + case.offsets.get(state, 0.0)


def draw(case: Case) -> Data:
    weights = uniform(case, "lossWeights/outputs", 1, T, B, case.size("h"))
    for t in range(T):  # outputs past a row's end have no part in the loss
        weights[t] *= valid(case, t)
    return Data(
        input=uniform(case, "input", 1.5, T, B, I),
        initial={s: start(case, s) for s in case.states},
        parameters={n: uniform(case, n, 0.7, *shape) for n, shape in case.shapes.items()},
        output_weights=weights,
        final_weights={
            s: uniform(case, f"lossWeights/{s}", 1, B, case.size(s)) for s in case.states
        },
    )


def unroll(case: Case, data: Data) -> tuple[torch.Tensor, Tensors]:
    """The explicit loop. A row past its end keeps its states, and its outputs are zero."""
    state, outputs = data.initial, []
    for t in range(T):
        after, here = case.step(data.parameters, data.input[t], state), valid(case, t)
        state = {name: torch.where(here, after[name], state[name]) for name in case.states}
        outputs.append(torch.where(here, after[case.output], 0.0))
    return torch.stack(outputs), state


def through_loop(case: Case, data: Data) -> Values:
    leaves = data.leaves()
    for leaf in leaves.values():
        leaf.requires_grad_()
    outputs, final = unroll(case, data)
    loss = data.loss(outputs, final)
    gradients = dict(zip(leaves, torch.autograd.grad(loss, list(leaves.values())), strict=True))
    for leaf in leaves.values():
        leaf.requires_grad_(False)
    detached = {name: value.detach() for name, value in final.items()}
    return Values(outputs.detach(), detached, loss.item(), gradients)


def rows(block: int) -> slice:
    return slice(block * H, (block + 1) * H)


def fill(module: torch.nn.RNNBase, blocks: tuple[Block, ...], p: Tensors) -> None:
    """Writes Carousel's parameters into PyTorch's; a summed bias goes in as two halves."""
    with torch.no_grad():
        for k, block in enumerate(blocks):
            share = 0.5 if block.input_bias == block.recurrent_bias else 1.0
            module.weight_ih_l0[rows(k)] = p[block.input]
            module.weight_hh_l0[rows(k)] = p[block.recurrent]
            module.bias_ih_l0[rows(k)] = share * p[block.input_bias]
            module.bias_hh_l0[rows(k)] = share * p[block.recurrent_bias]


def read_gradients(module: torch.nn.RNNBase, blocks: tuple[Block, ...]) -> Tensors:
    """The parameters' gradients in Carousel's names."""
    gradients = {}
    for k, block in enumerate(blocks):
        gradients[block.input] = module.weight_ih_l0.grad[rows(k)]
        gradients[block.recurrent] = module.weight_hh_l0.grad[rows(k)]
        gradients[block.input_bias] = module.bias_ih_l0.grad[rows(k)]
        if block.input_bias == block.recurrent_bias:
            close(block.input_bias, gradients[block.input_bias], module.bias_hh_l0.grad[rows(k)])
        gradients[block.recurrent_bias] = module.bias_hh_l0.grad[rows(k)]
    return gradients


def run_module(
    module: torch.nn.RNNBase, case: Case, x: torch.Tensor, initial: Tensors
) -> tuple[torch.Tensor, Tensors]:
    """PyTorch's forward pass of one layer, in one direction."""
    state = tuple(initial[name][None] for name in case.states)
    fed = x
    if case.lengths:
        fed = pack_padded_sequence(x, torch.tensor(case.lengths), enforce_sorted=False)
    outputs, final = module(fed, state if len(state) > 1 else state[0])
    if case.lengths:
        outputs, _ = pad_packed_sequence(outputs, total_length=T)
    final = final if len(state) > 1 else (final,)
    return outputs, {name: value[0] for name, value in zip(case.states, final, strict=True)}


def through_module(case: Case, data: Data) -> Values:
    module = case.module()
    fill(module, case.blocks, data.parameters)
    with torch.no_grad():
        for attribute, name in case.extra.items():
            getattr(module, attribute).copy_(data.parameters[name])
    x = data.input.clone().requires_grad_()
    initial = {name: value.clone().requires_grad_() for name, value in data.initial.items()}
    outputs, final = run_module(module, case, x, initial)
    loss = data.loss(outputs, final)
    loss.backward()
    gradients = {"input": x.grad}
    gradients |= {f"initial/{name}": value.grad for name, value in initial.items()}
    by_name = read_gradients(module, case.blocks)
    by_name |= {name: getattr(module, attribute).grad for attribute, name in case.extra.items()}
    gradients |= {f"parameters/{name}": by_name[name] for name in case.shapes}
    detached = {name: value.detach() for name, value in final.items()}
    return Values(outputs.detach(), detached, loss.item(), gradients)


def close(
    name: str, found: torch.Tensor, expected: torch.Tensor, tolerance: float = LOOP_TOLERANCE
) -> None:
    scale = max(expected.abs().max().item(), 1e-300)
    error = (found - expected).abs().max().item() / scale
    assert error <= tolerance, f"{name}: relative difference {error:.2e} > {tolerance:.0e}"


def agree(found: Values, expected: Values) -> None:
    """The module and the loop compute the same thing, so the names and blocks are right."""
    close("outputs", found.outputs, expected.outputs)
    for name, value in expected.final.items():
        close(f"final/{name}", found.final[name], value)
    assert math.isclose(found.loss, expected.loss, rel_tol=LOOP_TOLERANCE)
    for name, value in expected.gradients.items():
        close(f"gradients/{name}", found.gradients[name], value)


def difference(case: Case, data: Data, leaf: torch.Tensor, index: int) -> float:
    """The loss's derivative by one element: central differences of fourth order."""
    flat, at, h = leaf.view(-1), leaf.view(-1)[index].item(), case.fd_step

    def loss(offset: float) -> float:
        flat[index] = at + offset
        return data.loss(*unroll(case, data)).item()

    slope = (8 * (loss(h) - loss(-h)) - (loss(2 * h) - loss(-2 * h))) / (12 * h)
    flat[index] = at
    return slope


def check_gradients(case: Case, data: Data, gradients: Tensors) -> float:
    """Compares every element with finite differences; the largest relative error."""
    worst = 0.0
    for name, leaf in data.leaves().items():
        assert gradients[name].abs().max() > 0, f"{case.name}: the gradient of {name} is zero"
        for index, gradient in enumerate(gradients[name].reshape(-1).tolist()):
            slope = difference(case, data, leaf, index)
            if slope == gradient:
                continue
            error = abs(slope - gradient) / max(abs(slope), abs(gradient))
            worst = max(worst, error)
            assert error <= GRADIENT_TOLERANCE, (
                f"{case.name}: gradient of {name}[{index}] is {gradient!r}, "
                f"finite differences say {slope!r} (relative error {error:.2e})"
            )
    return worst


def compute(case: Case, data: Data) -> Values:
    loop = through_loop(case, data)
    if case.module is None:
        return loop
    values = through_module(case, data)
    agree(values, loop)
    return values


def tensor(value: torch.Tensor) -> dict:
    return {"shape": list(value.shape), "values": value.reshape(-1).tolist()}


def tensors(named: Tensors) -> dict:
    return {name: tensor(value) for name, value in named.items()}


def meta(case: Case, script: str) -> dict:
    return {
        "format": FORMAT,
        "case": case.name,
        "cell": case.cell,
        "torch": torch.__version__,
        "reference": case.reference(),
        "script": script,
        "command": f"python {script}",
        "seed": case.seed,
        "dtype": "float64",
        "equations": list(case.equations),
        "loss": "sum(outputs * lossWeights/outputs) + sum over states s of "
        "sum(final/s * lossWeights/final/s)",
        "gradientCheck": f"every element within {GRADIENT_TOLERANCE} (relative) of fourth-order "
        f"central differences of the explicit loop, step {case.fd_step}",
    }


def document(case: Case, data: Data, values: Values, script: str) -> dict:
    grouped = {group: {} for group in ("initial", "parameters")}
    for name, value in values.gradients.items():
        group, _, leaf = name.partition("/")
        if leaf:
            grouped[group][leaf] = tensor(value)
    content = {"meta": meta(case, script), "sizes": {"T": T, "B": B, "I": I, "H": case.units}}
    if case.lengths:
        content["lengths"] = {"shape": [B], "values": list(case.lengths)}
    return content | {
        "input": tensor(data.input),
        "initial": tensors(data.initial),
        "parameters": tensors(data.parameters),
        "outputs": tensor(values.outputs),
        "final": tensors(values.final),
        "lossWeights": {
            "outputs": tensor(data.output_weights),
            "final": tensors(data.final_weights),
        },
        "loss": values.loss,
        "gradients": {"input": tensor(values.gradients["input"])} | grouped,
    }


def render(node: object, indent: str = "") -> str:
    """JSON with one line per tensor, so that a change shows as the tensors that changed."""
    if not isinstance(node, dict) or set(node) == {"shape", "values"}:
        return json.dumps(node, allow_nan=False)
    inner = indent + "  "
    lines = (f"{inner}{json.dumps(key)}: {render(value, inner)}" for key, value in node.items())
    return "{\n" + ",\n".join(lines) + "\n" + indent + "}"


def compare(path: str, found: object, expected: object) -> None:
    """Fails where a stored document differs from a fresh one by more than rounding."""
    if isinstance(expected, dict):
        assert isinstance(found, dict) and list(found) == list(expected), f"{path}: other names"
        if set(expected) == {"shape", "values"}:
            assert found["shape"] == expected["shape"], f"{path}: other shape"
            stored, fresh = (
                torch.tensor(d["values"], dtype=torch.float64) for d in (found, expected)
            )
            close(path, stored, fresh, CHECK_TOLERANCE)
            return
        for key, value in expected.items():
            if key != "torch":  # main() has compared the version; the build (+cpu) may differ
                compare(f"{path}/{key}", found[key], value)
    elif isinstance(expected, float):
        assert math.isclose(found, expected, rel_tol=CHECK_TOLERANCE), path
    else:
        assert found == expected, f"{path}: {found!r} is stored, {expected!r} expected"


def main(module_folder: Path, script: str, cases: list[Case]) -> None:
    """Writes module_folder/src/test/resources/golden/CASE.json for each case, or checks it."""
    parser = argparse.ArgumentParser(description="Golden values for a module's cells.")
    parser.add_argument("--check", action="store_true", help="compare with the stored files only")
    check = parser.parse_args().check
    if torch.__version__.split("+")[0] != TORCH:
        sys.exit(f"expected torch {TORCH}, found {torch.__version__}: pip install torch=={TORCH}")
    torch.set_num_threads(1)
    folder = module_folder / "src/test/resources/golden"
    folder.mkdir(parents=True, exist_ok=True)
    for case in cases:
        data = draw(case)
        values = compute(case, data)
        worst = check_gradients(case, data, values.gradients)
        fresh = document(case, data, values, script)
        file = folder / f"{case.name}.json"
        if check:
            compare(case.name, json.loads(file.read_text()), fresh)
        else:
            file.write_text(render(fresh) + "\n")
        print(f"{case.name}: loss {values.loss:.6f}, gradients within {worst:.1e}")
