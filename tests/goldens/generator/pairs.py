"""Layers of two inputs, and the small ones that move axes or drop."""

import torch
from torch import nn

from .recorder import Recorder
from .values import Values


def make(recorder: Recorder) -> None:
    def add(case, kind, args, *shapes, mode="train"):
        values = Values(f"layers/{case}")
        recorder.module(case, kind, args, getattr(nn, kind)(**args), [values.normal(*shape) for shape in shapes], values, mode=mode)

    both = {"in1_features": 3, "in2_features": 4, "out_features": 5}
    add("bilinear_rows", "Bilinear", both, (6, 3), (6, 4))
    add("bilinear_sequences", "Bilinear", both, (2, 3, 3), (2, 3, 4))
    add("bilinear_no_bias", "Bilinear", {**both, "bias": False}, (6, 3), (6, 4))
    add("cosine_similarity_rows", "CosineSimilarity", {}, (4, 5), (4, 5))
    add("cosine_similarity_axis", "CosineSimilarity", {"dim": -1, "eps": 1e-4}, (2, 3, 4), (2, 3, 4))
    for p in (1.0, 2.0, 3.0):
        add(f"pairwise_distance_{int(p)}", "PairwiseDistance", {"p": p}, (4, 5), (4, 5))
    add("pairwise_distance_keep", "PairwiseDistance", {"eps": 1e-3, "keepdim": True}, (4, 5), (4, 5))
    add("pairwise_distance_vector", "PairwiseDistance", {}, (5,), (5,))

    add("unflatten_inner", "Unflatten", {"dim": 1, "unflattened_size": [2, 3]}, (2, 6, 4))
    add("unflatten_last", "Unflatten", {"dim": -1, "unflattened_size": [2, -1, 2]}, (3, 8))

    def adaptive(case, labels, args):
        values = Values(f"layers/{case}")
        inputs = [values.normal(len(labels), args["in_features"]), torch.tensor(labels)]
        module = nn.AdaptiveLogSoftmaxWithLoss(**args)
        recorder.module(case, "AdaptiveLogSoftmaxWithLoss", args, module, inputs, values, call=lambda x, y: tuple(module(x, y)))

    adaptive("adaptive_log_softmax_two", [0, 7, 3, 2, 19, 4, 1, 8], {"in_features": 8, "n_classes": 20, "cutoffs": [4, 8], "div_value": 2.0})
    adaptive("adaptive_log_softmax_bias", [5, 0, 6, 1], {"in_features": 16, "n_classes": 7, "cutoffs": [5], "head_bias": True})

    for kind, name, shape in (("Dropout1d", "dropout1d", (2, 3, 4)), ("Dropout2d", "dropout2d", (2, 3, 4, 2)),
                              ("Dropout3d", "dropout3d", (2, 3, 2, 2, 2)), ("AlphaDropout", "alpha_dropout", (3, 4)),
                              ("FeatureAlphaDropout", "feature_alpha_dropout", (2, 3, 4))):
        add(f"{name}_eval", kind, {"p": 0.3}, shape, mode="eval")
        add(f"{name}_zero_train", kind, {"p": 0.0}, shape)
