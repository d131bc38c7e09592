"""Pooling, padding and resampling."""

import torch
from torch import nn
from torch.nn import functional as F

from .recorder import Recorder
from .values import Values


def make(recorder: Recorder) -> None:
    _pooling(recorder)
    _norms(recorder)
    _adaptive(recorder)
    _fractional(recorder)
    _indices(recorder)
    _unpooling(recorder)
    _padding(recorder)
    _shuffles(recorder)
    _upsample(recorder)
    _interpolation(recorder)
    _grids(recorder)


def _layer(recorder, case, kind, args, shape, smooth=True):
    values = Values(f"layers/{case}")
    inputs = [values.normal(*shape)]
    recorder.module(case, kind, args, getattr(nn, kind)(**args), inputs, values, smooth=smooth)


def _op(recorder, case, kind, args, function, inputs, smooth=True, differentiable=None):
    values = Values(f"ops/{case}")
    inputs = [draw(values) for draw in inputs]
    recorder.differentiate("ops", case, kind, args, function, inputs, values, smooth=smooth, differentiable=differentiable)


def normal(*shape, scale=1.0):
    return lambda v: v.normal(*shape, scale=scale)


def _pooling(recorder):
    for kind in ("MaxPool", "AvgPool"):
        def line(case, shape, **args):
            _layer(recorder, f"{kind[:3].lower()}_pool1d_{case}", f"{kind}1d", args, shape)

        def volume(case, shape, **args):
            _layer(recorder, f"{kind[:3].lower()}_pool3d_{case}", f"{kind}3d", args, shape)

        line("basic", (2, 3, 9), kernel_size=2)
        line("overlapping", (2, 3, 9), kernel_size=3, stride=2, padding=1)
        line("ceil_mode", (2, 2, 9), kernel_size=4, stride=3, padding=1, ceil_mode=True)
        line("without_batch", (3, 8), kernel_size=3, stride=1)
        volume("basic", (2, 3, 4, 6, 5), kernel_size=2)
        volume("uneven", (2, 2, 5, 6, 7), kernel_size=[2, 3, 1], stride=[1, 2, 3])
        volume("padding", (1, 2, 4, 5, 6), kernel_size=3, stride=2, padding=1)
        volume("padding_uneven", (1, 2, 4, 5, 6), kernel_size=[2, 4, 3], stride=[2, 1, 2], padding=[0, 2, 1])
        volume("ceil_mode", (1, 2, 6, 5, 8), kernel_size=3, stride=2, ceil_mode=True)
        volume("ceil_mode_padding", (1, 2, 6, 5, 8), kernel_size=3, stride=3, padding=1, ceil_mode=True)
        volume("without_batch", (2, 4, 4, 5), kernel_size=2)
    _layer(recorder, "max_pool1d_dilation", "MaxPool1d", {"kernel_size": 3, "stride": 2, "padding": 1, "dilation": 2}, (2, 3, 11))
    _layer(recorder, "max_pool3d_dilation", "MaxPool3d", {"kernel_size": 2, "stride": 1, "dilation": [2, 1, 3]}, (1, 2, 5, 4, 6))
    _layer(recorder, "avg_pool1d_padding_excluded", "AvgPool1d", {"kernel_size": 3, "stride": 2, "padding": 1, "count_include_pad": False}, (2, 2, 8))
    excluded = {"kernel_size": 3, "stride": 2, "padding": 1, "count_include_pad": False, "ceil_mode": True}
    _layer(recorder, "avg_pool3d_padding_excluded", "AvgPool3d", excluded, (1, 2, 5, 6, 4))
    divisor = {"kernel_size": 3, "stride": 2, "padding": 1, "divisor_override": 7}
    _layer(recorder, "avg_pool2d_divisor", "AvgPool2d", {**divisor, "ceil_mode": True}, (2, 2, 7, 6))
    _layer(recorder, "avg_pool3d_divisor", "AvgPool3d", {**divisor, "ceil_mode": True}, (1, 2, 4, 5, 6))

    values = Values("layers/max_pool3d_ties")
    inputs = [values.integers(1, 2, 5, 4, 6, high=3).double()]
    args = {"kernel_size": 3, "stride": 2, "padding": 1}
    recorder.module("max_pool3d_ties", "MaxPool3d", args, nn.MaxPool3d(**args), inputs, values, smooth=False)


def _norms(recorder):
    _layer(recorder, "lp_pool1d_two", "LPPool1d", {"norm_type": 2, "kernel_size": 3}, (2, 3, 10))
    _layer(recorder, "lp_pool1d_ceil_mode", "LPPool1d", {"norm_type": 2, "kernel_size": 3, "stride": 2, "ceil_mode": True}, (2, 2, 8))
    _layer(recorder, "lp_pool1d_one", "LPPool1d", {"norm_type": 1, "kernel_size": 2}, (2, 2, 6))
    _layer(recorder, "lp_pool2d_four", "LPPool2d", {"norm_type": 4, "kernel_size": [2, 3], "stride": [1, 2]}, (2, 2, 5, 7))
    _layer(recorder, "lp_pool2d_ceil_mode", "LPPool2d", {"norm_type": 2, "kernel_size": 3, "stride": 2, "ceil_mode": True}, (1, 2, 6, 6))


def _adaptive(recorder):
    for kind in ("Avg", "Max"):
        prefix = f"adaptive_{kind.lower()}_pool"
        _layer(recorder, f"{prefix}1d_even", f"Adaptive{kind}Pool1d", {"output_size": 4}, (2, 3, 8))
        _layer(recorder, f"{prefix}1d_uneven", f"Adaptive{kind}Pool1d", {"output_size": 4}, (2, 3, 11))
        _layer(recorder, f"{prefix}1d_larger_output", f"Adaptive{kind}Pool1d", {"output_size": 7}, (3, 4))
        _layer(recorder, f"{prefix}3d_global", f"Adaptive{kind}Pool3d", {"output_size": 1}, (2, 2, 3, 4, 5))
        _layer(recorder, f"{prefix}3d_uneven", f"Adaptive{kind}Pool3d", {"output_size": [2, 3, 4]}, (1, 2, 5, 7, 6))
        _layer(recorder, f"{prefix}3d_keep_one_side", f"Adaptive{kind}Pool3d", {"output_size": [None, 2, 3]}, (1, 2, 3, 4, 5))
    prefix = "adaptive_max_pool2d"
    _layer(recorder, f"{prefix}_global", "AdaptiveMaxPool2d", {"output_size": 1}, (2, 3, 5, 4))
    _layer(recorder, f"{prefix}_uneven", "AdaptiveMaxPool2d", {"output_size": [3, 2]}, (2, 2, 7, 5))
    _layer(recorder, f"{prefix}_larger_output", "AdaptiveMaxPool2d", {"output_size": [5, 3]}, (1, 2, 3, 2))
    _layer(recorder, f"{prefix}_keep_one_side", "AdaptiveMaxPool2d", {"output_size": [None, 2]}, (2, 2, 5, 6))


def _fractional(recorder):
    # The samples stand among the arguments, so that they keep their dtype.
    def add(case, axes, shape, **args):
        values = Values(f"layers/{case}")
        samples = values.uniform(shape[0], shape[1], axes, low=0.0, high=0.999)
        recorded = {**args, "samples": samples.flatten().tolist()}
        layer = getattr(nn, f"FractionalMaxPool{axes}d")(**args, _random_samples=samples)
        recorder.differentiate("layers", case, f"FractionalMaxPool{axes}d", recorded, layer, [values.normal(*shape)], values)
        if "output_size" in args:
            function = getattr(F, f"fractional_max_pool{axes}d")
            _op(recorder, f"{case}_with_indices", "fractional_max_pool_with_indices", recorded,
                lambda x: function(x, **args, _random_samples=samples, return_indices=True),
                [lambda v: v.integers(*shape, high=4).double()], smooth=False)

    add("fractional_max_pool2d_size", 2, (2, 3, 9, 11), kernel_size=[2, 2], output_size=[5, 7])
    add("fractional_max_pool2d_uneven", 2, (2, 2, 10, 8), kernel_size=[3, 2], output_size=[4, 7])
    add("fractional_max_pool2d_ratio", 2, (1, 2, 12, 9), kernel_size=2, output_ratio=0.7)
    add("fractional_max_pool2d_one", 2, (1, 2, 5, 6), kernel_size=[3, 3], output_size=[1, 4])
    add("fractional_max_pool3d_size", 3, (2, 2, 6, 7, 8), kernel_size=[2, 2, 2], output_size=[4, 3, 5])
    add("fractional_max_pool3d_ratio", 3, (1, 2, 6, 5, 8), kernel_size=[2, 1, 3], output_ratio=0.5)


def _indices(recorder):
    # Values and places; among equals, which whole numbers make, the first.
    def whole(*shape):
        return lambda v: v.integers(*shape, high=4).double()

    def case(name, kind, function, args, draw):
        _op(recorder, name, kind, args, lambda x: function(x, **args, return_indices=True), [draw], smooth=False)

    for name, draw in (("values", normal), ("ties", whole)):
        args = {"kernel_size": 3, "stride": 2, "padding": 1}
        case(f"max_pool1d_with_indices_{name}", "max_pool1d_with_indices", F.max_pool1d, args, draw(2, 3, 9))
        case(f"max_pool2d_with_indices_{name}", "max_pool2d_with_indices", F.max_pool2d, args, draw(2, 2, 7, 6))
        case(f"max_pool3d_with_indices_{name}", "max_pool3d_with_indices", F.max_pool3d, args, draw(1, 2, 5, 7, 6))
        case(f"adaptive_max_pool1d_with_indices_{name}", "adaptive_max_pool1d_with_indices", F.adaptive_max_pool1d,
             {"output_size": 4}, draw(2, 3, 9))
        case(f"adaptive_max_pool2d_with_indices_{name}", "adaptive_max_pool2d_with_indices", F.adaptive_max_pool2d,
             {"output_size": [3, 4]}, draw(2, 2, 7, 9))
        case(f"adaptive_max_pool3d_with_indices_{name}", "adaptive_max_pool3d_with_indices", F.adaptive_max_pool3d,
             {"output_size": [2, 3, 4]}, draw(1, 2, 5, 7, 6))


def _unpooling(recorder):
    # PyTorch vouches for no order of writes; places that differ need none.
    torch.use_deterministic_algorithms(False)
    for axes, shape in ((1, (2, 3, 8)), (2, (2, 2, 6, 8)), (3, (1, 2, 4, 6, 4))):
        case = f"max_unpool{axes}d"
        values = Values(f"layers/{case}")
        pooled, places = getattr(F, f"max_pool{axes}d")(values.normal(*shape), 2, return_indices=True)
        args = {"kernel_size": 2}
        recorder.differentiate("layers", case, f"MaxUnpool{axes}d", args, getattr(nn, f"MaxUnpool{axes}d")(**args),
                               [pooled, places], values)
    torch.use_deterministic_algorithms(True)


def _padding(recorder):
    shapes = {1: (2, 3, 6), 2: (2, 2, 5, 6), 3: (1, 2, 4, 5, 6)}
    uneven = {1: [2, 1], 2: [1, 2, 3, 0], 3: [1, 2, 0, 3, 2, 1]}
    for kind, name in (("ConstantPad", "constant"), ("ReflectionPad", "reflection"), ("ReplicationPad", "replication"),
                       ("CircularPad", "circular"), ("ZeroPad", "zero")):
        for axes in (1, 2, 3):
            extra = {"value": 1.5} if kind == "ConstantPad" else {}
            layer = _layer if hasattr(nn, f"{kind}{axes}d") else _padded
            layer(recorder, f"{name}_pad{axes}d_even", f"{kind}{axes}d", {"padding": 2, **extra}, shapes[axes])
            layer(recorder, f"{name}_pad{axes}d_uneven", f"{kind}{axes}d", {"padding": uneven[axes], **extra}, shapes[axes])
            layer(recorder, f"{name}_pad{axes}d_without_batch", f"{kind}{axes}d", {"padding": 1, **extra}, shapes[axes][1:])
    _layer(recorder, "zero_pad2d_negative", "ZeroPad2d", {"padding": [-1, 2, 1, -2]}, (2, 2, 5, 6))


def _padded(recorder, case, kind, args, shape):
    """Layers that later versions of PyTorch have: their function is older."""
    axes = int(kind[-2])
    pad = args["padding"] if isinstance(args["padding"], list) else [args["padding"]] * (2 * axes)
    mode = "circular" if kind.startswith("Circular") else "constant"

    def call(x):
        batch = x if x.dim() == axes + 2 else x.unsqueeze(0)
        padded = F.pad(batch, pad, mode=mode)
        return padded if batch is x else padded.squeeze(0)

    values = Values(f"layers/{case}")
    recorder.differentiate("layers", case, kind, args, call, [values.normal(*shape)], values)


def _shuffles(recorder):
    _layer(recorder, "pixel_shuffle_two", "PixelShuffle", {"upscale_factor": 2}, (2, 8, 3, 4))
    _layer(recorder, "pixel_shuffle_three", "PixelShuffle", {"upscale_factor": 3}, (9, 2, 3))
    _layer(recorder, "pixel_unshuffle_two", "PixelUnshuffle", {"downscale_factor": 2}, (2, 2, 4, 6))

    # PyTorch's own has no gradient: the same by reshaping.
    values = Values("layers/channel_shuffle")
    inputs = [values.normal(2, 6, 3, 2)]
    dealt = lambda x: x.reshape(2, 3, 2, 3, 2).transpose(1, 2).reshape(2, 6, 3, 2)
    if not torch.equal(dealt(inputs[0]), nn.ChannelShuffle(3)(inputs[0])):
        raise ValueError("channel_shuffle: reshaping gives something else")
    recorder.differentiate("layers", "channel_shuffle", "ChannelShuffle", {"groups": 3}, dealt, inputs, values)


def _upsample(recorder):
    _layer(recorder, "upsample_nearest", "Upsample", {"scale_factor": 2}, (2, 2, 3, 4))
    _layer(recorder, "upsample_bilinear", "Upsample", {"scale_factor": 2, "mode": "bilinear"}, (2, 2, 3, 4))
    _layer(recorder, "upsample_factors", "Upsample", {"scale_factor": (1.5, 2.3), "mode": "bilinear"}, (2, 2, 5, 4))
    _layer(recorder, "upsample_corners", "Upsample", {"size": [5, 7], "mode": "bilinear", "align_corners": True}, (2, 2, 3, 4))
    _layer(recorder, "upsample_one_size", "Upsample", {"size": 6, "mode": "bicubic"}, (2, 2, 3, 4))
    _layer(recorder, "upsample_linear", "Upsample", {"scale_factor": 3, "mode": "linear"}, (2, 2, 5))
    _layer(recorder, "upsample_trilinear", "Upsample", {"scale_factor": 2, "mode": "trilinear"}, (1, 2, 3, 2, 4))


def _interpolation(recorder):
    def case(name, shape, **args):
        _op(recorder, f"interpolate_{name}", "interpolate", args, lambda x: F.interpolate(x, **args), [normal(*shape)])

    picture = (2, 3, 5, 7)
    for mode in ("nearest", "nearest-exact", "bilinear", "bicubic", "area"):
        word = mode.replace("-", "_")
        case(f"{word}_twice", picture, size=[10, 14], mode=mode)
        case(f"{word}_larger", picture, size=[8, 9], mode=mode)
        case(f"{word}_smaller", picture, size=[3, 2], mode=mode)
        case(f"{word}_mixed", picture, size=[9, 4], mode=mode)
        case(f"{word}_point", picture, size=[1, 1], mode=mode)
        case(f"{word}_factors", picture, scale_factor=[1.7, 0.6], mode=mode)
    for mode in ("bilinear", "bicubic"):
        case(f"{mode}_corners", picture, size=[8, 4], mode=mode, align_corners=True)
        case(f"{mode}_corners_factor", picture, scale_factor=1.6, mode=mode, align_corners=True)
        case(f"{mode}_corners_point", picture, size=[1, 3], mode=mode, align_corners=True)
        case(f"{mode}_antialias", (1, 2, 9, 11), size=[4, 3], mode=mode, antialias=True)
        case(f"{mode}_antialias_mixed", picture, size=[8, 3], mode=mode, antialias=True)
        case(f"{mode}_antialias_corners", (1, 2, 9, 11), size=[4, 5], mode=mode, antialias=True, align_corners=True)
    for mode in ("nearest", "nearest-exact", "linear", "area"):
        word = mode.replace("-", "_")
        case(f"{word}_line", (2, 3, 7), size=[11], mode=mode)
        case(f"{word}_line_factor", (2, 3, 7), scale_factor=0.55, mode=mode)
    for mode in ("nearest", "nearest-exact", "trilinear", "area"):
        word = mode.replace("-", "_")
        case(f"{word}_volume", (1, 2, 3, 4, 5), size=[5, 2, 7], mode=mode)
        case(f"{word}_volume_factor", (1, 2, 3, 4, 5), scale_factor=2, mode=mode)


def _grids(recorder):
    def sample(name, shape, grid, **args):
        function = lambda x, g: F.grid_sample(x, g, **args)
        _op(recorder, f"grid_sample_{name}", "grid_sample", args, function,
            [normal(*shape), normal(*grid, scale=0.8)], smooth=False,
            differentiable=[0] if args["mode"] == "nearest" else None)

    for padding in ("zeros", "border", "reflection"):
        for corners in (False, True):
            word = f"{padding}_corners" if corners else padding
            for mode in ("bilinear", "nearest", "bicubic"):
                sample(f"{mode}_{word}", (2, 3, 4, 5), (2, 3, 4, 2), mode=mode, padding_mode=padding, align_corners=corners)
            for mode in ("bilinear", "nearest"):
                sample(f"{mode}_volume_{word}", (1, 2, 3, 4, 5), (1, 2, 3, 2, 3), mode=mode, padding_mode=padding,
                       align_corners=corners)

    for corners in (False, True):
        word = "corners" if corners else "borders"
        for axes, size in ((2, [2, 3, 4, 5]), (3, [2, 1, 2, 3, 4])):
            args = {"size": size, "align_corners": corners}
            _op(recorder, f"affine_grid_{axes}d_{word}", "affine_grid", args,
                lambda theta: F.affine_grid(theta, size, align_corners=corners), [normal(2, axes, axes + 1)])
