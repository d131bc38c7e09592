"""Convolution of volumes, transposed convolution of sequences and volumes, padding modes, unfold and fold."""

from torch import nn

from .recorder import Recorder
from .values import Values


def make(recorder: Recorder) -> None:
    _padding_modes(recorder)
    _volumes(recorder)
    _transposed(recorder)
    _windows(recorder)


def _add(recorder, case, kind, args, shape):
    values = Values(f"layers/{case}")
    recorder.module(case, kind, args, getattr(nn, kind)(**args), [values.normal(*shape)], values)


def _padding_modes(recorder):
    for mode in ("reflect", "replicate", "circular"):
        args = {"out_channels": 3, "padding_mode": mode}
        _add(recorder, f"conv1d_{mode}", "Conv1d", {"in_channels": 2, "kernel_size": 3, "padding": 2, **args}, (2, 2, 7))
        _add(recorder, f"conv2d_{mode}", "Conv2d",
             {"in_channels": 2, "kernel_size": [3, 5], "padding": [1, 2], "stride": 2, **args}, (2, 2, 6, 5))
        _add(recorder, f"conv3d_{mode}", "Conv3d",
             {"in_channels": 2, "kernel_size": 3, "padding": [2, 1, 0], **args}, (1, 2, 4, 3, 4))
    args = {"in_channels": 2, "out_channels": 3, "kernel_size": [4, 3], "padding": "same", "padding_mode": "circular"}
    _add(recorder, "conv2d_same_circular", "Conv2d", args, (2, 2, 6, 5))


def _volumes(recorder):
    def conv3d(case, shape, **args):
        _add(recorder, f"conv3d_{case}", "Conv3d", {"in_channels": shape[-4], **args}, shape)

    conv3d("basic", (2, 3, 4, 5, 4), out_channels=4, kernel_size=3)
    conv3d("uneven", (2, 2, 5, 6, 7), out_channels=3, kernel_size=[2, 3, 1], stride=[1, 2, 3], padding=[1, 0, 2])
    conv3d("dilation", (1, 2, 7, 6, 6), out_channels=3, kernel_size=[3, 2, 2], padding=1, dilation=[2, 1, 3])
    conv3d("stride_padding", (2, 2, 5, 5, 5), out_channels=3, kernel_size=3, stride=2, padding=1)
    conv3d("same", (1, 2, 4, 5, 3), out_channels=2, kernel_size=[2, 3, 4], padding="same")
    conv3d("groups", (1, 4, 4, 4, 4), out_channels=6, kernel_size=3, padding=1, groups=2)
    conv3d("depthwise", (2, 3, 4, 3, 3), out_channels=6, kernel_size=2, groups=3)
    conv3d("pointwise_no_bias", (2, 3, 2, 3, 4), out_channels=2, kernel_size=1, bias=False)
    conv3d("along_depth", (2, 3, 6, 3, 4), out_channels=2, kernel_size=[3, 1, 1], stride=[2, 1, 1])
    conv3d("without_batch", (2, 3, 4, 4), out_channels=3, kernel_size=2)


def _transposed(recorder):
    def one(case, shape, **args):
        _add(recorder, f"conv_transpose1d_{case}", "ConvTranspose1d", {"in_channels": shape[-2], **args}, shape)

    def three(case, shape, **args):
        _add(recorder, f"conv_transpose3d_{case}", "ConvTranspose3d", {"in_channels": shape[-4], **args}, shape)

    one("plain", (2, 3, 6), out_channels=2, kernel_size=3)
    one("stride", (2, 3, 5), out_channels=4, kernel_size=4, stride=3, padding=1, output_padding=2)
    one("groups_dilation", (2, 4, 5), out_channels=6, kernel_size=3, groups=2, dilation=2, bias=False)
    one("without_batch", (3, 5), out_channels=2, kernel_size=3)
    three("plain", (2, 3, 2, 3, 4), out_channels=2, kernel_size=2)
    three("uneven", (1, 2, 3, 2, 3), out_channels=3, kernel_size=[3, 2, 4], stride=[2, 3, 1], padding=[1, 0, 2],
          output_padding=[1, 2, 0])
    three("dilation", (1, 2, 3, 2, 2), out_channels=2, kernel_size=[2, 3, 2], dilation=[3, 1, 2], padding=1)
    three("groups", (2, 4, 2, 2, 3), out_channels=6, kernel_size=3, stride=2, padding=1, groups=2)
    three("no_bias_without_batch", (2, 3, 2, 2), out_channels=3, kernel_size=2, bias=False)


def _windows(recorder):
    _add(recorder, "unfold_basic", "Unfold", {"kernel_size": [2, 3]}, (2, 3, 4, 5))
    args = {"kernel_size": [3, 2], "dilation": [1, 2], "padding": [1, 0], "stride": [2, 1]}
    _add(recorder, "unfold_settings", "Unfold", args, (2, 2, 6, 5))
    _add(recorder, "fold_basic", "Fold", {"output_size": [4, 5], "kernel_size": [2, 3]}, (2, 18, 9))
    _add(recorder, "fold_settings", "Fold", {"output_size": [6, 5], **args}, (2, 12, 9))
    _add(recorder, "fold_without_batch", "Fold", {"output_size": 4, "kernel_size": 2, "stride": 2}, (8, 4))
