"""One step of RNN, LSTM and GRU: biases, states, without batch."""

from torch import nn

from .recorder import Recorder
from .values import Values

BATCH, INPUT, HIDDEN = 3, 3, 4

VARIANTS = [
    ("basic", {}, False, True),
    ("state", {}, True, True),
    ("no_bias", {"bias": False}, True, True),
    ("without_batch", {}, True, False),
]

KINDS = [
    ("RNNCell", "rnn_cell_tanh", {"nonlinearity": "tanh"}),
    ("RNNCell", "rnn_cell_relu", {"nonlinearity": "relu"}),
    ("LSTMCell", "lstm_cell", {}),
    ("GRUCell", "gru_cell", {}),
]


def make(recorder: Recorder) -> None:
    for kind, prefix, own in KINDS:
        for variant, args, with_state, with_batch in VARIANTS:
            _add(recorder, kind, f"{prefix}_{variant}", {**own, **args}, with_state, (BATCH,) if with_batch else ())


def _add(recorder, kind, case, extra, with_state, batch):
    values = Values(f"layers/{case}")
    args = {"input_size": INPUT, "hidden_size": HIDDEN, **extra}
    module = getattr(nn, kind)(**args).double()
    inputs = [values.normal(*batch, INPUT)]
    if with_state:
        inputs += [values.normal(*batch, HIDDEN, scale=0.5) for _ in range(2 if kind == "LSTMCell" else 1)]

    def call(x, *state):
        return module(x, None if not state else state if kind == "LSTMCell" else state[0])

    recorder.module(case, kind, args, module, inputs, values, call=call)
