"""Runs a case forward and backward, checks the gradients, and writes the file."""

import json
from pathlib import Path

import torch

from . import container
from .values import Values


def _tuple(value):
    return value if isinstance(value, tuple) else (value,)


class Recorder:
    def __init__(self, folder: Path, check: bool):
        self.folder = folder
        self.check = check
        self.count = 0
        self.bytes = 0
        self.failures = []
        self._names = set()

    def write(self, group: str, case: str, kind: str, args: dict, tensors: dict, mode: str = "train", **extra) -> None:
        if (group, case) in self._names:
            raise ValueError(f"two cases are named {group}/{case}")
        self._names.add((group, case))
        for key, tensor in tensors.items():
            inexact = tensor.dtype == torch.float64 and bool((tensor.float().double() != tensor).any())
            given = key.startswith(("input.", "param.", "buffer.", "arg.", "grad_output."))
            if given and inexact:
                raise ValueError(f"{group}/{case}: {key} is not exact in float32")
            if tensor.is_floating_point() and not bool(torch.isfinite(tensor).all()):
                raise ValueError(f"{group}/{case}: {key} is not finite")
        metadata = {"kind": kind, "args": json.dumps(args), "mode": mode, "torch": str(torch.__version__), **extra}
        self.bytes += container.write(self.folder / group / f"{case}.safetensors", tensors, metadata)
        self.count += 1

    def module(self, case, kind, args, module, inputs, values, mode="train", call=None, scale=0.5, group="layers",
               smooth=True, extra_tensors=None, **extra):
        """A layer: random parameters, one forward, one backward."""
        module = module.double().train(mode == "train")
        with torch.no_grad():
            for parameter in module.parameters():
                parameter.copy_(values.normal(*parameter.shape, scale=scale))
        self.differentiate(
            group, case, kind, args, call or module, inputs, values, parameters=dict(module.named_parameters()),
            buffers=dict(module.named_buffers()), mode=mode, smooth=smooth, extra_tensors=extra_tensors, **extra)

    def differentiate(self, group, case, kind, args, function, inputs, values: Values, parameters=None, buffers=None,
                      mode="train", smooth=True, differentiable=None, extra_tensors=None, **extra):
        """
        Forward and backward of function(*inputs). Every float input gets a gradient, or those listed in differentiable.
        smooth=False leaves out the finite differences: an input lies on a kink, or the function is constant there.
        """
        parameters = parameters or {}
        buffers = buffers or {}
        if differentiable is None:
            differentiable = [i for i, x in enumerate(inputs) if x.is_floating_point()]
        inputs = [x.clone().requires_grad_(i in differentiable) for i, x in enumerate(inputs)]

        tensors = {f"input.{i}": x.detach().clone() for i, x in enumerate(inputs)}
        tensors.update({f"arg.{k}": v for k, v in (extra_tensors or {}).items()})
        tensors.update({f"param.{k}": v.detach().clone() for k, v in parameters.items()})
        tensors.update({f"buffer.{k}": v.clone() for k, v in buffers.items()})

        outputs = _tuple(function(*inputs))
        tensors.update({f"buffer_after.{k}": v.clone() for k, v in buffers.items()})
        tensors.update({f"output.{i}": y.detach().clone() for i, y in enumerate(outputs)})

        leaves = {f"grad.input.{i}": inputs[i] for i in differentiable}
        leaves.update({f"grad.{k}": v for k, v in parameters.items()})
        floats = [i for i, y in enumerate(outputs) if y.requires_grad]
        upstream = {i: values.normal(*outputs[i].shape) for i in floats}
        if leaves and floats:
            tensors.update({f"grad_output.{i}": g for i, g in upstream.items()})
            roots = [outputs[i] for i in floats]
            gradients = torch.autograd.grad(roots, list(leaves.values()), list(upstream.values()))
            tensors.update(zip(leaves.keys(), gradients))
            if self.check and smooth:
                self._confirm(f"{group}/{case}", function, inputs, leaves, upstream, gradients, values)

        self.write(group, case, kind, args, tensors, mode, **extra)

    def _confirm(self, case, function, inputs, leaves, upstream, gradients, values):
        """
        Compares each gradient, along a random direction, with a fourth-order central difference. The step of an element
        follows its size: functions with a pole or a kink at zero bend sharply near it.
        """

        def objective():
            outputs = _tuple(function(*inputs))
            return sum(float((outputs[i] * g).sum()) for i, g in upstream.items())

        for (name, leaf), gradient in zip(leaves.items(), gradients):
            direction = values.normal(*leaf.shape) * (leaf.detach().abs().clamp(max=1.0) + 1e-3)
            expected = float((gradient * direction).sum())
            start = leaf.detach().clone()

            def at(step):
                with torch.no_grad():
                    leaf.copy_(start + step * direction)
                    return objective()

            h = 1e-4
            measured = (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h)
            with torch.no_grad():
                leaf.copy_(start)
            size = max(float((gradient * direction).abs().sum()), 1e-3, 1e-2 * abs(objective()))
            error = abs(measured - expected) / size
            if not error <= 1e-9:
                self.failures.append(f"{case} {name}: {expected:.12g}, by differences {measured:.12g} ({error:.1e})")
