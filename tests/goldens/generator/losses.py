"""Losses. input.0 is the prediction, input.1 the target; class weights and the like are arg.<name>."""

import torch
from torch import nn

from .recorder import Recorder
from .values import Values, exact

REDUCTIONS = ("mean", "sum", "none")


def make(recorder: Recorder) -> None:
    _regression(recorder)
    _binary(recorder)
    _cross_entropy(recorder)
    _nll(recorder)
    _kl(recorder)
    _keras(recorder)
    _keras_options(recorder)


def _add(recorder, case, kind, args, prediction, target, tensors=None, function=None, smooth=True,
         target_gradient=False, **extra):
    """prediction and target are functions of the case's values; tensors are given to the loss as arguments."""
    values = Values(f"losses/{case}")
    inputs = [prediction(values), target(values)]
    tensors = {name: draw(values) for name, draw in (tensors or {}).items()}
    loss = function or getattr(nn, kind)(**args, **tensors)
    recorder.differentiate("losses", case, kind, args, loss, inputs, values, extra_tensors=tensors, smooth=smooth,
                           differentiable=[0, 1] if target_gradient else [0], **extra)


def _regression(recorder):
    def numbers(v):
        return v.normal(4, 3, scale=1.5)

    kinds = [("MSELoss", "mse", {}), ("L1Loss", "l1", {}), ("HuberLoss", "huber", {}),
             ("HuberLoss", "huber_delta_half", {"delta": 0.5}), ("HuberLoss", "huber_delta_two", {"delta": 2.0}),
             ("SmoothL1Loss", "smooth_l1", {}), ("SmoothL1Loss", "smooth_l1_beta", {"beta": 0.4})]
    for kind, name, args in kinds:
        for reduction in REDUCTIONS:
            _add(recorder, f"{name}_{reduction}", kind, {**args, "reduction": reduction}, numbers, numbers)
        _add(recorder, f"{name}_target_gradient", kind, {**args, "reduction": "mean"}, numbers, numbers,
             target_gradient=True)
    for name, shape in (("vector", (7,)), ("image", (2, 3, 4, 4))):
        _add(recorder, f"mse_{name}", "MSELoss", {"reduction": "mean"}, lambda v: v.normal(*shape),
             lambda v: v.normal(*shape))
    corner = [-1.0, 1.0, 0.0, -0.0, 0.5, -0.5]
    for kind, name in (("L1Loss", "l1"), ("HuberLoss", "huber"), ("SmoothL1Loss", "smooth_l1")):
        _add(recorder, f"{name}_corners", kind, {"reduction": "none"}, lambda v: exact(corner),
             lambda v: torch.zeros(6), smooth=False)

    halves = [("elements", (4, 3), "1/(2n) sum((y - x)^2), n the number of elements", 12),
              ("samples", (4, 3), "1/(2n) sum((y - x)^2), n the number of samples (first dimension)", 4),
              ("column", (5, 1), "1/(2n) sum((y - x)^2), n the number of elements, which is that of samples", 5)]
    for name, shape, formula, n in halves:
        _add(recorder, f"half_mse_{name}", "HalfMSELoss", {"n": name, "reduction": "mean"}, lambda v: v.normal(*shape),
             lambda v: v.normal(*shape), function=lambda x, y: ((y - x) ** 2).sum() / (2 * n), formula=formula)
    _add(recorder, "half_mse_sum", "HalfMSELoss", {"reduction": "sum"}, numbers, numbers,
         function=lambda x, y: ((y - x) ** 2).sum() / 2, formula="1/2 sum((y - x)^2)")
    _add(recorder, "half_mse_none", "HalfMSELoss", {"reduction": "none"}, numbers, numbers,
         function=lambda x, y: (y - x) ** 2 / 2, formula="1/2 (y - x)^2")


def _binary(recorder):
    def probabilities(v):
        return v.uniform(5, 3, low=0.02, high=0.98)

    def logits(v):
        return v.normal(5, 3, scale=2.0)

    def labels(v):
        return v.integers(5, 3, high=2).double()

    def soft(v):
        return v.uniform(5, 3)

    def weights(*shape):
        return lambda v: v.uniform(*shape, low=0.3, high=3.0)

    for reduction in REDUCTIONS:
        args = {"reduction": reduction}
        _add(recorder, f"bce_{reduction}", "BCELoss", args, probabilities, labels)
        _add(recorder, f"bce_weight_{reduction}", "BCELoss", args, probabilities, soft, {"weight": weights(5, 3)})
        _add(recorder, f"bce_logits_{reduction}", "BCEWithLogitsLoss", args, logits, labels)
        _add(recorder, f"bce_logits_weight_pos_weight_{reduction}", "BCEWithLogitsLoss", args, logits, soft,
             {"weight": weights(5, 3), "pos_weight": weights(3)})
    mean = {"reduction": "mean"}
    _add(recorder, "bce_soft", "BCELoss", mean, probabilities, soft)
    _add(recorder, "bce_weight_column", "BCELoss", mean, probabilities, labels, {"weight": weights(5, 1)})
    _add(recorder, "bce_logits_soft", "BCEWithLogitsLoss", mean, logits, soft)
    _add(recorder, "bce_logits_pos_weight", "BCEWithLogitsLoss", mean, logits, labels, {"pos_weight": weights(3)})
    _add(recorder, "bce_logits_weight", "BCEWithLogitsLoss", mean, logits, labels, {"weight": weights(5, 3)})
    _add(recorder, "bce_logits_target_gradient", "BCEWithLogitsLoss", mean, logits, soft, target_gradient=True)
    ends = [0.0, -0.0, 30.0, -30.0, 100.0, -100.0, 1e-20, -1e-20, 30.0, -30.0, 100.0, -100.0]
    _add(recorder, "bce_logits_large", "BCEWithLogitsLoss", {"reduction": "none"}, lambda v: exact(ends),
         lambda v: exact([0.0, 1.0] * 3 + [1.0, 0.0] * 3), smooth=False)
    _add(recorder, "bce_right_ends", "BCELoss", {"reduction": "none"}, lambda v: exact([0.0, 1.0, 0.5, 1e-4]),
         lambda v: exact([0.0, 1.0, 1.0, 0.0]), smooth=False)
    _add(recorder, "bce_wrong_ends", "BCELoss", {"reduction": "none"}, lambda v: exact([0.0, 1.0, 0.5]),
         lambda v: exact([1.0, 0.0, 1.0]), smooth=False,
         note="PyTorch's clamp: log at least -100, x(1-x) at least 1e-12")


def _cross_entropy(recorder):
    def add(case, shape, classes=None, weight=False, probabilities=False, **args):
        count = shape[1] if len(shape) > 1 else shape[0]
        rest = (shape[0], *shape[2:]) if len(shape) > 1 else ()

        def target(v):
            if probabilities:
                return v.probabilities(*shape, dim=1 if len(shape) > 1 else 0)
            return v.integers(*rest, high=count) if classes is None else torch.tensor(classes)

        gradient = args.pop("target_gradient", False)
        tensors = {"weight": lambda v: v.uniform(count, low=0.3, high=3.0)} if weight else None
        _add(recorder, f"cross_entropy_{case}", "CrossEntropyLoss", args, lambda v: v.normal(*shape, scale=2.0), target,
             tensors, target_gradient=gradient)

    flat, spatial = (6, 4), (2, 4, 5)
    some = [0, 3, 2, 2, 1, 3]
    for r in REDUCTIONS:
        add(r, flat, reduction=r)
        add(f"weight_{r}", flat, weight=True, reduction=r)
        add(f"ignore_{r}", flat, some, ignore_index=2, reduction=r)
        add(f"smoothing_{r}", flat, label_smoothing=0.1, reduction=r)
        add(f"weight_ignore_smoothing_{r}", flat, some, weight=True, ignore_index=3, label_smoothing=0.2,
            reduction=r)
        add(f"spatial_{r}", spatial, reduction=r)
        add(f"probabilities_{r}", flat, probabilities=True, reduction=r)
        add(f"probabilities_weight_smoothing_{r}", flat, probabilities=True, weight=True, label_smoothing=0.1,
            reduction=r)
    add("ignore_default", flat, [0, -100, 2, -100, 1, 3], reduction="mean")
    add("spatial_weight_ignore_smoothing", spatial, [[0, 1, 2, 3, 1], [2, 2, 0, 1, 3]], weight=True,
        ignore_index=1, label_smoothing=0.15, reduction="mean")
    add("image", (2, 3, 3, 4), reduction="mean")
    add("image_weight", (2, 3, 3, 4), weight=True, reduction="mean")
    add("probabilities_smoothing", flat, probabilities=True, label_smoothing=0.3, reduction="mean")
    add("probabilities_weight", flat, probabilities=True, weight=True, reduction="mean")
    add("probabilities_spatial", spatial, probabilities=True, weight=True, reduction="mean")
    add("probabilities_target_gradient", flat, probabilities=True, weight=True, reduction="mean", target_gradient=True)
    add("no_batch", (5,), reduction="mean")
    _add(recorder, "cross_entropy_large", "CrossEntropyLoss", {"reduction": "none"},
         lambda v: exact([[1e3, -1e3, 0.0], [30.0, -30.0, 29.0], [-1e3, -1e3, -1e3]]),
         lambda v: torch.tensor([1, 2, 0]))


def _nll(recorder):
    def add(case, shape, classes=None, weight=False, **args):
        def prediction(v):
            return exact(torch.log_softmax(v.normal(*shape, scale=1.5), 1))

        def target(v):
            return v.integers(shape[0], *shape[2:], high=shape[1]) if classes is None else torch.tensor(classes)

        tensors = {"weight": lambda v: v.uniform(shape[1], low=0.3, high=3.0)} if weight else None
        _add(recorder, f"nll_{case}", "NLLLoss", args, prediction, target, tensors)

    for r in REDUCTIONS:
        add(r, (6, 4), reduction=r)
        add(f"weight_ignore_{r}", (6, 4), [0, 3, 2, 2, 1, 3], weight=True, ignore_index=2, reduction=r)
        add(f"spatial_weight_{r}", (2, 4, 5), weight=True, reduction=r)
    add("image", (2, 3, 3, 4), reduction="mean")


def _kl(recorder):
    def logs(v):
        return exact(torch.log_softmax(v.normal(4, 5, scale=1.5), 1))

    def probabilities(v):
        return v.probabilities(4, 5)

    for r in (*REDUCTIONS, "batchmean"):
        _add(recorder, f"kl_div_{r}", "KLDivLoss", {"reduction": r}, logs, probabilities)
        _add(recorder, f"kl_div_log_target_{r}", "KLDivLoss", {"reduction": r, "log_target": True}, logs, logs)
    _add(recorder, "kl_div_one_hot", "KLDivLoss", {"reduction": "batchmean"}, logs,
         lambda v: torch.eye(5)[[0, 3, 2, 2]])
    for log_target, target in ((False, probabilities), (True, logs)):
        name = "kl_div_log_target_target_gradient" if log_target else "kl_div_target_gradient"
        _add(recorder, name, "KLDivLoss", {"reduction": "batchmean", "log_target": log_target}, logs, target,
             target_gradient=True)


EPSILON = 1e-7
CATEGORICAL = "p = clip(x / sum(x, last), e, 1 - e); y = y (1 - s) + s / classes; -sum(y log p, last); reduction"
BINARY = "p = clip(x, e, 1 - e); y = y (1 - s) + s / 2; mean(-y log p - (1 - y) log(1 - p), last); reduction"


def _keras(recorder):
    """The losses of Keras on probabilities, by hand: its clip by 1e-7, and its normalization."""

    def categorical(smoothing, reduction):
        def loss(x, y):
            p = (x / x.sum(-1, keepdim=True)).clamp(EPSILON, 1 - EPSILON)
            classes = x.shape[-1]
            if not y.is_floating_point():
                y = nn.functional.one_hot(y, classes).double()
            y = y * (1 - smoothing) + smoothing / classes
            result = -(y * p.log()).sum(-1)
            return result.mean() if reduction == "mean" else result
        return loss

    def binary(smoothing):
        def loss(x, y):
            p = x.clamp(EPSILON, 1 - EPSILON)
            y = y * (1 - smoothing) + smoothing / 2
            return -(y * p.log() + (1 - y) * (1 - p).log()).mean(-1).mean()
        return loss

    def one_hot(classes):
        return lambda v: torch.eye(4)[torch.tensor(classes)]

    ends = [[0.0, 1.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.25, 0.5, 0.0, 0.25]]
    drawn = [1, 0, 3, 2, 2]
    predictions = [("normalized", lambda v: v.probabilities(5, 4), drawn),
                   ("unnormalized", lambda v: v.uniform(5, 4, low=0.1, high=2.0), drawn),
                   ("ends", lambda v: exact(ends), [1, 2, 1])]
    for name, prediction, classes in predictions:
        smooth = name != "ends"
        for smoothing, reduction in ((0.0, "mean"), (0.0, "none"), (0.1, "mean")):
            suffix = f"{name}_{'smoothing' if smoothing else reduction}"
            args = {"from_logits": False, "label_smoothing": smoothing, "reduction": reduction}
            _add(recorder, f"keras_categorical_{suffix}", "KerasCategoricalCrossentropy", args, prediction,
                 one_hot(classes), function=categorical(smoothing, reduction), formula=CATEGORICAL, smooth=smooth)
            if not smoothing:
                del args["label_smoothing"]
                _add(recorder, f"keras_sparse_categorical_{suffix}", "KerasSparseCategoricalCrossentropy", args,
                     prediction, lambda v: torch.tensor(classes), function=categorical(0.0, reduction),
                     formula=CATEGORICAL, smooth=smooth)
    # No target of zero where the prediction is one: 1 - (1 - e) is 1e-7 in float64 alone, so float32 could not agree.
    binaries = [("ordinary", lambda v: v.uniform(4, 3, low=0.02, high=0.98), None, 0.0),
                ("smoothing", lambda v: v.uniform(4, 3, low=0.02, high=0.98), None, 0.2),
                ("ends", lambda v: exact([[0.0, 1.0], [0.3, 0.7], [0.0, 0.5]]), [[1, 1], [1, 0], [0, 1]], 0.0)]
    for name, prediction, labels, smoothing in binaries:
        args = {"from_logits": False, "label_smoothing": smoothing, "reduction": "mean"}
        _add(recorder, f"keras_binary_{name}", "KerasBinaryCrossentropy", args, prediction,
             lambda v: v.integers(4, 3, high=2).double() if labels is None else exact(labels),
             function=binary(smoothing), formula=BINARY, smooth=name != "ends")


OPTIONS = ("log p of p = clip(x / sum(x, last), e, 1 - e), or log softmax of logits; y = y (1 - s) + s / classes; "
           "-sum(w y log p, last), 0 where the class, or the largest of y, is ignored; ")
SPARSE_OPTIONS = OPTIONS + "mean divides by the sum of w[class] of what counts"
SOFT_OPTIONS = OPTIONS + "mean divides by the number of samples that count"


def _keras_options(recorder):
    """Class weights, an ignored class and smoothing in the losses over the last axis, of probabilities and of logits."""

    def loss(logits, sparse, reduction, smoothing, ignore, weight=None):
        def function(x, y):
            classes = x.shape[-1]
            logs = torch.log_softmax(x, -1) if logits else (x / x.sum(-1, keepdim=True)).clamp(EPSILON, 1 - EPSILON).log()
            w = torch.ones(classes) if weight is None else weight
            names = y if sparse else y.argmax(-1)
            counts = torch.ones(names.shape) if ignore is None else (names != ignore).double()
            named = names.clamp(min=0)
            t = nn.functional.one_hot(named, classes).double() if sparse else y
            t = t * (1 - smoothing) + smoothing / classes
            result = -(w * t * logs).sum(-1) * counts
            if reduction == "mean":
                result = result.sum() / (counts * (w[named] if sparse else 1)).sum()
            elif reduction == "sum":
                result = result.sum()
            if logits and (sparse or ignore is None):
                peer = nn.CrossEntropyLoss(weight, ignore_index=-100 if ignore is None else ignore,
                                           label_smoothing=smoothing, reduction=reduction)
                assert torch.allclose(result, peer(x.movedim(-1, 1), y), rtol=1e-12, atol=1e-14)
            return result
        return function

    def add(case, sparse, logits, reduction, target, weight, smoothing, ignore, shape=(6, 4), ends=None):
        kind, name = ("KerasSparseCategoricalCrossentropy", "keras_sparse_categorical") if sparse else (
            "KerasCategoricalCrossentropy", "keras_categorical")

        def prediction(v):
            if ends is not None:
                return exact(ends)
            return v.normal(*shape, scale=2.0) if logits else v.uniform(*shape, low=0.1, high=2.0)

        full = f"{name}_{'logits' if logits else 'probabilities'}_{case}_{reduction}"
        args = {"from_logits": logits, "label_smoothing": smoothing, "reduction": reduction}
        if ignore is not None:
            args["ignore_index"] = ignore
        values = Values(f"losses/{full}")
        inputs = [prediction(values), target(values)]
        tensors = {"weight": values.uniform(shape[-1], low=0.3, high=3.0)} if weight else {}
        function = loss(logits, sparse, reduction, smoothing, ignore, tensors.get("weight"))
        recorder.differentiate("losses", full, kind, args, function, inputs, values, extra_tensors=tensors,
                               smooth=ends is None, differentiable=[0],
                               formula=SPARSE_OPTIONS if sparse else SOFT_OPTIONS)

    some = [0, 3, 2, 2, 1, 3]
    padded = [[0, -1, 2, 3, 1], [2, 2, 0, -1, 3]]
    wrong = [[0.0, 1.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.25, 0.5, 0.0, 0.25]]
    for sparse in (True, False):
        def classes(v):
            return torch.tensor(some) if sparse else torch.eye(4)[some]

        def soft(v):
            return torch.tensor(some) if sparse else v.probabilities(6, 4)

        for logits in (False, True):
            for reduction in REDUCTIONS:
                add("weight", sparse, logits, reduction, classes, True, 0.0, None)
                add("ignore", sparse, logits, reduction, classes, False, 0.0, 2)
                add("weight_ignore_smoothing", sparse, logits, reduction, soft, True, 0.2, 3)
            add("smoothing", sparse, logits, "mean", soft, False, 0.1, None)
            if sparse:
                add("sequence_padding", sparse, logits, "mean", lambda v: torch.tensor(padded), True, 0.1, -1,
                    shape=(2, 5, 4))
        add("ends_weight_ignore_smoothing", sparse, False, "mean",
            lambda v: torch.tensor([1, 2, 0]) if sparse else torch.eye(4)[[1, 2, 0]], True, 0.1, 0, shape=(3, 4),
            ends=wrong)
