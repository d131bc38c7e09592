"""Connectionist temporal classification: logits, targets, lengths of inputs, lengths of targets; through a log-softmax."""

import torch
from torch import nn

from .recorder import Recorder
from .values import Values

REDUCTIONS = ("mean", "sum", "none")


def make(recorder: Recorder) -> None:
    def add(case, shape, targets, input_lengths, target_lengths, **args):
        values = Values(f"losses/ctc_{case}")
        loss = nn.CTCLoss(**args)
        inputs = [values.normal(*shape, scale=1.5), *map(torch.tensor, (targets, input_lengths, target_lengths))]
        recorder.differentiate("losses", f"ctc_{case}", "CTCLoss", args,
                               lambda x, *rest: loss(x.log_softmax(-1), *rest), inputs, values, differentiable=[0])

    for r in REDUCTIONS:
        add(r, (6, 3, 5), [[1, 2, 3], [4, 1, 2], [2, 4, 0]], [6, 6, 6], [3, 3, 2], reduction=r)
        add(f"lengths_{r}", (9, 4, 4), [[1, 2, 3, 1], [3, 1, 0, 0], [2, 0, 0, 0], [1, 3, 2, 0]], [9, 5, 1, 7],
            [4, 2, 1, 3], reduction=r)
        add(f"repeated_{r}", (8, 3, 4), [[1, 1, 1], [2, 2, 3], [3, 1, 1]], [8, 8, 4], [3, 3, 3], reduction=r)
        add(f"empty_{r}", (5, 3, 4), [[0, 0], [2, 1], [3, 0]], [5, 4, 5], [0, 2, 1], reduction=r)
        # The second has no room for the blank between its equal labels, the third fewer steps than labels.
        add(f"impossible_{r}", (5, 3, 4), [[1, 2, 3], [2, 2, 2], [1, 2, 3]], [5, 4, 2], [3, 3, 3], reduction=r,
            zero_infinity=True)
    add("blank_last", (7, 2, 5), [[0, 1, 0], [3, 3, 2]], [7, 6], [3, 3], blank=4)
    add("exact_fit", (5, 2, 4), [[1, 1, 2], [3, 2, 1]], [4, 3], [3, 3], reduction="none")
    add("long", (60, 2, 9), [[1 + (3 * i) % 8 for i in range(20)], [1 + i // 2 % 8 for i in range(20)]], [60, 51],
        [20, 17], reduction="none")
