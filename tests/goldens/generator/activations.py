"""Activations: ordinary, tiny and large values, and the corners of the piecewise ones."""

import torch
from torch import nn

from .recorder import Recorder
from .values import Values, exact

SMALL = [0.0, -0.0, 1e-30, -1e-30, 1e-20, -1e-20, 1e-7, -1e-7, 1e-5, -1e-5, 1e-3, -1e-3, 1e-2, -1e-2]
LARGE = [0.0, 5.5, -5.5, 10.0, -10.0, 19.5, -19.5, 20.5, -20.5, 30.0, -30.0, 89.0, -89.0, 104.0, -104.0, 1e3, -1e3]

# kind, case, arguments, corners where the derivative jumps
CASES = [
    ("ReLU", "relu", {}, [0.0, -0.0]),
    ("ReLU6", "relu6", {}, [0.0, -0.0, 6.0]),
    ("LeakyReLU", "leaky_relu", {}, [0.0, -0.0]),
    ("LeakyReLU", "leaky_relu_slope", {"negative_slope": 0.3}, [0.0, -0.0]),
    ("ELU", "elu", {}, []),
    ("ELU", "elu_alpha", {"alpha": 1.7}, [0.0, -0.0]),
    ("SELU", "selu", {}, [0.0, -0.0]),
    ("CELU", "celu", {}, []),
    ("CELU", "celu_alpha", {"alpha": 0.6}, []),
    ("GELU", "gelu", {}, []),
    ("GELU", "gelu_tanh", {"approximate": "tanh"}, []),
    ("SiLU", "silu", {}, []),
    ("Mish", "mish", {}, []),
    ("Sigmoid", "sigmoid", {}, []),
    ("Tanh", "tanh", {}, []),
    ("Softplus", "softplus", {}, []),
    ("Softplus", "softplus_beta", {"beta": 2.5}, []),
    ("Softplus", "softplus_threshold", {"beta": 1.0, "threshold": 1.5}, [1.5]),
    ("Softsign", "softsign", {}, []),
    ("Hardswish", "hardswish", {}, [-3.0, 3.0]),
    ("Hardsigmoid", "hardsigmoid", {}, [-3.0, 3.0]),
    ("Hardtanh", "hardtanh", {}, [-1.0, 1.0]),
    ("Hardtanh", "hardtanh_limits", {"min_val": -0.5, "max_val": 2.0}, [-0.5, 2.0]),
    ("LogSigmoid", "log_sigmoid", {}, []),
    ("Softshrink", "softshrink", {}, [0.5, -0.5]),
    ("Softshrink", "softshrink_lambda", {"lambd": 1.25}, [1.25, -1.25]),
    ("Hardshrink", "hardshrink", {}, [0.5, -0.5]),
    ("Hardshrink", "hardshrink_lambda", {"lambd": 1.25}, [1.25, -1.25]),
    ("Tanhshrink", "tanhshrink", {}, []),
    ("Threshold", "threshold", {"threshold": 0.25, "value": -3.0}, [0.25]),
]


class Hardsigmoid(nn.Module):
    """By hand: PyTorch's own gradient uses 1/6 rounded to float32, even for float64."""

    def forward(self, x):
        inside = (x > -3) & (x < 3)
        limits = torch.where(x >= 3, 6.0, 0.0)
        return torch.where(inside, x + 3, limits) / 6


class CELU(nn.Module):
    """By hand: PyTorch's own gradient uses 1/alpha rounded to float32, even for float64."""

    def __init__(self, alpha=1.0):
        super().__init__()
        self.alpha = alpha

    def forward(self, x):
        return torch.where(x > 0, x, self.alpha * torch.expm1(torch.clamp(x, max=0) / self.alpha))


class Sparsemax(nn.Module):
    """By hand, one line at a time: the threshold by trying every size of the support."""

    def __init__(self, dim=-1):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        lines = x.movedim(self.dim, -1)
        rows = [self._row(row) for row in lines.reshape(-1, lines.shape[-1])]
        return torch.stack(rows).reshape(lines.shape).movedim(-1, self.dim)

    @staticmethod
    def _row(row):
        values = row.sort(descending=True).values
        count = max(k for k in range(1, len(values) + 1) if 1 + k * values[k - 1] > values[:k].sum())
        return torch.clamp(row - (values[:count].sum() - 1) / count, min=0)


BY_HAND = {"Hardsigmoid": Hardsigmoid, "CELU": CELU}


def make(recorder: Recorder) -> None:
    for kind, case, args, corners in CASES:
        module = BY_HAND.get(kind, getattr(nn, kind))(**args)
        _add(recorder, case, kind, args, module, None)
        _add(recorder, f"{case}_small", kind, args, module, SMALL)
        _add(recorder, f"{case}_large", kind, args, module, LARGE)
        if corners:
            _add(recorder, f"{case}_corners", kind, args, module, corners)
    _softmax(recorder)
    _sparsemax(recorder)
    _prelu(recorder)
    _gated(recorder)


def _add(recorder, case, kind, args, module, special):
    values = Values(f"layers/{case}")
    inputs = [values.normal(5, 9, scale=2.0) if special is None else exact(special)]
    recorder.module(case, kind, args, module, inputs, values, smooth=special is None)


def _softmax(recorder):
    for kind, name in (("Softmax", "softmax"), ("LogSoftmax", "log_softmax")):
        def add(case, inputs, dim):
            values = Values(f"layers/{case}")
            x = inputs(values)
            recorder.module(case, kind, {"dim": dim}, getattr(nn, kind)(dim), [x], values)

        add(f"{name}_last", lambda v: v.normal(4, 7, scale=2.0), -1)
        add(f"{name}_first", lambda v: v.normal(4, 7, scale=2.0), 0)
        add(f"{name}_middle", lambda v: v.normal(2, 5, 3, scale=2.0), 1)
        add(f"{name}_vector", lambda v: v.normal(19, scale=2.0), 0)
        add(f"{name}_one_class", lambda v: v.normal(4, 1), 1)
        add(f"{name}_large", lambda v: exact([[1e3, 999.0, -1e3], [-1e3, -1001.0, -1e3], [30.0, -30.0, 0.0]]), 1)
        add(f"{name}_small", lambda v: exact([SMALL, SMALL[::-1]]), 1)


def _sparsemax(recorder):
    def add(case, dim, *shape, scale=1.0):
        values = Values(f"layers/{case}")
        recorder.module(case, "Sparsemax", {"dim": dim}, Sparsemax(dim), [values.normal(*shape, scale=scale)], values)

    add("sparsemax_last", -1, 6, 9)
    add("sparsemax_first", 0, 5, 4)
    add("sparsemax_middle", 1, 2, 7, 3)
    add("sparsemax_close", -1, 4, 5, scale=0.05)
    add("sparsemax_far", -1, 4, 5, scale=30.0)
    add("sparsemax_one_class", -1, 3, 1)


def _prelu(recorder):
    def add(case, inputs, args, smooth=True):
        values = Values(f"layers/{case}")
        x = inputs(values)
        recorder.module(case, "PReLU", args, nn.PReLU(**args), [x], values, smooth=smooth)

    add("prelu", lambda v: v.normal(4, 6), {})
    add("prelu_channels", lambda v: v.normal(2, 3, 4, 2), {"num_parameters": 3})
    add("prelu_channels_2d", lambda v: v.normal(6, 5), {"num_parameters": 5})
    add("prelu_small", lambda v: exact(SMALL), {}, smooth=False)
    add("prelu_large", lambda v: exact(LARGE), {}, smooth=False)


def _gated(recorder):
    def add(case, kind, args, shape, mode="train"):
        values = Values(f"layers/{case}")
        recorder.module(case, kind, args, getattr(nn, kind)(**args), [values.normal(*shape, scale=2.0)], values, mode=mode)

    add("glu_last", "GLU", {}, (3, 8))
    add("glu_channels", "GLU", {"dim": 1}, (2, 6, 5))
    add("softmin_last", "Softmin", {"dim": -1}, (4, 7))
    add("softmin_first", "Softmin", {"dim": 0}, (4, 7))
    add("softmax2d_batch", "Softmax2d", {}, (2, 5, 3, 4))
    add("softmax2d_picture", "Softmax2d", {}, (5, 3, 4))
    add("rrelu_eval", "RReLU", {}, (4, 6), mode="eval")
    add("rrelu_eval_range", "RReLU", {"lower": 0.2, "upper": 0.7}, (4, 6), mode="eval")
