"""Learning rates of PyTorch's schedulers over forty steps."""

import warnings

import torch
from torch import nn
from torch.optim import lr_scheduler as schedulers

from .recorder import Recorder

STEPS = 40
RATE = 0.1

# case, class, arguments
CASES = [
    ("step", "StepLR", {"step_size": 7, "gamma": 0.5}),
    ("multi_step", "MultiStepLR", {"milestones": [3, 10, 11, 30], "gamma": 0.3}),
    ("exponential", "ExponentialLR", {"gamma": 0.9}),
    ("polynomial", "PolynomialLR", {"total_iters": 25, "power": 2.0}),
    ("linear", "LinearLR", {"start_factor": 0.25, "end_factor": 0.8, "total_iters": 12}),
    ("linear_defaults", "LinearLR", {"total_iters": 5}),
    ("constant", "ConstantLR", {"factor": 0.5, "total_iters": 9}),
    ("cosine", "CosineAnnealingLR", {"T_max": 39, "eta_min": 0.01}),
    ("cosine_restarts", "CosineAnnealingWarmRestarts", {"T_0": 9, "eta_min": 0.01}),
    ("cosine_restarts_longer", "CosineAnnealingWarmRestarts", {"T_0": 3, "T_mult": 2}),
    ("one_cycle", "OneCycleLR", {"max_lr": 0.4, "total_steps": 40}),
    ("one_cycle_straight", "OneCycleLR", {"max_lr": 0.4, "total_steps": 40, "pct_start": 0.4, "anneal_strategy": "linear", "div_factor": 10.0, "final_div_factor": 100.0}),
    ("one_cycle_three_phases", "OneCycleLR", {"max_lr": 0.4, "total_steps": 40, "three_phase": True}),
    ("cyclic", "CyclicLR", {"base_lr": 0.01, "max_lr": 0.2, "step_size_up": 6}),
    ("cyclic_halving", "CyclicLR", {"base_lr": 0.01, "max_lr": 0.2, "step_size_up": 6, "step_size_down": 3, "mode": "triangular2"}),
    ("cyclic_decaying", "CyclicLR", {"base_lr": 0.01, "max_lr": 0.2, "step_size_up": 5, "mode": "exp_range", "gamma": 0.97}),
]

PLATEAU_VALUES = [5, 4, 4.5, 4.1, 4.00001, 3.9, 3.95, 3.95, 3.95, 3.95, 3.95, 3.95, 3.95, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0,
                  3.5, 2.9, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95, 2.95]

PLATEAUS = [
    ("plateau", {"patience": 2}),
    ("plateau_cooldown_least", {"patience": 1, "factor": 0.5, "cooldown": 3, "min_lr": 0.004}),
    ("plateau_higher_absolute", {"mode": "max", "patience": 2, "threshold": 0.2, "threshold_mode": "abs", "factor": 0.3}),
]


def make(recorder: Recorder) -> None:
    warnings.filterwarnings("ignore", message="The epoch parameter in")
    for case, kind, args in CASES:
        _run(recorder, case, kind, args, lambda optimizer: getattr(schedulers, kind)(optimizer, **args))
    _run(recorder, "sequential", "SequentialLR", {}, lambda optimizer: schedulers.SequentialLR(
        optimizer, [schedulers.LinearLR(optimizer, 0.1, total_iters=5), schedulers.CosineAnnealingLR(optimizer, 20), schedulers.ExponentialLR(optimizer, 0.9)], [5, 25]))
    _run(recorder, "chained", "ChainedScheduler", {}, lambda optimizer: schedulers.ChainedScheduler(
        [schedulers.LinearLR(optimizer, 0.25, total_iters=8), schedulers.ExponentialLR(optimizer, 0.95)]))
    for case, args in PLATEAUS:
        optimizer = _optimizer()
        scheduler = schedulers.ReduceLROnPlateau(optimizer, **args)
        rates = []
        for value in PLATEAU_VALUES:
            scheduler.step(value)
            rates.append(optimizer.param_groups[0]["lr"])
        recorder.write("schedules", case, "ReduceLROnPlateau", args, {"values": torch.tensor(PLATEAU_VALUES, dtype=torch.float64), "rates": torch.tensor(rates)})


def _optimizer():
    return torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=RATE, momentum=0.9)


def _run(recorder, case, kind, args, build):
    optimizer = _optimizer()
    scheduler = build(optimizer)
    rates = []
    for _ in range(STEPS):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(rates) < STEPS:
            scheduler.step()
    recorder.write("schedules", case, kind, args, {"rates": torch.tensor(rates)})
