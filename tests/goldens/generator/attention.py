"""Attention of several heads, transformer layers, stacks and the whole transformer, without dropout."""

import torch
from torch import nn

from .recorder import Recorder
from .values import Values

BATCH, QUERIES, KEYS, DIM, HEADS = 2, 4, 3, 6, 2


def make(recorder: Recorder) -> None:
    _attention(recorder)
    _encoder(recorder)
    _decoder(recorder)
    _transformer(recorder)


def _causal(n):
    return torch.ones(n, n, dtype=torch.bool).triu(1)


def _attention(recorder):
    def case(name, itself=True, masks=None, key_dim=DIM, value_dim=DIM, batch=True, weights=None, **extra):
        name = f"multihead_attention_{name}"
        values = Values(f"layers/{name}")
        args = {"embed_dim": DIM, "num_heads": HEADS, **extra}
        module = nn.MultiheadAttention(**args)
        masks = masks(values) if masks else {}

        def sequence(places, size):
            shape = (places, size) if not batch else (BATCH, places, size) if extra.get("batch_first") else (places, BATCH, size)
            return values.normal(*shape)

        inputs = [sequence(QUERIES, DIM)]
        if not itself:
            inputs += [sequence(KEYS, key_dim), sequence(KEYS, value_dim)]

        def call(query, key=None, value=None):
            y, w = module(query, query if key is None else key, query if value is None else value, need_weights=weights is not None,
                          average_attn_weights=weights == "mean", **masks)
            return y if weights is None else (y, w)

        recorder.module(name, "MultiheadAttention", {**args, **({"weights": weights} if weights else {})}, module, inputs, values,
                        call=call, extra_tensors=masks)

    case("itself")
    case("batch_first", batch_first=True)
    case("other", itself=False)
    case("other_batch_first", itself=False, batch_first=True)
    case("no_bias", bias=False)
    case("without_batch", batch=False)
    case("sizes", itself=False, kdim=5, vdim=3, key_dim=5, value_dim=3)
    case("weights", itself=False, weights="mean")
    case("weights_of_heads", weights="heads", batch_first=True)
    case("weights_without_batch", batch=False, weights="heads")
    case("causal", masks=lambda v: {"attn_mask": _causal(QUERIES)})
    case("added", itself=False, masks=lambda v: {"attn_mask": v.normal(QUERIES, KEYS)})
    case("added_by_head", itself=False, masks=lambda v: {"attn_mask": v.normal(BATCH * HEADS, QUERIES, KEYS)})
    case("padding", itself=False, masks=lambda v: {"key_padding_mask": torch.tensor([[False, False, True], [False, True, True]])})
    case("padding_and_causal", batch_first=True, weights="mean", masks=lambda v: {
        "attn_mask": _causal(QUERIES), "key_padding_mask": torch.tensor([[False, False, False, True], [False, False, True, True]])})
    case("padding_and_added", masks=lambda v: {
        "attn_mask": v.normal(QUERIES, QUERIES), "key_padding_mask": torch.tensor([[False, False, False, True], [False, False, True, True]])})
    case("bias_kv", itself=False, add_bias_kv=True, masks=lambda v: {"key_padding_mask": torch.tensor([[False, False, True], [False, True, True]])})
    case("zero", add_zero_attn=True, masks=lambda v: {"attn_mask": _causal(QUERIES)})
    case("bias_kv_and_zero", itself=False, add_bias_kv=True, add_zero_attn=True, weights="heads", batch_first=True)


LAYER = {"d_model": DIM, "nhead": HEADS, "dim_feedforward": 5, "dropout": 0.0}
PADDING = torch.tensor([[False, False, False, True], [False, False, True, True]])


def _run(recorder, name, kind, args, module, inputs, values, names, masks, mode="train", scale=0.4):
    recorder.module(name, kind, args, module, inputs, values, mode=mode, scale=scale, extra_tensors=masks,
                    call=lambda *x: module(*x, **{names[key]: mask for key, mask in masks.items()}))


def _encoder(recorder):
    names = {"mask": "src_mask", "padding": "src_key_padding_mask"}

    def layer(name, shape, masks=None, mode="train", **extra):
        name = f"transformer_encoder_layer_{name}"
        values, args = Values(f"layers/{name}"), {**LAYER, **extra}
        _run(recorder, name, "TransformerEncoderLayer", args, nn.TransformerEncoderLayer(**args), [values.normal(*shape)], values, names, masks or {}, mode)

    shape, batch_first = (QUERIES, BATCH, DIM), (BATCH, QUERIES, DIM)
    layer("norm_last", shape)
    layer("norm_first", shape, norm_first=True)
    layer("eval", shape, mode="eval")
    layer("gelu", batch_first, activation="gelu", batch_first=True, layer_norm_eps=1e-2)
    layer("causal", batch_first, {"mask": _causal(QUERIES)}, batch_first=True, norm_first=True)
    layer("padding", batch_first, {"padding": PADDING}, batch_first=True)
    layer("without_batch", (QUERIES, DIM), {"mask": _causal(QUERIES)})

    def stack(name, masks=None, norm=False, **extra):
        name = f"transformer_encoder_{name}"
        values, args = Values(f"layers/{name}"), {**LAYER, **extra, "num_layers": 2, "norm": norm}
        module = nn.TransformerEncoder(nn.TransformerEncoderLayer(**{**LAYER, **extra}), 2, nn.LayerNorm(DIM) if norm else None)
        encoder_names = {"mask": "mask", "padding": "src_key_padding_mask"}
        _run(recorder, name, "TransformerEncoder", args, module, [values.normal(*batch_first)], values, encoder_names, masks or {})

    stack("plain", batch_first=True)
    stack("norm", {"mask": _causal(QUERIES), "padding": PADDING}, True, batch_first=True, norm_first=True, activation="gelu")


DECODER_NAMES = {"target_mask": "tgt_mask", "memory_mask": "memory_mask", "target_padding": "tgt_key_padding_mask", "memory_padding": "memory_key_padding_mask"}
MEMORY_PADDING = torch.tensor([[False, False, True], [False, True, True]])


def _decoder(recorder):
    def layer(name, masks=None, **extra):
        name = f"transformer_decoder_layer_{name}"
        values, args = Values(f"layers/{name}"), {**LAYER, **extra}
        inputs = [values.normal(QUERIES, BATCH, DIM), values.normal(KEYS, BATCH, DIM)]
        _run(recorder, name, "TransformerDecoderLayer", args, nn.TransformerDecoderLayer(**args), inputs, values, DECODER_NAMES, masks or {})

    layer("norm_last")
    layer("norm_first", {"target_mask": _causal(QUERIES), "memory_padding": MEMORY_PADDING}, norm_first=True, activation="gelu")
    layer("masks", {"memory_mask": torch.tensor([[False, True, False]] * QUERIES), "target_padding": PADDING})

    name = "transformer_decoder_norm"
    values, args = Values(f"layers/{name}"), {**LAYER, "num_layers": 2, "norm": True}
    module = nn.TransformerDecoder(nn.TransformerDecoderLayer(**LAYER), 2, nn.LayerNorm(DIM))
    inputs = [values.normal(QUERIES, BATCH, DIM), values.normal(KEYS, BATCH, DIM)]
    _run(recorder, name, "TransformerDecoder", args, module, inputs, values, DECODER_NAMES, {"target_mask": _causal(QUERIES)})


def _transformer(recorder):
    names = {"source_mask": "src_mask", "target_mask": "tgt_mask", "memory_mask": "memory_mask", "source_padding": "src_key_padding_mask",
             "target_padding": "tgt_key_padding_mask", "memory_padding": "memory_key_padding_mask"}

    def case(name, masks=None, **extra):
        name = f"transformer_{name}"
        values, args = Values(f"layers/{name}"), {**LAYER, "num_encoder_layers": 1, "num_decoder_layers": 2, **extra}
        inputs = [values.normal(BATCH, KEYS, DIM), values.normal(BATCH, QUERIES, DIM)]
        if not extra.get("batch_first"):
            inputs = [x.transpose(0, 1).contiguous() for x in inputs]
        _run(recorder, name, "Transformer", args, nn.Transformer(**args), inputs, values, names, masks or {}, scale=0.5)

    case("plain")
    some = torch.tensor([[False, False, False], [False, False, True]])
    case("masks", {"target_mask": _causal(QUERIES), "source_padding": some, "memory_padding": some, "target_padding": PADDING},
         num_decoder_layers=1, batch_first=True, norm_first=True, layer_norm_eps=0.1)
