"""Normalization by instance, of volumes, across channels, and of weights."""

import torch
from torch import nn
from torch.nn.utils import spectral_norm, weight_norm

from .recorder import Recorder
from .values import Values


def make(recorder: Recorder) -> None:
    _channels(recorder)
    _local_response(recorder)
    _weights(recorder)


def _channels(recorder):
    def norm(kind, case, shape, channels, mode="train", **args):
        case = f"{kind.lower().replace('norm', '_norm')}_{case}"
        args = {"num_features": channels, **args}
        values = Values(f"layers/{case}")
        module = getattr(nn, kind)(**args).double()
        inputs = [values.normal(*shape, scale=1.5, mean=0.7)]
        if module.running_mean is not None:
            module.running_mean.copy_(values.normal(channels))
            module.running_var.copy_(values.uniform(channels, low=0.5, high=2.0))
        recorder.module(case, kind, args, module, inputs, values, mode=mode)

    volume = (2, 3, 2, 3, 4)
    norm("BatchNorm3d", "train", volume, 3)
    norm("BatchNorm3d", "eval", volume, 3, mode="eval")
    norm("BatchNorm3d", "not_affine", volume, 3, affine=False)
    norm("BatchNorm3d", "momentum_eps", volume, 3, momentum=0.3, eps=1e-3)
    for kind, shape in (("InstanceNorm1d", (3, 4, 7)), ("InstanceNorm2d", (2, 3, 4, 5)), ("InstanceNorm3d", volume)):
        norm(kind, "default", shape, shape[1])
        norm(kind, "affine", shape, shape[1], affine=True, eps=1e-3)
        norm(kind, "tracked", shape, shape[1], affine=True, track_running_stats=True, momentum=0.3)
        norm(kind, "tracked_eval", shape, shape[1], mode="eval", affine=True, track_running_stats=True)
        norm(kind, "eval", shape, shape[1], mode="eval")
        norm(kind, "without_batch", shape[1:], shape[1], affine=True)


def _local_response(recorder):
    def norm(case, shape, **args):
        values = Values(f"layers/local_response_norm_{case}")
        recorder.module(f"local_response_norm_{case}", "LocalResponseNorm", args, nn.LocalResponseNorm(**args),
                        [values.normal(*shape, scale=2.0)], values)

    norm("alexnet", (2, 9, 3, 4), size=5, k=2.0, alpha=0.3)
    norm("even", (2, 6, 5), size=4, alpha=0.5)
    norm("one", (2, 3, 2, 2), size=1, alpha=0.5, beta=0.5)
    norm("wide", (2, 3, 2, 2, 2), size=7, alpha=0.5, beta=1.25)
    norm("default", (3, 4, 6), size=2)


def _weights(recorder):
    def add(kind, case, layer, layer_args, shape, wrap, mode="train", **args):
        values = Values(f"layers/{case}")
        module = wrap(getattr(nn, layer)(**layer_args).double(), **args)
        with torch.no_grad():
            for name, buffer in module.named_buffers():
                buffer.copy_(values.normal(*buffer.shape))
        recorder.module(case, kind, {"layer": layer, **layer_args, **args}, module, [values.normal(*shape)], values,
                        mode=mode)

    linear = {"in_features": 5, "out_features": 4}
    convolution = {"in_channels": 3, "out_channels": 4, "kernel_size": 3}
    transposed = {"in_channels": 3, "out_channels": 2, "kernel_size": 3}
    add("weight_norm", "weight_norm_linear", "Linear", linear, (6, 5), weight_norm)
    add("weight_norm", "weight_norm_linear_inputs", "Linear", linear, (6, 5), weight_norm, dim=1)
    add("weight_norm", "weight_norm_linear_whole", "Linear", linear, (6, 5), weight_norm, dim=None)
    add("weight_norm", "weight_norm_convolution", "Conv2d", convolution, (2, 3, 5, 6), weight_norm)
    # With one step a forward the estimate still moves; after many it is the singular value itself, and differences confirm its gradient.
    many = {"n_power_iterations": 60}
    add("spectral_norm", "spectral_norm_linear", "Linear", linear, (6, 5), spectral_norm, **many)
    add("spectral_norm", "spectral_norm_linear_eval", "Linear", linear, (6, 5), spectral_norm, mode="eval")
    add("spectral_norm", "spectral_norm_convolution", "Conv2d", convolution, (2, 3, 5, 6), spectral_norm,
        n_power_iterations=120)
    add("spectral_norm", "spectral_norm_transposed", "ConvTranspose2d", transposed, (2, 3, 4, 5), spectral_norm, mode="eval")
