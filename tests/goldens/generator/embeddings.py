"""Tables of vectors: the bound on norms, and bags."""

import torch
from torch import nn

from .recorder import Recorder
from .values import Values

COUNT, DIM = 7, 4


def make(recorder: Recorder) -> None:
    def run(case, kind, args, inputs, values, call, module, smooth=True, extra_tensors=None):
        module.double()
        with torch.no_grad():
            module.weight.copy_(values.normal(COUNT, DIM))
            if module.padding_idx is not None:
                module.weight[module.padding_idx].zero_()
        recorder.differentiate("layers", case, kind, args, call, inputs, values, parameters=dict(module.named_parameters()), smooth=smooth,
                               extra_tensors=extra_tensors)

    def embedding(case, indices, **extra):
        args = {"num_embeddings": COUNT, "embedding_dim": DIM, **extra}
        module = nn.Embedding(**args)
        # The vectors lie on the bound, from which a step leads back: nothing for differences.
        run(f"embedding_{case}_corners", "Embedding", args, [torch.tensor(indices)], Values(f"layers/embedding_{case}_corners"), lambda x: module(x), module, smooth=False)

    embedding("max_norm", [[2, 2, 0], [6, 1, 0]], max_norm=1.5)
    embedding("max_norm_one", [3, 1, 3], max_norm=2.0, norm_type=1.0)

    def bag(case, indices, offsets=None, weighted=False, **extra):
        case = f"embedding_bag_{case}"
        args = {"num_embeddings": COUNT, "embedding_dim": DIM, **extra}
        module, values = nn.EmbeddingBag(**args), Values(f"layers/{case}")
        inputs = [torch.tensor(indices)]
        if weighted:
            inputs.append(values.normal(*inputs[0].shape))
        tensors = {} if offsets is None else {"offsets": torch.tensor(offsets)}

        def call(x, weights=None):
            return module(x, tensors.get("offsets"), weights)

        run(case, "EmbeddingBag", args, inputs, values, call, module, smooth=extra.get("padding_idx") is None, extra_tensors=tensors)

    for mode in ("sum", "mean", "max"):
        bag(f"{mode}_rows", [[1, 2, 2], [6, 0, 4]], mode=mode)
        bag(f"{mode}_offsets", [3, 1, 2, 6, 3, 5], [0, 2, 2, 5], mode=mode)
        bag(f"{mode}_padding", [[1, 5, 2], [5, 5, 4], [5, 5, 5]], mode=mode, padding_idx=5)
        bag(f"{mode}_offsets_padding", [3, 1, 5, 6, 5, 5], [0, 3, 5], mode=mode, padding_idx=-2)
    bag("sum_weights", [[1, 2, 2], [6, 0, 4]], weighted=True, mode="sum")
    bag("sum_weights_offsets", [3, 1, 2, 6, 3, 5], [0, 1, 1, 4, 6], weighted=True, mode="sum", include_last_offset=True)
