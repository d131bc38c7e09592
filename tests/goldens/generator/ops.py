"""Tensor operations: products, reductions, sorting, indexing, shaping and elementwise functions."""

import torch
from torch.nn import functional as F

from .recorder import Recorder
from .values import Values, exact


def make(recorder: Recorder) -> None:
    _products(recorder)
    _reductions(recorder)
    _order(recorder)
    _indexing(recorder)
    _shaping(recorder)
    _elementwise(recorder)


def _add(recorder, case, kind, args, function, *draws, smooth=True):
    values = Values(f"ops/{case}")
    inputs = [draw(values) for draw in draws]
    recorder.differentiate("ops", case, kind, args, function, inputs, values, smooth=smooth)


def normal(*shape, scale=1.0):
    return lambda v: v.normal(*shape, scale=scale)


def given(values):
    return lambda v: exact(values)


def integers(values):
    return lambda v: torch.tensor(values)


def _products(recorder):
    equations = [
        ("matrix_product", "ij,jk->ik", (3, 4), (4, 5)),
        ("implicit", "ij,jk", (3, 4), (4, 2)),
        ("batch", "bij,bjk->bik", (2, 3, 4), (2, 4, 2)),
        ("inner", "i,i->", (5,), (5,)),
        ("outer", "i,j->ij", (3,), (4,)),
        ("bilinear", "bi,oij,bj->bo", (3, 2), (4, 2, 3), (3, 3)),
        ("attention", "bqhd,bkhd->bhqk", (2, 3, 2, 4), (2, 5, 2, 4)),
        ("trace", "ii->", (4, 4)),
        ("diagonal", "bii->bi", (2, 3, 3)),
        ("transpose", "ijk->kji", (2, 3, 4)),
        ("sum", "ijk->j", (2, 3, 4)),
        ("ellipsis", "...ij,...jk->...ik", (2, 1, 3, 4), (5, 4, 2)),
        ("elementwise", "ij,ij->ij", (3, 4), (3, 4)),
        ("broadcast_sum", "ij,k->ik", (3, 4), (2,)),
    ]
    for name, equation, *shapes in equations:
        _add(recorder, f"einsum_{name}", "einsum", {"equation": equation},
             lambda *x: torch.einsum(equation, *x), *[normal(*s) for s in shapes])
    products = [("matrix", (3, 4), (4, 5)), ("vector_vector", (4,), (4,)), ("matrix_vector", (3, 4), (4,)),
                ("vector_matrix", (4,), (4, 3)), ("batch", (2, 3, 4), (2, 4, 5)), ("batch_matrix", (2, 3, 4), (4, 5)),
                ("broadcast", (2, 1, 3, 4), (3, 4, 2)), ("batch_vector", (2, 3, 4), (4,)),
                ("large", (23, 37), (37, 19))]
    for name, *shapes in products:
        _add(recorder, f"matmul_{name}", "matmul", {}, torch.matmul, *[normal(*s) for s in shapes])


def _reductions(recorder):
    def reduce(name, kind, shape=(3, 4, 5), **args):
        function = getattr(torch, kind)
        _add(recorder, name, kind, args, lambda x: function(x, **args), normal(*shape))

    for kind in ("sum", "mean", "logsumexp", "var", "std"):
        for name, dims in (("last", [-1]), ("first", [0]), ("two", [0, 2]), ("all", [0, 1, 2])):
            reduce(f"{kind}_{name}", kind, dim=dims)
        reduce(f"{kind}_keepdim", kind, dim=[1], keepdim=True)
    reduce("var_biased", "var", dim=[1], unbiased=False)
    reduce("std_biased", "std", dim=[1], unbiased=False)
    _add(recorder, "logsumexp_large", "logsumexp", {"dim": [1]}, lambda x: torch.logsumexp(x, 1),
         given([[1e3, 999.0, 998.0], [-1e3, -1e3, -1001.0], [30.0, -30.0, 0.0]]), smooth=False)
    for order in (1, 2, 3, "inf", "-inf", 0.5):
        name = str(order).replace("-", "minus_").replace(".", "_")
        for suffix, dim in (("all", None), ("last", -1), ("two", [0, 2])):
            _add(recorder, f"norm_{name}_{suffix}", "linalg.vector_norm", {"ord": order, "dim": dim},
                 lambda x: torch.linalg.vector_norm(x, float(order), dim=dim), normal(3, 4, 5))
    for kind in ("cumsum", "cumprod"):
        for dim in (0, 1, -1):
            reduce(f"{kind}_{'last' if dim < 0 else dim}", kind, dim=dim)
    for kind in ("prod", "amax", "amin", "argmax", "argmin", "max", "min"):
        reduce(f"{kind}_first", kind, dim=0)
        reduce(f"{kind}_last", kind, dim=-1)
        reduce(f"{kind}_keepdim", kind, dim=1, keepdim=True)
    zeros = [[1.5, 0.0, -2.0], [0.0, 3.0, 0.0], [0.5, 2.0, 4.0]]
    _add(recorder, "prod_zeros", "prod", {"dim": 1}, lambda x: torch.prod(x, 1), given(zeros))
    _add(recorder, "cumprod_zeros", "cumprod", {"dim": 1}, lambda x: torch.cumprod(x, 1), given(zeros))
    ties = [[1.0, 3.0, 3.0, 2.0], [5.0, 5.0, 5.0, 5.0]]
    _add(recorder, "amax_ties", "amax", {"dim": 1}, lambda x: torch.amax(x, 1), given(ties), smooth=False)
    _add(recorder, "max_ties", "max", {"dim": 1}, lambda x: tuple(torch.max(x, 1)), given(ties), smooth=False)


def _order(recorder):
    for descending in (False, True):
        suffix = "descending" if descending else "ascending"
        for dim in (0, -1):
            args = {"dim": dim, "descending": descending, "stable": True}
            _add(recorder, f"sort_{suffix}_{'last' if dim else 'first'}", "sort", args,
                 lambda x: tuple(torch.sort(x, **args)), normal(5, 7))
        args = {"dim": 0, "descending": descending, "stable": True}
        _add(recorder, f"sort_{suffix}_ties", "sort", args, lambda x: tuple(torch.sort(x, **args)),
             given([2.0, 1.0, 2.0, 0.0, 1.0, 2.0]), smooth=False)
    for name, args in (("last", {"k": 3}), ("smallest", {"k": 2, "largest": False}), ("first", {"k": 2, "dim": 0}),
                       ("whole", {"k": 6})):
        _add(recorder, f"topk_{name}", "topk", args, lambda x: tuple(torch.topk(x, **args)), normal(4, 6))
    args = {"sorted": True, "return_inverse": True, "return_counts": True}
    _add(recorder, "unique", "unique", args, lambda x: torch.unique(x, **args), integers([[3, 1, 3], [2, 1, 7]]))


def _indexing(recorder):
    _add(recorder, "gather", "gather", {"dim": 1}, lambda x, i: torch.gather(x, 1, i), normal(3, 5),
         lambda v: v.integers(3, 4, high=5))
    _add(recorder, "gather_first", "gather", {"dim": 0}, lambda x, i: torch.gather(x, 0, i), normal(4, 3),
         lambda v: v.integers(2, 3, high=4))
    _add(recorder, "index_select", "index_select", {"dim": 1}, lambda x, i: torch.index_select(x, 1, i),
         normal(3, 5, 2), integers([4, 0, 0, 2]))
    _add(recorder, "scatter", "scatter", {"dim": 1}, lambda x, i, s: x.scatter(1, i, s), normal(2, 5),
         integers([[0, 3, 2], [4, 1, 0]]), normal(2, 3))
    _add(recorder, "scatter_add", "scatter_add", {"dim": 0}, lambda x, i, s: x.scatter_add(0, i, s), normal(4, 3),
         integers([[0, 1, 0], [0, 3, 0]]), normal(2, 3))
    _add(recorder, "take_along_dim", "take_along_dim", {"dim": 1}, lambda x, i: torch.take_along_dim(x, i, 1),
         normal(3, 4), lambda v: v.integers(3, 2, high=4))
    _add(recorder, "masked_select", "masked_select", {}, torch.masked_select, normal(3, 4),
         lambda v: v.normal(3, 4) > 0)
    _add(recorder, "masked_fill", "masked_fill", {"value": -2.5}, lambda x, m: x.masked_fill(m, -2.5),
         normal(3, 4), lambda v: v.normal(1, 4) > 0)
    _add(recorder, "where", "where", {}, torch.where, lambda v: v.normal(3, 4) > 0, normal(3, 4), normal(4))


def _shaping(recorder):
    def one(case, kind, args, function, *shape):
        _add(recorder, case, kind, args, function, normal(*(shape or (3, 4))))

    one("pad_constant", "pad", {"pad": [1, 2, 0, 3], "mode": "constant", "value": 1.5},
        lambda x: F.pad(x, (1, 2, 0, 3), value=1.5))
    one("pad_negative", "pad", {"pad": [-1, 2], "mode": "constant", "value": 0.0}, lambda x: F.pad(x, (-1, 2)))
    for mode in ("reflect", "replicate", "circular"):
        args = {"pad": [1, 2, 2, 1], "mode": mode}
        one(f"pad_{mode}", "pad", args, lambda x: F.pad(x, (1, 2, 2, 1), mode=mode), 2, 2, 4, 5)
    one("roll", "roll", {"shifts": [1, -2], "dims": [0, 1]}, lambda x: torch.roll(x, (1, -2), (0, 1)))
    one("roll_flat", "roll", {"shifts": 5}, lambda x: torch.roll(x, 5))
    one("flip", "flip", {"dims": [0, 1]}, lambda x: torch.flip(x, (0, 1)))
    one("tile", "tile", {"dims": [2, 1, 3]}, lambda x: torch.tile(x, (2, 1, 3)), 2, 3)
    one("repeat_interleave", "repeat_interleave", {"repeats": 3, "dim": 1}, lambda x: x.repeat_interleave(3, 1))
    one("expand", "expand", {"sizes": [2, 3, 4]}, lambda x: x.expand(2, 3, 4), 3, 1)
    one("permute", "permute", {"dims": [2, 0, 1]}, lambda x: x.permute(2, 0, 1), 2, 3, 4)
    one("split", "split", {"split_size_or_sections": [1, 3, 2], "dim": 1}, lambda x: torch.split(x, [1, 3, 2], 1), 2, 6)
    one("chunk", "chunk", {"chunks": 3, "dim": 0}, lambda x: torch.chunk(x, 3, 0), 7, 2)
    one("tril", "tril", {"diagonal": -1}, lambda x: torch.tril(x, -1), 4, 5)
    _add(recorder, "cat", "cat", {"dim": 1}, lambda *x: torch.cat(x, 1), normal(2, 3), normal(2, 1), normal(2, 4))
    _add(recorder, "stack", "stack", {"dim": 1}, lambda *x: torch.stack(x, 1), normal(2, 3), normal(2, 3))


def _elementwise(recorder):
    def positive(v):
        return v.uniform(4, 5, low=0.1, high=4.0)

    def inside(v):
        return v.uniform(4, 5, low=-0.95, high=0.95)

    plain = "exp expm1 sin cos sinh cosh atan tanh erf sigmoid abs neg square sign floor ceil round trunc".split()
    above_zero = "log log1p log2 log10 sqrt rsqrt reciprocal".split()
    around_zero = "asin acos tan".split()
    for kinds, draw in ((plain, normal(4, 5, scale=1.5)), (above_zero, positive), (around_zero, inside)):
        for kind in kinds:
            _add(recorder, kind, kind, {}, getattr(torch, kind), draw)
    _add(recorder, "round_halves", "round", {}, torch.round, given([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5]),
         smooth=False)
    for kind in ("add", "sub", "mul", "div", "maximum", "minimum", "atan2"):
        _add(recorder, f"{kind}_broadcast", kind, {}, getattr(torch, kind), normal(3, 1, 5), normal(4, 1))
    _add(recorder, "maximum_ties", "maximum", {}, torch.maximum, given([1.0, 2.0, 3.0]), given([1.0, 3.0, 2.0]),
         smooth=False)
    _add(recorder, "pow_tensor", "pow", {}, torch.pow, positive, normal(5))
    for exponent in (2, 3, -1, 0.5, 2.5, 0):
        name = str(exponent).replace("-", "minus_").replace(".", "_")
        _add(recorder, f"pow_{name}", "pow", {"exponent": exponent}, lambda x: torch.pow(x, exponent), positive)
    _add(recorder, "pow_3_negative_base", "pow", {"exponent": 3}, lambda x: torch.pow(x, 3), normal(4, 5))
    _add(recorder, "clamp", "clamp", {"min": -0.5, "max": 0.75}, lambda x: x.clamp(-0.5, 0.75), normal(4, 5))
    signs = [7.0, -7.0, 7.0, -7.0, 5.5, -5.5], [3.0, 3.0, -3.0, -3.0, 2.0, 2.0]
    _add(recorder, "remainder", "remainder", {}, torch.remainder, *map(given, signs), smooth=False)
    _add(recorder, "fmod", "fmod", {}, torch.fmod, *map(given, signs), smooth=False)
    whole = [7, -7, 7, -7, 6], [3, 3, -3, -3, 2]
    for mode in ("floor", "trunc"):
        _add(recorder, f"div_{mode}_integers", "div", {"rounding_mode": mode},
             lambda x, y: torch.div(x, y, rounding_mode=mode), *map(integers, whole))
    _add(recorder, "remainder_integers", "remainder", {}, torch.remainder, *map(integers, whole))
