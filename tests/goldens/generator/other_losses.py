"""Losses that torch.nn has not, by their formulas: Keras', focal, overlap of masks and boxes, embeddings."""

import math

import torch
from torch.nn import functional as F

from .recorder import Recorder
from .values import Values, exact

REDUCTIONS = ("mean", "sum", "none")
EPSILON = 1e-7


def _reduce(losses, reduction):
    return losses.mean() if reduction == "mean" else losses.sum() if reduction == "sum" else losses


def _add(recorder, case, kind, args, prediction, target, function, differentiable=(0,), reductions=REDUCTIONS, **extra):
    for reduction in reductions:
        name = f"{case}_{reduction}"
        values = Values(f"losses/{name}")
        inputs = [prediction(values), target(values)]
        recorder.differentiate("losses", name, kind, {**args, "reduction": reduction},
                               lambda x, y: _reduce(function(x, y), reduction), inputs, values,
                               differentiable=list(differentiable), **extra)


def make(recorder: Recorder) -> None:
    _regression(recorder)
    _hinge(recorder)
    _focal(recorder)
    _masks(recorder)
    _boxes(recorder)
    _embeddings(recorder)
    _circle(recorder)
    _generalized(recorder)


def _numbers(v):
    return v.normal(4, 3, scale=1.5)


def _positive(v):
    return v.uniform(4, 3, low=0.1, high=5.0)


def _regression(recorder):
    _add(recorder, "log_cosh", "LogCosh", {}, _numbers, _numbers, lambda x, y: torch.cosh(x - y).log(),
         differentiable=(0, 1))
    _add(recorder, "log_cosh_ends", "LogCosh", {}, lambda v: exact([800.0, -800.0, 1e-3, 0.0]),
         lambda v: torch.zeros(4), lambda x, y: (x - y).abs() + torch.log1p(torch.exp(-2 * (x - y).abs())) - math.log(2),
         smooth=False, reductions=("none",))
    _add(recorder, "mape", "MeanAbsolutePercentageError", {}, _numbers, _numbers,
         lambda x, y: 100 * (x - y).abs() / y.abs().clamp(min=EPSILON))
    _add(recorder, "msle", "MeanSquaredLogarithmicError", {}, _positive, _positive,
         lambda x, y: (torch.log(x.clamp(min=EPSILON) + 1) - torch.log(y.clamp(min=EPSILON) + 1)) ** 2)
    _add(recorder, "cosine_similarity", "CosineSimilarity", {}, _numbers, _numbers,
         lambda x, y: -F.cosine_similarity(x, y, -1), differentiable=(0, 1))
    _add(recorder, "keras_poisson", "KerasPoisson", {}, _positive, lambda v: v.integers(4, 3, high=5).double(),
         lambda x, y: x - y * torch.log(x + EPSILON))


def _hinge(recorder):
    def signs(v):
        return v.integers(4, 3, high=2).double() * 2 - 1

    def bits(v):
        return v.integers(4, 3, high=2).double()

    def margin(x, y):
        return (1 - y * x).clamp(min=0)

    def categorical(x, y):
        wrong = ((1 - y) * x).max(-1).values
        return (wrong - (y * x).sum(-1) + 1).clamp(min=0)

    _add(recorder, "hinge", "Hinge", {}, _numbers, signs, margin)
    _add(recorder, "hinge_bits", "Hinge", {}, _numbers, bits, lambda x, y: margin(x, 2 * y - 1))
    _add(recorder, "squared_hinge", "SquaredHinge", {}, _numbers, signs, lambda x, y: margin(x, y) ** 2)
    _add(recorder, "squared_hinge_bits", "SquaredHinge", {}, _numbers, bits, lambda x, y: margin(x, 2 * y - 1) ** 2)
    _add(recorder, "categorical_hinge", "CategoricalHinge", {}, lambda v: v.normal(5, 4),
         lambda v: torch.eye(4)[v.integers(5, high=4)].double(), categorical)


def _focal(recorder):
    def binary(x, y, logits, gamma, alpha, smoothing):
        y = y * (1 - smoothing) + smoothing / 2
        p = torch.sigmoid(x) if logits else x.clamp(EPSILON, 1 - EPSILON)
        q = y * p + (1 - y) * (1 - p)
        losses = (1 - q) ** gamma * -(y * p.log() + (1 - y) * (1 - p).log())
        return losses if alpha is None else losses * (y * alpha + (1 - y) * (1 - alpha))

    def categorical(x, y, logits, gamma, alpha, smoothing):
        y = y * (1 - smoothing) + smoothing / x.shape[-1]
        p = (torch.softmax(x, -1) if logits else x / x.sum(-1, keepdim=True)).clamp(EPSILON, 1 - EPSILON)
        return (alpha * (1 - p) ** gamma * -y * p.log()).sum(-1)

    for logits in (False, True):
        draw = (lambda v: v.normal(4, 3, scale=2.0)) if logits else (lambda v: v.uniform(4, 3, low=0.02, high=0.98))
        for name, gamma, alpha, smoothing in (("plain", 2.0, None, 0.0), ("balanced", 2.0, 0.25, 0.0),
                                              ("one", 1.0, 0.4, 0.1), ("odd", 1.5, None, 0.2), ("none", 0.0, None, 0.0)):
            args = {"from_logits": logits, "gamma": gamma, "label_smoothing": smoothing}
            if alpha is not None:
                args["alpha"] = alpha
            kind = "logits" if logits else "probabilities"
            _add(recorder, f"binary_focal_{kind}_{name}", "BinaryFocal", args, draw,
                 lambda v: v.integers(4, 3, high=2).double(),
                 lambda x, y: binary(x, y, logits, gamma, alpha, smoothing), reductions=("mean", "none"))
            _add(recorder, f"categorical_focal_{kind}_{name}", "CategoricalFocal", {**args, "alpha": alpha or 0.25},
                 draw, lambda v: torch.eye(3)[v.integers(4, high=3)].double(),
                 lambda x, y: categorical(x, y, logits, gamma, alpha or 0.25, smoothing), reductions=("mean", "none"))


def _masks(recorder):
    def total(x, per_sample):
        return x.flatten(1).sum(1) if per_sample else x.sum()

    def dice(x, y, per_sample, smooth):
        return 1 - (2 * total(x * y, per_sample) + smooth) / (total(x + y, per_sample) + smooth + EPSILON)

    def tversky(x, y, per_sample, alpha, beta):
        common = total(x * y, per_sample)
        return 1 - common / (common + alpha * total(x * (1 - y), per_sample) + beta * total((1 - x) * y, per_sample)
                             + EPSILON)

    for per_sample in (False, True):
        name = "samples" if per_sample else "all"
        for smooth in (0.0, 1.0):
            _add(recorder, f"dice_{name}_{smooth:.0f}", "Dice", {"per_sample": per_sample, "smooth": smooth},
                 lambda v: v.uniform(3, 4, 5), lambda v: v.integers(3, 4, 5, high=2).double(),
                 lambda x, y: dice(x, y, per_sample, smooth), reductions=("mean", "none"))
        _add(recorder, f"tversky_{name}", "Tversky", {"per_sample": per_sample, "alpha": 0.3, "beta": 0.7},
             lambda v: v.uniform(3, 4, 5), lambda v: v.integers(3, 4, 5, high=2).double(),
             lambda x, y: tversky(x, y, per_sample, 0.3, 0.7), reductions=("mean", "none"))


def _boxes(recorder):
    def boxes(v):
        low = v.uniform(6, 2, high=3.0)
        return exact(torch.cat([low, low + v.uniform(6, 2, low=0.5, high=3.0)], 1))

    def parts(x, y):
        (ax, ay, bx, by), (cx, cy, dx, dy) = x.unbind(-1), y.unbind(-1)
        width, height = (torch.min(bx, dx) - torch.max(ax, cx)), (torch.min(by, dy) - torch.max(ay, cy))
        common = torch.where((width > 0) & (height > 0), width * height, torch.zeros_like(width))
        union = (bx - ax) * (by - ay) + (dx - cx) * (dy - cy) - common
        hull = (torch.max(bx, dx) - torch.min(ax, cx), torch.max(by, dy) - torch.min(ay, cy))
        return common / (union + EPSILON), union, hull

    def generalized(x, y):
        iou, union, hull = parts(x, y)
        area = hull[0] * hull[1]
        return 1 - iou + (area - union) / (area + EPSILON)

    def distance(x, y):
        iou, _, hull = parts(x, y)
        (ax, ay, bx, by), (cx, cy, dx, dy) = x.unbind(-1), y.unbind(-1)
        apart = ((ax + bx - cx - dx) / 2) ** 2 + ((ay + by - cy - dy) / 2) ** 2
        return 1 - iou + apart / (hull[0] ** 2 + hull[1] ** 2 + EPSILON)

    def complete(x, y):
        iou = parts(x, y)[0]
        (ax, ay, bx, by), (cx, cy, dx, dy) = x.unbind(-1), y.unbind(-1)
        v = 4 / math.pi ** 2 * (torch.atan((dx - cx) / (dy - cy)) - torch.atan((bx - ax) / (by - ay))) ** 2
        with torch.no_grad():
            alpha = v / (1 - iou + v + EPSILON)
        return distance(x, y) + alpha * v

    _add(recorder, "generalized_iou", "GeneralizedIou", {}, boxes, boxes, generalized, differentiable=(0, 1))
    _add(recorder, "distance_iou", "DistanceIou", {}, boxes, boxes, distance, differentiable=(0, 1))
    # The share of the proportions has no gradient, so differences cannot confirm the whole.
    _add(recorder, "complete_iou", "CompleteIou", {}, boxes, boxes, complete, differentiable=(0, 1), smooth=False)


def _embeddings(recorder):
    def info(x, y, temperature, symmetric):
        scores = F.normalize(x, dim=-1) @ F.normalize(y, dim=-1).T / temperature
        own = torch.arange(x.shape[0])
        losses = F.cross_entropy(scores, own, reduction="none")
        return (losses + F.cross_entropy(scores.T, own, reduction="none")) / 2 if symmetric else losses

    def arc(x, y, margin, scale):
        own = x.gather(1, y[:, None])
        angle = torch.acos(own) + margin
        moved = torch.where(angle < math.pi, torch.cos(angle), own - margin * math.sin(margin))
        return F.cross_entropy(scale * x.scatter(1, y[:, None], moved), y, reduction="none")

    for symmetric in (False, True):
        _add(recorder, f"info_nce_{'symmetric' if symmetric else 'queries'}", "InfoNce",
             {"temperature": 0.2, "symmetric": symmetric}, lambda v: v.normal(5, 4), lambda v: v.normal(5, 4),
             lambda x, y: info(x, y, 0.2, symmetric), differentiable=(0, 1))
    for margin, scale in ((0.5, 8.0), (1.2, 4.0)):
        _add(recorder, f"arc_face_{scale:.0f}", "ArcFace", {"margin": margin, "scale": scale},
             lambda v: v.uniform(7, 4, low=-0.95, high=0.95), lambda v: v.integers(7, high=4),
             lambda x, y: arc(x, y, margin, scale))


def _circle(recorder):
    """Keras' circle loss, whose mean is over the losses above 0."""
    def loss(x, labels, gamma, margin, others_only):
        distance = (1 - x @ x.T).clamp(min=0)
        losses = []
        for i in range(len(labels)):
            near, far = [], []
            for j in range(len(labels)):
                d = distance[i, j]
                if labels[i] != labels[j]:
                    far.append(gamma * (1 + margin - d).clamp(min=0) * (1 - margin - d))
                elif i != j or not others_only:
                    near.append(-gamma * (margin + d) * (margin - d))
            both = near and far
            losses.append(F.softplus(torch.stack(near).logsumexp(0) + torch.stack(far).logsumexp(0)) if both else x[i].sum() * 0)
        return torch.stack(losses)

    def mean(losses):
        return losses.sum() / (losses > 0).sum()

    # Coordinates that are exact in float32, of a length near 1.
    draw = lambda v: v.uniform(6, 3, low=-0.55, high=0.55)
    labels = lambda v: torch.tensor([0, 1, 0, 2, 1, 0])
    for name, gamma, margin, others_only in (("default", 80.0, 0.4, True), ("soft", 2.0, 0.25, True), ("diagonal", 4.0, 0.3, False)):
        args = {"gamma": gamma, "margin": margin, "remove_diagonal": others_only}
        function = lambda x, y: loss(x, y, gamma, margin, others_only)
        _add(recorder, f"circle_{name}", "Circle", args, draw, labels, function, reductions=("sum", "none"))
        values = Values(f"losses/circle_{name}_mean")
        recorder.differentiate("losses", f"circle_{name}_mean", "Circle", {**args, "reduction": "mean"},
                               lambda x, y: mean(function(x, y)), [draw(values), labels(values)], values, differentiable=[0])


def _generalized(recorder):
    for q in (0.5, 0.7, 1.0):
        _add(recorder, f"generalized_cross_entropy_{q * 10:.0f}", "CategoricalGeneralizedCrossEntropy", {"q": q},
             lambda v: v.uniform(5, 4, low=0.05, high=0.9), lambda v: v.integers(5, high=4),
             lambda x, y: (1 - x.gather(1, y[:, None]).squeeze(1) ** q) / q)
    _add(recorder, "generalized_cross_entropy_axes", "CategoricalGeneralizedCrossEntropy", {"q": 0.5},
         lambda v: v.uniform(3, 2, 4, low=0.05, high=0.9), lambda v: v.integers(3, 2, high=4),
         lambda x, y: (1 - x.gather(2, y[..., None]).squeeze(2) ** 0.5) / 0.5)
