"""RNN (tanh, relu, sigmoid), LSTM and GRU: layers, directions, biases, states, variable lengths."""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from .recorder import Recorder
from .values import Values

TIME, BATCH, INPUT, HIDDEN = 5, 3, 3, 4

# case, arguments, initial state given, lengths
VARIANTS = [
    ("basic", {}, False, None),
    ("batch_first", {"batch_first": True}, False, None),
    ("no_bias", {"bias": False}, False, None),
    ("initial_state", {}, True, None),
    ("bidirectional", {"bidirectional": True}, False, None),
    ("two_layers", {"num_layers": 2}, False, None),
    ("two_layers_bidirectional_state", {"num_layers": 2, "bidirectional": True, "batch_first": True}, True, None),
    ("lengths", {}, False, [3, 5, 1]),
    ("lengths_all_short", {"batch_first": True}, True, [2, 4, 3]),
    ("lengths_bidirectional", {"bidirectional": True}, False, [4, 2, 5]),
    ("lengths_two_layers_bidirectional_state", {"num_layers": 2, "bidirectional": True, "batch_first": True}, True,
     [1, 5, 3]),
]

PROJECTED = [
    ("projection", {"proj_size": 2}, False, None),
    ("projection_no_bias_state", {"proj_size": 3, "bias": False, "batch_first": True}, True, None),
    ("projection_two_layers_bidirectional_lengths", {"proj_size": 2, "num_layers": 2, "bidirectional": True}, True, [3, 5, 1]),
]

KINDS = [
    ("RNN", "rnn_tanh", {"nonlinearity": "tanh"}),
    ("RNN", "rnn_relu", {"nonlinearity": "relu"}),
    ("RNN", "rnn_sigmoid", {"nonlinearity": "sigmoid"}),
    ("LSTM", "lstm", {}),
    ("GRU", "gru", {}),
]


def make(recorder: Recorder) -> None:
    for kind, prefix, own in KINDS:
        for variant, args, with_state, lengths in VARIANTS:
            _add(recorder, kind, f"{prefix}_{variant}", {**own, **args}, with_state, lengths)
    for variant, args, with_state, lengths in PROJECTED:
        _add(recorder, "LSTM", f"lstm_{variant}", args, with_state, lengths)


def _add(recorder, kind, case, extra, with_state, lengths):
    values = Values(f"layers/{case}")
    args = {"input_size": INPUT, "hidden_size": HIDDEN, **extra}
    by_hand = extra.get("nonlinearity") == "sigmoid"
    module = getattr(nn, kind)(**{**args, "nonlinearity": "tanh"} if by_hand else args).double()
    batch_first = extra.get("batch_first", False)

    inputs = [values.normal(*((BATCH, TIME) if batch_first else (TIME, BATCH)), INPUT)]
    if with_state:
        count = extra.get("num_layers", 1) * (2 if extra.get("bidirectional") else 1)
        sizes = [extra.get("proj_size", HIDDEN), HIDDEN] if kind == "LSTM" else [HIDDEN]
        inputs += [values.normal(count, BATCH, size, scale=0.5) for size in sizes]

    def own(x, *state):
        start = None if not state else state if kind == "LSTM" else state[0]
        if lengths is not None:
            x = pack_padded_sequence(x, torch.tensor(lengths), batch_first=batch_first, enforce_sorted=False)
        y, last = module(x, start)
        if lengths is not None:
            y, _ = pad_packed_sequence(y, batch_first=batch_first, total_length=TIME)
        return (y, *last) if kind == "LSTM" else (y, last)

    def sigmoid(x, *state):
        return _simple(module, torch.sigmoid, x, state[0] if state else None, lengths)

    if by_hand:
        # The loop below must be nn.RNN when its activation is tanh.
        state = inputs[1] if with_state else None
        for ours, theirs in zip(_simple(module, torch.tanh, inputs[0], state, lengths), own(*inputs)):
            torch.testing.assert_close(ours, theirs, rtol=1e-12, atol=1e-12)

    tensors = {} if lengths is None else {"lengths": torch.tensor(lengths)}
    recorder.module(case, kind, args, module, inputs, values, call=sigmoid if by_hand else own, extra_tensors=tensors)


def _simple(module, activation, x, state, lengths):
    """A recurrent network in plain tensor operations, one sequence at a time."""
    if not module.batch_first:
        x = x.transpose(0, 1)
    weights = dict(module.named_parameters())
    directions = ["", "_reverse"] if module.bidirectional else [""]
    rows, finals = [], []
    for n in range(x.shape[0]):
        sequence = x[n, : x.shape[1] if lengths is None else lengths[n]]
        last = []
        for layer in range(module.num_layers):
            sides = []
            for suffix in directions:
                key = f"_l{layer}{suffix}"
                h = x.new_zeros(module.hidden_size) if state is None else state[len(last), n]
                steps = []
                for step in sequence.flip(0) if suffix else sequence:
                    total = weights["weight_ih" + key] @ step + weights["weight_hh" + key] @ h
                    if module.bias:
                        total = total + weights["bias_ih" + key] + weights["bias_hh" + key]
                    h = activation(total)
                    steps.append(h)
                last.append(h)
                sides.append(torch.stack(steps[::-1] if suffix else steps))
            sequence = torch.cat(sides, -1)
        rows.append(nn.functional.pad(sequence, (0, 0, 0, x.shape[1] - sequence.shape[0])))
        finals.append(torch.stack(last))
    y = torch.stack(rows)
    return y if module.batch_first else y.transpose(0, 1), torch.stack(finals, 1)
