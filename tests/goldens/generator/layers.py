"""Linear, convolution, pooling, normalization, embedding and the small layers."""

import torch
from torch import nn

from .recorder import Recorder
from .values import Values


def make(recorder: Recorder) -> None:
    _linear(recorder)
    _convolution(recorder)
    _pooling(recorder)
    _small(recorder)
    _batch_norm(recorder)
    _layer_norm(recorder)
    _group_norm(recorder)
    _transposed_convolution(recorder)


def _add(recorder, case, kind, args, shape, mode="train", **options):
    values = Values(f"layers/{case}")
    inputs = [values.normal(*shape)]
    recorder.module(case, kind, args, getattr(nn, kind)(**args), inputs, values, mode=mode, **options)


def _linear(recorder):
    both = {"in_features": 5, "out_features": 4}
    _add(recorder, "linear_1d", "Linear", both, (5,))
    _add(recorder, "linear_2d", "Linear", both, (7, 5))
    _add(recorder, "linear_3d", "Linear", both, (2, 3, 5))
    _add(recorder, "linear_no_bias", "Linear", {**both, "bias": False}, (7, 5))
    _add(recorder, "linear_one_feature", "Linear", {"in_features": 1, "out_features": 1}, (6, 1))
    _add(recorder, "linear_wide", "Linear", {"in_features": 67, "out_features": 35}, (19, 67), scale=0.1)


def _convolution(recorder):
    def conv1d(case, shape, **args):
        _add(recorder, f"conv1d_{case}", "Conv1d", {"in_channels": shape[1], **args}, shape)

    def conv2d(case, shape, **args):
        _add(recorder, f"conv2d_{case}", "Conv2d", {"in_channels": shape[1], **args}, shape)

    conv1d("basic", (2, 3, 11), out_channels=4, kernel_size=3)
    conv1d("stride_padding", (2, 3, 12), out_channels=4, kernel_size=5, stride=2, padding=2)
    conv1d("same", (2, 3, 10), out_channels=2, kernel_size=4, padding="same")
    conv1d("dilation", (2, 2, 13), out_channels=3, kernel_size=3, dilation=3, padding=1)
    conv1d("groups", (2, 4, 9), out_channels=6, kernel_size=3, groups=2)
    conv1d("depthwise", (2, 4, 9), out_channels=4, kernel_size=3, padding=1, groups=4)
    conv1d("pointwise", (2, 4, 9), out_channels=3, kernel_size=1)
    conv1d("no_bias", (2, 3, 8), out_channels=2, kernel_size=3, bias=False)

    conv2d("basic", (2, 3, 7, 6), out_channels=4, kernel_size=3)
    conv2d("pointwise", (2, 5, 4, 5), out_channels=3, kernel_size=1)
    conv2d("pointwise_stride", (2, 4, 7, 6), out_channels=3, kernel_size=1, stride=2)
    conv2d("stride", (2, 3, 9, 8), out_channels=4, kernel_size=3, stride=2)
    conv2d("stride_uneven", (2, 2, 9, 10), out_channels=3, kernel_size=3, stride=[2, 3], padding=1)
    conv2d("stride_over_kernel", (2, 2, 9, 9), out_channels=3, kernel_size=2, stride=3)
    conv2d("padding", (2, 3, 6, 7), out_channels=4, kernel_size=3, padding=1)
    conv2d("padding_uneven", (2, 2, 6, 5), out_channels=3, kernel_size=[3, 5], padding=[1, 2])
    conv2d("padding_large", (1, 2, 4, 4), out_channels=2, kernel_size=3, padding=4)
    conv2d("valid", (2, 2, 6, 6), out_channels=2, kernel_size=3, padding="valid")
    conv2d("same", (2, 2, 6, 5), out_channels=3, kernel_size=3, padding="same")
    conv2d("same_even_kernel", (2, 2, 6, 5), out_channels=3, kernel_size=[4, 2], padding="same")
    conv2d("same_dilation", (2, 2, 7, 6), out_channels=2, kernel_size=[3, 2], padding="same", dilation=2)
    conv2d("kernel_5x1", (2, 2, 8, 5), out_channels=3, kernel_size=[5, 1])
    conv2d("kernel_1x4", (2, 2, 5, 8), out_channels=3, kernel_size=[1, 4])
    conv2d("kernel_whole_input", (2, 3, 4, 5), out_channels=6, kernel_size=[4, 5])
    conv2d("dilation", (2, 2, 9, 9), out_channels=3, kernel_size=3, dilation=2)
    conv2d("dilation_uneven_stride_padding", (2, 2, 10, 11), out_channels=3, kernel_size=3, stride=2, padding=2,
           dilation=[1, 3])
    conv2d("groups", (2, 4, 6, 6), out_channels=6, kernel_size=3, groups=2)
    conv2d("depthwise", (2, 5, 6, 7), out_channels=5, kernel_size=3, padding=1, groups=5)
    conv2d("depthwise_multiplier_stride", (2, 3, 8, 7), out_channels=6, kernel_size=3, stride=2, padding=1,
           groups=3)
    conv2d("no_bias", (2, 3, 6, 6), out_channels=2, kernel_size=3, bias=False)
    conv2d("many_channels", (1, 17, 9, 9), out_channels=18, kernel_size=3, padding=1)
    conv2d("one_channel_5x5", (3, 1, 14, 14), out_channels=6, kernel_size=5)
    args = {"in_channels": 3, "out_channels": 2, "kernel_size": 3}
    _add(recorder, "conv2d_without_batch", "Conv2d", args, (3, 6, 5))


def _pooling(recorder):
    prefixes = {"MaxPool2d": "max_pool2d", "AvgPool2d": "avg_pool2d", "AdaptiveAvgPool2d": "adaptive_avg_pool2d"}

    def pool(kind, case, shape, **args):
        prefix = prefixes[kind]
        _add(recorder, f"{prefix}_{case}", kind, args, shape)

    for kind in ("MaxPool2d", "AvgPool2d"):
        pool(kind, "basic", (2, 3, 6, 8), kernel_size=2)
        pool(kind, "remainder", (2, 2, 7, 5), kernel_size=2)
        pool(kind, "uneven", (2, 2, 8, 9), kernel_size=[2, 3], stride=[1, 2])
        pool(kind, "overlapping", (2, 2, 9, 9), kernel_size=3, stride=2)
        pool(kind, "gaps", (2, 2, 8, 8), kernel_size=2, stride=3)
        pool(kind, "padding", (2, 2, 7, 6), kernel_size=3, stride=2, padding=1)
        pool(kind, "padding_uneven", (2, 2, 6, 7), kernel_size=[2, 4], stride=[2, 1], padding=[1, 2])
        pool(kind, "ceil_mode", (2, 2, 8, 7), kernel_size=3, stride=2, ceil_mode=True)
        pool(kind, "ceil_mode_padding", (2, 2, 8, 7), kernel_size=3, stride=3, padding=1, ceil_mode=True)
        pool(kind, "ceil_mode_window_outside", (1, 2, 6, 6), kernel_size=2, stride=3, padding=1, ceil_mode=True)
        pool(kind, "global", (2, 3, 4, 5), kernel_size=[4, 5])
    pool("MaxPool2d", "dilation", (2, 2, 9, 8), kernel_size=3, stride=1, dilation=2)
    pool("MaxPool2d", "dilation_uneven_padding", (2, 2, 9, 10), kernel_size=3, stride=2, padding=1, dilation=[1, 3])
    exclude = {"count_include_pad": False}
    pool("AvgPool2d", "padding_excluded", (2, 2, 7, 6), kernel_size=3, stride=2, padding=1, **exclude)
    pool("AvgPool2d", "ceil_mode_padding_excluded", (2, 2, 8, 7), kernel_size=3, stride=3, padding=1, ceil_mode=True,
         **exclude)
    pool("AvgPool2d", "padding_uneven_excluded", (2, 2, 6, 7), kernel_size=[2, 4], stride=[2, 1], padding=[1, 2],
         **exclude)

    # Equal values in a window: the gradient goes to the first of them, in row order.
    values = Values("layers/max_pool2d_ties")
    inputs = [values.integers(2, 2, 6, 6, high=3).double()]
    args = {"kernel_size": 3, "stride": 2, "padding": 1}
    recorder.module("max_pool2d_ties", "MaxPool2d", args, nn.MaxPool2d(**args), inputs, values, smooth=False)

    pool("AdaptiveAvgPool2d", "global", (2, 3, 5, 4), output_size=1)
    pool("AdaptiveAvgPool2d", "even", (2, 2, 6, 8), output_size=[3, 4])
    pool("AdaptiveAvgPool2d", "uneven", (2, 2, 7, 5), output_size=[3, 2])
    pool("AdaptiveAvgPool2d", "square", (2, 2, 7, 9), output_size=4)
    pool("AdaptiveAvgPool2d", "larger_output", (1, 2, 3, 2), output_size=[5, 3])
    pool("AdaptiveAvgPool2d", "keep_one_side", (2, 2, 5, 6), output_size=[None, 2])


def _small(recorder):
    _add(recorder, "flatten_default", "Flatten", {}, (2, 3, 4, 2))
    _add(recorder, "flatten_range", "Flatten", {"start_dim": 0, "end_dim": 1}, (2, 3, 4))
    _add(recorder, "flatten_inner", "Flatten", {"start_dim": 1, "end_dim": -2}, (2, 3, 2, 2))
    _add(recorder, "dropout_eval", "Dropout", {"p": 0.3}, (4, 5), mode="eval")
    _add(recorder, "dropout_zero_train", "Dropout", {"p": 0.0}, (4, 5))

    def embedding(case, shape, indices=None, **args):
        args = {"num_embeddings": 7, "embedding_dim": 4, **args}
        values = Values(f"layers/{case}")
        module = nn.Embedding(**args).double()
        index = values.integers(*shape, high=7) if indices is None else torch.tensor(indices)

        def call(x):
            return module(x)

        with torch.no_grad():
            module.weight.copy_(values.normal(7, 4))
            if module.padding_idx is not None:
                module.weight[module.padding_idx].zero_()
        recorder.differentiate("layers", case, "Embedding", args, call, [index], values,
                               parameters=dict(module.named_parameters()), smooth=module.padding_idx is None)

    embedding("embedding_1d", (5,))
    embedding("embedding_2d", (3, 6))
    embedding("embedding_repeated", (), [[2, 2, 2, 0], [6, 2, 0, 0]])
    embedding("embedding_padding_idx", (), [[1, 0, 3], [0, 0, 6]], padding_idx=0)
    embedding("embedding_padding_idx_negative", (), [[6, 1, 6], [2, 2, 5]], padding_idx=-1)


def _batch_norm(recorder):
    def norm(kind, case, shape, mode="train", tracked=0, **args):
        case = f"{kind.lower().replace('norm', '_norm')}_{case}"
        args = {"num_features": shape[1], **args}
        values = Values(f"layers/{case}")
        module = getattr(nn, kind)(**args).double()
        inputs = [values.normal(*shape, scale=1.5, mean=0.7)]
        if module.running_mean is not None:
            module.running_mean.copy_(values.normal(shape[1]))
            module.running_var.copy_(values.uniform(shape[1], low=0.5, high=2.0))
            module.num_batches_tracked.fill_(tracked)
        recorder.module(case, kind, args, module, inputs, values, mode=mode)

    for kind, shapes in (("BatchNorm1d", ((6, 4), (5, 3, 4))), ("BatchNorm2d", ((3, 4, 3, 5),))):
        for shape in shapes:
            suffix = f"_{len(shape)}d" if kind == "BatchNorm1d" else ""
            norm(kind, f"train{suffix}", shape)
            norm(kind, f"eval{suffix}", shape, mode="eval")
            norm(kind, f"not_affine{suffix}", shape, affine=False)
            norm(kind, f"momentum_eps{suffix}", shape, momentum=0.3, eps=1e-3)
    shape = (3, 4, 3, 5)
    norm("BatchNorm2d", "not_affine_eval", shape, mode="eval", affine=False)
    norm("BatchNorm2d", "momentum_none_first", shape, momentum=None)
    norm("BatchNorm2d", "momentum_none_fourth", shape, momentum=None, tracked=3)
    norm("BatchNorm2d", "no_running_statistics", shape, track_running_stats=False)
    norm("BatchNorm2d", "no_running_statistics_eval", shape, mode="eval", track_running_stats=False)
    norm("BatchNorm2d", "batch_of_one", (1, 3, 4, 4))


def _layer_norm(recorder):
    def norm(case, shape, **args):
        _add(recorder, f"layer_norm_{case}", "LayerNorm", args, shape)

    norm("one_dim", (3, 4, 6), normalized_shape=6)
    norm("two_dims", (3, 4, 6), normalized_shape=[4, 6])
    norm("not_affine", (5, 7), normalized_shape=[7], elementwise_affine=False)
    norm("eps", (5, 7), normalized_shape=[7], eps=1e-2)
    norm("whole_image", (2, 3, 4, 4), normalized_shape=[3, 4, 4])
    norm("vector", (9,), normalized_shape=[9])


def _group_norm(recorder):
    def norm(case, shape, **args):
        _add(recorder, f"group_norm_{case}", "GroupNorm", args, shape)

    norm("pictures", (2, 6, 3, 4), num_groups=3, num_channels=6)
    norm("one_group", (3, 4, 5), num_groups=1, num_channels=4)
    norm("instance", (2, 3, 4, 5), num_groups=3, num_channels=3)
    norm("rows", (4, 6), num_groups=2, num_channels=6)
    norm("not_affine", (2, 4, 3, 3), num_groups=2, num_channels=4, affine=False)
    norm("eps", (2, 4, 3, 3), num_groups=2, num_channels=4, eps=1e-2)


def _transposed_convolution(recorder):
    def convolution(case, shape, **args):
        _add(recorder, f"conv_transpose2d_{case}", "ConvTranspose2d", {"in_channels": shape[-3], **args}, shape)

    convolution("plain", (2, 3, 4, 5), out_channels=2, kernel_size=3)
    convolution("stride", (2, 3, 4, 5), out_channels=4, kernel_size=4, stride=2, padding=1)
    convolution("uneven", (2, 2, 3, 5), out_channels=3, kernel_size=[3, 2], stride=[2, 3], padding=[1, 0])
    convolution("output_padding", (2, 3, 4, 5), out_channels=2, kernel_size=3, stride=3, padding=1,
                output_padding=[2, 1])
    convolution("dilation", (1, 2, 4, 5), out_channels=2, kernel_size=3, dilation=2, padding=1)
    convolution("groups", (2, 4, 3, 4), out_channels=6, kernel_size=3, stride=2, groups=2)
    convolution("no_bias", (2, 2, 4, 4), out_channels=3, kernel_size=2, bias=False)
    convolution("from_a_point", (5, 6, 1, 1), out_channels=4, kernel_size=7)
    convolution("without_batch", (3, 4, 5), out_channels=2, kernel_size=3)
