"""Writes the golden numbers of the optimizers, schedules and clips, as PyTorch computes them.

Made with torch 2.13.0+cpu, Python 3.11, in float64, one thread. To make them again, from this
folder: python generate.py
"""

import json
import math
import pathlib

import torch

torch.set_default_dtype(torch.float64)  # NAdam keeps a product of its own in the default type
OUT = pathlib.Path(__file__).parent.parent / "resources/dev/carousel/optimizers/golden"
UPDATES = 7

# (as Carousel writes it, as PyTorch does)
OPTIMIZERS = [
    ("sgd", lambda p: torch.optim.SGD(p)),
    ("sgd:lr=0.1,weight-decay=0.03", lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.03)),
    ("sgd:lr=0.1,momentum=0.9", lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9)),
    (
        "sgd:lr=0.1,momentum=0.8,dampening=0.3,weight-decay=0.03",
        lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.8, dampening=0.3, weight_decay=0.03),
    ),
    (
        "sgd:lr=0.1,momentum=0.9,nesterov=true,weight-decay=0.03",
        lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.03),
    ),
    ("rmsprop", lambda p: torch.optim.RMSprop(p)),
    (
        "rmsprop:lr=0.02,alpha=0.9,eps=0.001,weight-decay=0.03",
        lambda p: torch.optim.RMSprop(p, lr=0.02, alpha=0.9, eps=0.001, weight_decay=0.03),
    ),
    ("rmsprop:momentum=0.9", lambda p: torch.optim.RMSprop(p, momentum=0.9)),
    ("rmsprop:centered=true", lambda p: torch.optim.RMSprop(p, centered=True)),
    (
        "rmsprop:lr=0.003,momentum=0.8,centered=true,alpha=0.95",
        lambda p: torch.optim.RMSprop(p, lr=0.003, momentum=0.8, centered=True, alpha=0.95),
    ),
    ("adagrad", lambda p: torch.optim.Adagrad(p)),
    (
        "adagrad:lr=0.1,lr-decay=0.05,weight-decay=0.03,initial-sum=0.2,eps=0.001",
        lambda p: torch.optim.Adagrad(
            p, lr=0.1, lr_decay=0.05, weight_decay=0.03, initial_accumulator_value=0.2, eps=0.001
        ),
    ),
    ("adam", lambda p: torch.optim.Adam(p)),
    (
        "adam:lr=0.02,beta1=0.8,beta2=0.95,eps=0.001,weight-decay=0.03",
        lambda p: torch.optim.Adam(p, lr=0.02, betas=(0.8, 0.95), eps=0.001, weight_decay=0.03),
    ),
    ("adam:beta1=0", lambda p: torch.optim.Adam(p, betas=(0.0, 0.999))),
    ("adamw", lambda p: torch.optim.AdamW(p)),
    (
        "adamw:lr=0.02,beta1=0.7,beta2=0.9,weight-decay=0.3",
        lambda p: torch.optim.AdamW(p, lr=0.02, betas=(0.7, 0.9), weight_decay=0.3),
    ),
    ("nadam", lambda p: torch.optim.NAdam(p)),
    (
        "nadam:lr=0.02,beta1=0.7,beta2=0.9,eps=0.001,momentum-decay=0.1,weight-decay=0.03",
        lambda p: torch.optim.NAdam(
            p, lr=0.02, betas=(0.7, 0.9), eps=0.001, momentum_decay=0.1, weight_decay=0.03
        ),
    ),
    (
        "nadam:weight-decay=0.3,decoupled=true",
        lambda p: torch.optim.NAdam(p, weight_decay=0.3, decoupled_weight_decay=True),
    ),
    ("radam", lambda p: torch.optim.RAdam(p)),
    (
        "radam:lr=0.02,beta1=0.7,beta2=0.9,eps=0.001,weight-decay=0.03",
        lambda p: torch.optim.RAdam(
            p, lr=0.02, betas=(0.7, 0.9), eps=0.001, weight_decay=0.03
        ),
    ),
    (
        "radam:beta2=0.99,weight-decay=0.3,decoupled=true",
        lambda p: torch.optim.RAdam(
            p, betas=(0.9, 0.99), weight_decay=0.3, decoupled_weight_decay=True
        ),
    ),
]


def optimizers():
    gen = torch.Generator().manual_seed(1)
    start = torch.randn(6, generator=gen, dtype=torch.float64)
    # Sizes from 1e-5 to 1e3, so that every epsilon shows; the last element's gradient is zero.
    sizes = torch.tensor([1e-5, 1e-2, 1.0, 10.0, 1e3, 0.0], dtype=torch.float64)
    gradients = [
        torch.randn(6, generator=gen, dtype=torch.float64) * sizes for _ in range(UPDATES)
    ]
    factors = [1.0, 0.5, 0.25, 1.0, 2.0, 0.0, 1.0]
    cases = []
    for spec, make in OPTIMIZERS:
        parameter = torch.nn.Parameter(start.clone())
        optimizer = make([parameter])
        lr = optimizer.param_groups[0]["lr"]
        after = []
        for gradient, factor in zip(gradients, factors):
            optimizer.param_groups[0]["lr"] = lr * factor
            parameter.grad = gradient.clone()
            optimizer.step()
            after.append(parameter.detach().tolist())
        cases.append({"optimizer": spec, "after": after})
    return {
        "start": start.tolist(),
        "gradients": [g.tolist() for g in gradients],
        "rateFactors": factors,
        "cases": cases,
    }


def schedules():
    lr = torch.optim.lr_scheduler
    table = [
        ("constant", lambda o: lr.ConstantLR(o, factor=1.0)),
        ("step:every=4,gamma=0.3", lambda o: lr.StepLR(o, 4, gamma=0.3)),
        ("cosine:updates=11", lambda o: lr.CosineAnnealingLR(o, T_max=11)),
        ("cosine:updates=11,final=0.1", lambda o: lr.CosineAnnealingLR(o, T_max=11, eta_min=0.1)),
        (
            "linear-warmup:updates=5",
            lambda o: lr.LinearLR(o, start_factor=1 / 5, total_iters=4),
        ),
        ("one-cycle:updates=12", lambda o: one_cycle(o)),
        (
            "one-cycle:updates=12,rise=0.45,start=0.1,final=0.001,shape=linear",
            lambda o: one_cycle(
                o, pct_start=0.45, div_factor=10.0, final_div_factor=100.0, anneal_strategy="linear"
            ),
        ),
        (
            "one-cycle:updates=12,rise=0.4,three-phase=true",
            lambda o: one_cycle(o, pct_start=0.4, three_phase=True),
        ),
    ]
    cases = []
    for spec, make in table:
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
        schedule = make(optimizer)
        factors = []
        for _ in range(12):
            factors.append(schedule.get_last_lr()[0])
            optimizer.step()
            schedule.step()
        cases.append({"schedule": spec, "factors": factors})
    return {"cases": cases, "plateau": plateau()}


def one_cycle(optimizer, **options):
    return torch.optim.lr_scheduler.OneCycleLR(
        optimizer, max_lr=1.0, total_steps=12, cycle_momentum=False, **options
    )


def plateau():
    losses = [3.0, 2.0, 2.0, 1.9999, 1.99, 2.1, 2.2, 2.3, 2.4, 1.98, 1.985, 1.97, 1.98, 5.0]
    losses += [math.inf, 1.9, 1.9, 1.9, 1.9, 1.9]
    cases = []
    for spec, options in [
        ("plateau:patience=2", {"patience": 2}),
        ("plateau:gamma=0.5,patience=0,min=0.1", {"factor": 0.5, "patience": 0, "min_lr": 0.1}),
        (
            "plateau:gamma=0.3,patience=1,threshold=0.01,cooldown=2",
            {"factor": 0.3, "patience": 1, "threshold": 0.01, "cooldown": 2},
        ),
    ]:
        optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)
        schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, **options)
        factors = []
        for loss in losses:
            schedule.step(loss)
            factors.append(optimizer.param_groups[0]["lr"])
        cases.append({"schedule": spec, "factors": factors})
    return {"losses": [loss if math.isfinite(loss) else 1e300 for loss in losses], "cases": cases}


def clips():
    gradients = {
        "layer0/i.Wh": [3.0, 4.0],
        "layer0/i.b": [-12.0],
        "layer1/i.Wh": [0.3, -0.4, math.pi],
    }

    def parameters():
        made = []
        for values in gradients.values():
            parameter = torch.nn.Parameter(torch.zeros(len(values), dtype=torch.float64))
            parameter.grad = torch.tensor(values, dtype=torch.float64)
            made.append(parameter)
        return made

    def case(hook, clip, groups=(slice(None),)):
        made = parameters()
        for group in groups:
            clip(made[group])
        return {"hook": hook, "after": dict(zip(gradients, (p.grad.tolist() for p in made)))}

    norm = torch.nn.utils.clip_grad_norm_
    value = torch.nn.utils.clip_grad_value_
    layers = (slice(0, 2), slice(2, 3))
    return {
        "gradients": gradients,
        "cases": [
            case("clip-norm:max=1", lambda p: norm(p, 1.0)),
            case("clip-norm:max=0.001", lambda p: norm(p, 0.001)),
            case("clip-norm:max=13.5", lambda p: norm(p, 13.5)),
            case("clip-norm:max=14", lambda p: norm(p, 14.0)),
            case("clip-value:max=3", lambda p: value(p, 3.0)),
            case("clip-value:max=20", lambda p: value(p, 20.0)),
            case("clip-layer-norm:max=2", lambda p: norm(p, 2.0), layers),
            case("clip-layer-norm:max=10", lambda p: norm(p, 10.0), layers),
        ],
    }


for name, make in [("optimizers", optimizers), ("schedules", schedules), ("clips", clips)]:
    golden = {"generator": "generate.py, torch " + torch.__version__, **make()}
    (OUT / f"{name}.json").write_text(json.dumps(golden, indent=1) + "\n")
