"""Optimizers: twenty steps on the parameters of a two-layer network, with gradients that are given, not computed."""

import torch
from torch import nn

from .recorder import Recorder
from .values import Values

SHAPES = [(5, 4), (5,), (3, 5), (3,)]
STEPS = 20

# case, class, arguments
CASES = [
    ("sgd", "SGD", {"lr": 0.1}),
    ("sgd_momentum", "SGD", {"lr": 0.05, "momentum": 0.9}),
    ("sgd_momentum_dampening", "SGD", {"lr": 0.05, "momentum": 0.9, "dampening": 0.3}),
    ("sgd_nesterov", "SGD", {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
    ("sgd_weight_decay", "SGD", {"lr": 0.1, "weight_decay": 0.02}),
    ("sgd_nesterov_weight_decay", "SGD", {"lr": 0.05, "momentum": 0.8, "nesterov": True, "weight_decay": 0.01}),
    ("adam", "Adam", {}),
    ("adam_lr_betas_eps", "Adam", {"lr": 0.02, "betas": [0.8, 0.95], "eps": 1e-6}),
    ("adam_weight_decay", "Adam", {"lr": 0.01, "weight_decay": 0.1}),
    ("adam_amsgrad", "Adam", {"lr": 0.01, "betas": [0.9, 0.9], "amsgrad": True}),
    ("adamw", "AdamW", {}),
    ("adamw_lr_weight_decay", "AdamW", {"lr": 0.02, "weight_decay": 0.3}),
    ("adamw_amsgrad", "AdamW", {"lr": 0.01, "betas": [0.9, 0.9], "amsgrad": True}),
    ("rmsprop", "RMSprop", {}),
    ("rmsprop_alpha_eps", "RMSprop", {"lr": 0.005, "alpha": 0.9, "eps": 1e-6}),
    ("rmsprop_centered", "RMSprop", {"lr": 0.01, "alpha": 0.9, "centered": True}),
    ("rmsprop_momentum", "RMSprop", {"lr": 0.01, "momentum": 0.9}),
    ("rmsprop_centered_momentum_weight_decay", "RMSprop",
     {"lr": 0.01, "alpha": 0.95, "centered": True, "momentum": 0.8, "weight_decay": 0.05}),
    ("adagrad", "Adagrad", {}),
    ("adagrad_lr_decay", "Adagrad", {"lr": 0.1, "lr_decay": 0.1}),
    ("adagrad_initial_accumulator", "Adagrad", {"lr": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-8}),
    ("adagrad_weight_decay", "Adagrad", {"lr": 0.1, "weight_decay": 0.05}),
    ("adadelta", "Adadelta", {}),
    ("adadelta_rho_weight_decay", "Adadelta", {"lr": 0.5, "rho": 0.8, "eps": 1e-4, "weight_decay": 0.1}),
    ("adamax", "Adamax", {}),
    ("adamax_betas_weight_decay", "Adamax", {"lr": 0.02, "betas": [0.8, 0.9], "eps": 1e-6, "weight_decay": 0.1}),
    ("radam", "RAdam", {}),
    ("radam_betas_weight_decay", "RAdam", {"lr": 0.02, "betas": [0.8, 0.9], "eps": 1e-6, "weight_decay": 0.1}),
    ("rprop", "Rprop", {}),
    ("rprop_etas_sizes", "Rprop", {"lr": 0.05, "etas": [0.4, 1.5], "step_sizes": [0.01, 0.2]}),
    ("asgd", "ASGD", {}),
    ("asgd_averaged", "ASGD", {"lr": 0.05, "lambd": 0.02, "alpha": 0.6, "t0": 7.0, "weight_decay": 0.1}),
]

CHANGES = [
    ("sgd_momentum_lr_change", "SGD", {"lr": 0.05, "momentum": 0.9}),
    ("sgd_nesterov_lr_change", "SGD", {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
    ("adam_lr_change", "Adam", {"lr": 0.01}),
    ("adamw_lr_change", "AdamW", {"lr": 0.01, "weight_decay": 0.1}),
    ("rmsprop_momentum_lr_change", "RMSprop", {"lr": 0.01, "momentum": 0.9}),
    ("adagrad_lr_change", "Adagrad", {"lr": 0.1, "lr_decay": 0.05}),
    ("adadelta_lr_change", "Adadelta", {"lr": 0.5}),
    ("radam_lr_change", "RAdam", {"lr": 0.01}),
]

# The closure's loss and gradient are computed by both sides, so the problem is in the file.
LBFGS = [
    ("lbfgs_fixed_rate", {"lr": 0.1, "max_iter": 6}),
    ("lbfgs_strong_wolfe", {"line_search_fn": "strong_wolfe", "max_iter": 5}),
    ("lbfgs_short_history", {"lr": 0.5, "max_iter": 8, "history_size": 3, "line_search_fn": "strong_wolfe"}),
]


def make(recorder: Recorder) -> None:
    for case, kind, args in CASES:
        _run(recorder, case, kind, args, {})
    for case, kind, args in CHANGES:
        _run(recorder, case, kind, args, {"11": args["lr"] * 0.25})
    for case, kind, lr in (("sgd_clip_norm", "SGD", 0.1), ("adam_clip_norm", "Adam", 0.01)):
        _run(recorder, case, kind, {"lr": lr}, {}, clip=1.0)
    _groups(recorder)
    _missing(recorder)
    _sparse(recorder)
    _clip(recorder)
    _lbfgs(recorder)


def _problem(case):
    """Parameters, and for each step gradients of changing size; a few are zero in the first steps, one always."""
    values = Values(f"optimizers/{case}")
    parameters = [values.normal(*shape, scale=0.5) for shape in SHAPES]
    gradients = []
    for step in range(STEPS):
        size = (1.0, 0.3, 2.0, 0.05)[step % 4]
        row = [values.normal(*shape, scale=size, mean=0.2 * size) for shape in SHAPES]
        row[0][0, 0] = 0.0
        if step < 3:
            row[1][0] = 0.0
        gradients.append(row)
    return parameters, gradients


def _tensors(parameters, gradients):
    tensors = {f"param.{i}": p.clone() for i, p in enumerate(parameters)}
    for step, row in enumerate(gradients, 1):
        tensors.update({f"grad.step{step}.{i}": g for i, g in enumerate(row) if g is not None})
    return tensors


def _walk(optimizer, leaves, gradients, rates=None, clip=None):
    for step, row in enumerate(gradients, 1):
        if rates and str(step) in rates:
            for group in optimizer.param_groups:
                group["lr"] = rates[str(step)]
        for leaf, gradient in zip(leaves, row):
            leaf.grad = None if gradient is None else gradient.clone()
        if clip is not None:
            nn.utils.clip_grad_norm_(leaves, clip)
        optimizer.step()


def _run(recorder, case, kind, args, rates, clip=None):
    parameters, gradients = _problem(case)
    tensors = _tensors(parameters, gradients)
    leaves = [nn.Parameter(p.clone()) for p in parameters]
    options = {name: tuple(value) if isinstance(value, list) else value for name, value in args.items()}
    optimizer = getattr(torch.optim, kind)(leaves, **options, foreach=False)
    _walk(optimizer, leaves, gradients, rates, clip)
    tensors.update({f"after.{i}": leaf.detach() for i, leaf in enumerate(leaves)})
    recorded = dict(args)
    if rates:
        recorded["lr_from_step"] = rates
    if clip is not None:
        recorded["clip_grad_norm"] = clip
    recorder.write("optimizers", case, kind, recorded, tensors)


def _groups(recorder):
    """Two groups: weights (0, 2) with decay, biases (1, 3) without and at another rate."""
    case = "adamw_two_groups"
    parameters, gradients = _problem(case)
    tensors = _tensors(parameters, gradients)
    leaves = [nn.Parameter(p.clone()) for p in parameters]
    groups = [{"params": [0, 2], "lr": 0.01, "weight_decay": 0.2}, {"params": [1, 3], "lr": 0.03, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW([{**g, "params": [leaves[i] for i in g["params"]]} for g in groups], foreach=False)
    _walk(optimizer, leaves, gradients)
    tensors.update({f"after.{i}": leaf.detach() for i, leaf in enumerate(leaves)})
    recorder.write("optimizers", case, "AdamW", {"groups": groups}, tensors)


def _sparse(recorder):
    """A third of the rows have no gradient in each step, and the one that PyTorch gets is sparse."""
    for case, args in (("sparse_adam", {}), ("sparse_adam_lr_betas_eps", {"lr": 0.02, "betas": [0.8, 0.95], "eps": 1e-4})):
        parameters, gradients = _problem(case)
        for step, row in enumerate(gradients):
            for gradient in row:
                gradient[torch.arange(len(gradient)) % 3 == step % 3] = 0.0
        tensors = _tensors(parameters, gradients)
        leaves = [nn.Parameter(p.clone()) for p in parameters]
        optimizer = torch.optim.SparseAdam(leaves, **{k: tuple(v) if isinstance(v, list) else v for k, v in args.items()})
        _walk(optimizer, leaves, [[g.to_sparse(1) for g in row] for row in gradients])
        tensors.update({f"after.{i}": leaf.detach() for i, leaf in enumerate(leaves)})
        recorder.write("optimizers", case, "SparseAdam", args, tensors)


def _missing(recorder):
    """Parameter 1 has no gradient (no key in the file) in steps 1, 2 and 7: it is skipped, its step count too."""
    for case, kind, args in (("sgd_missing_gradients", "SGD", {"lr": 0.05, "momentum": 0.9, "weight_decay": 0.1}),
                             ("adam_missing_gradients", "Adam", {"lr": 0.01, "weight_decay": 0.1})):
        parameters, gradients = _problem(case)
        for step in (1, 2, 7):
            gradients[step - 1][1] = None
        tensors = _tensors(parameters, gradients)
        leaves = [nn.Parameter(p.clone()) for p in parameters]
        _walk(getattr(torch.optim, kind)(leaves, **args, foreach=False), leaves, gradients)
        tensors.update({f"after.{i}": leaf.detach() for i, leaf in enumerate(leaves)})
        recorder.write("optimizers", case, kind, args, tensors)


def _clip(recorder):
    cases = [("clip_grad_norm", {"max_norm": 1.5, "norm_type": 2.0}),
             ("clip_grad_norm_unclipped", {"max_norm": 500.0, "norm_type": 2.0}),
             ("clip_grad_norm_one", {"max_norm": 2.0, "norm_type": 1.0}),
             ("clip_grad_norm_infinity", {"max_norm": 0.5, "norm_type": "inf"}),
             ("clip_grad_value", {"clip_value": 0.4}), ("clip_grad_value_unclipped", {"clip_value": 100.0})]
    for case, args in cases:
        values = Values(f"optimizers/{case}")
        before = [values.normal(*shape) for shape in SHAPES]
        leaves = [nn.Parameter(torch.zeros(shape)) for shape in SHAPES]
        for leaf, gradient in zip(leaves, before):
            leaf.grad = gradient.clone()
        tensors = {f"grad.{i}": g for i, g in enumerate(before)}
        if "clip_value" in args:
            kind = "clip_grad_value_"
            nn.utils.clip_grad_value_(leaves, **args)
        else:
            kind = "clip_grad_norm_"
            norm = nn.utils.clip_grad_norm_(leaves, args["max_norm"], float(args["norm_type"]))
            tensors["total_norm"] = norm.detach()
        tensors.update({f"after.{i}": leaf.grad for i, leaf in enumerate(leaves)})
        recorder.write("optimizers", case, kind, args, tensors)


def _lbfgs(recorder):
    """Four steps on mean((tanh(x W + b) V - y)^2) + 0.01 sum(W^2), from W, b and V."""
    for case, args in LBFGS:
        values = Values(f"optimizers/{case}")
        x, y = values.normal(12, 4), values.normal(12, 2)
        before = [values.normal(4, 5, scale=0.5), values.normal(5, scale=0.5), values.normal(5, 2, scale=0.5)]
        leaves = [nn.Parameter(p.clone()) for p in before]
        optimizer = torch.optim.LBFGS(leaves, **args)

        def closure():
            optimizer.zero_grad()
            w, b, v = leaves
            loss = ((torch.tanh(x @ w + b) @ v - y) ** 2).mean() + 0.01 * (w ** 2).sum()
            loss.backward()
            return loss

        tensors = {"x": x, "y": y, **{f"param.{i}": p for i, p in enumerate(before)}}
        for step in range(1, 5):
            tensors[f"loss.step{step}"] = optimizer.step(closure).detach()
            tensors.update({f"after.step{step}.{i}": leaf.detach().clone() for i, leaf in enumerate(leaves)})
        recorder.write("optimizers", case, "LBFGS", args, tensors)
