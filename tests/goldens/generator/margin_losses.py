"""The other losses of torch.nn. Those of several inputs have them as input.0, input.1 and so on."""

import torch
from torch import nn

from .recorder import Recorder
from .values import Values, exact

REDUCTIONS = ("mean", "sum", "none")


def make(recorder: Recorder) -> None:
    _pairs(recorder)
    _classes(recorder)
    _likelihoods(recorder)
    _embeddings(recorder)


def _signs(*shape):
    return lambda v: v.integers(*shape, high=2).double() * 2 - 1


def _normal(*shape, scale=1.5):
    return lambda v: v.normal(*shape, scale=scale)


def _add(recorder, case, kind, args, inputs, differentiable, tensors=None, function=None, **extra):
    values = Values(f"losses/{case}")
    drawn = [draw(values) for draw in inputs]
    tensors = {name: draw(values) for name, draw in (tensors or {}).items()}
    loss = function or getattr(nn, kind)(**args, **tensors)
    recorder.differentiate("losses", case, kind, args, loss, drawn, values, extra_tensors=tensors,
                           differentiable=differentiable, **extra)


def _pairs(recorder):
    for r in REDUCTIONS:
        args = {"reduction": r}
        _add(recorder, f"soft_margin_{r}", "SoftMarginLoss", args, [_normal(4, 3), _signs(4, 3)], [0])
        _add(recorder, f"hinge_embedding_{r}", "HingeEmbeddingLoss", {"margin": 1.2, **args},
             [lambda v: v.uniform(4, 3, high=2.5), _signs(4, 3)], [0])
        _add(recorder, f"margin_ranking_{r}", "MarginRankingLoss", {"margin": 0.3, **args},
             [_normal(7), _normal(7), _signs(7)], [0, 1])
    _add(recorder, "hinge_embedding_default", "HingeEmbeddingLoss", {}, [_normal(9), _signs(9)], [0])
    _add(recorder, "margin_ranking_default", "MarginRankingLoss", {}, [_normal(2, 5), _normal(2, 5), _signs(2, 5)],
         [0, 1])


def _classes(recorder):
    def labels(*shape):
        return lambda v: v.integers(*shape, high=4)

    def weights(v):
        return v.uniform(4, low=0.3, high=3.0)

    listed = torch.tensor([[2, 0, -1, 1], [3, -1, -1, -1], [-1, 0, 1, 2], [1, 2, 3, 0], [0, 1, -1, -1]])
    for r in REDUCTIONS:
        args = {"reduction": r}
        for p in (1, 2):
            _add(recorder, f"multi_margin_p{p}_{r}", "MultiMarginLoss", {"p": p, "margin": 0.8, **args},
                 [_normal(6, 4), labels(6)], [0])
        _add(recorder, f"multi_margin_weight_{r}", "MultiMarginLoss", {"p": 2, **args}, [_normal(6, 4), labels(6)],
             [0], {"weight": weights})
        _add(recorder, f"multi_label_soft_margin_{r}", "MultiLabelSoftMarginLoss", args,
             [_normal(5, 4), lambda v: v.integers(5, 4, high=2).double()], [0], {"weight": weights})
        _add(recorder, f"multi_label_margin_{r}", "MultiLabelMarginLoss", args, [_normal(5, 4), lambda v: listed], [0])
    _add(recorder, "multi_margin_one", "MultiMarginLoss", {}, [_normal(4), lambda v: torch.tensor(2)], [0])
    _add(recorder, "multi_label_soft_margin_plain", "MultiLabelSoftMarginLoss", {},
         [_normal(5, 4), lambda v: v.integers(5, 4, high=2).double()], [0])
    _add(recorder, "multi_label_margin_one", "MultiLabelMarginLoss", {}, [_normal(4), lambda v: listed[0]], [0])


def _likelihoods(recorder):
    def counts(v):
        return v.integers(4, 3, high=6).double()

    def rates(v):
        return v.uniform(4, 3, low=0.1, high=4.0)

    for r in REDUCTIONS:
        for full in (False, True):
            name = f"{'full_' if full else ''}{r}"
            _add(recorder, f"poisson_log_{name}", "PoissonNLLLoss", {"full": full, "reduction": r},
                 [_normal(4, 3), counts], [0])
            _add(recorder, f"poisson_rate_{name}", "PoissonNLLLoss",
                 {"log_input": False, "full": full, "eps": 1e-3, "reduction": r}, [rates, counts], [0])
            _add(recorder, f"gaussian_{name}", "GaussianNLLLoss", {"full": full, "reduction": r},
                 [_normal(4, 3), _normal(4, 3), rates], [0, 2])
    _add(recorder, "gaussian_variance_column", "GaussianNLLLoss", {}, [_normal(4, 3), _normal(4, 3),
                                                                      lambda v: v.uniform(4, 1, low=0.1)], [0, 2])
    _add(recorder, "gaussian_variance_row", "GaussianNLLLoss", {}, [_normal(4, 3), _normal(4, 3),
                                                                   lambda v: v.uniform(4, low=0.1)], [0, 2])
    _add(recorder, "gaussian_small_variance", "GaussianNLLLoss", {"eps": 0.5},
         [_normal(4, 3), _normal(4, 3), lambda v: v.uniform(4, 3)], [0, 2], smooth=False)


def _embeddings(recorder):
    three = [_normal(5, 4), _normal(5, 4), _normal(5, 4)]
    for r in REDUCTIONS:
        args = {"reduction": r}
        _add(recorder, f"cosine_embedding_{r}", "CosineEmbeddingLoss", {"margin": 0.1, **args},
             [_normal(6, 4), _normal(6, 4), _signs(6)], [0, 1])
        _add(recorder, f"triplet_margin_{r}", "TripletMarginLoss", args, three, [0, 1, 2])
        _add(recorder, f"triplet_margin_swap_{r}", "TripletMarginLoss", {"margin": 2.0, "swap": True, **args}, three,
             [0, 1, 2])
    _add(recorder, "cosine_embedding_one", "CosineEmbeddingLoss", {},
         [_normal(4), _normal(4), lambda v: exact(1.0)], [0, 1])
    for p in (1, 3):
        _add(recorder, f"triplet_margin_p{p}", "TripletMarginLoss", {"p": p, "margin": 1.5}, three, [0, 1, 2])
    manhattan = nn.PairwiseDistance(1, eps=0)
    for swap in (False, True):
        _add(recorder, f"triplet_margin_distance_{'swap' if swap else 'plain'}", "TripletMarginWithDistanceLoss",
             {"margin": 1.5, "swap": swap}, three, [0, 1, 2],
             function=nn.TripletMarginWithDistanceLoss(distance_function=manhattan, margin=1.5, swap=swap))
    _add(recorder, "triplet_margin_distance_default", "TripletMarginWithDistanceLoss", {"default": True}, three,
         [0, 1, 2], function=nn.TripletMarginWithDistanceLoss())
