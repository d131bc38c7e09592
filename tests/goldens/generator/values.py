"""Random values of a case: drawn from its name alone, and exactly representable in float32."""

import math
import random

import torch


def exact(values) -> torch.Tensor:
    """Float64 numbers that float32 holds without rounding."""
    return torch.as_tensor(values, dtype=torch.float64).to(torch.float32).to(torch.float64)


class Values:
    """Python's own generator, seeded by the case's name: a new case changes no other, nor does the machine."""

    def __init__(self, name: str):
        self.random = random.Random(name)

    def _fill(self, shape, draw) -> torch.Tensor:
        count = math.prod(shape)
        return exact([draw() for _ in range(count)]).reshape(shape)

    def normal(self, *shape, scale=1.0, mean=0.0) -> torch.Tensor:
        return self._fill(shape, lambda: self.random.gauss(mean, scale))

    def uniform(self, *shape, low=0.0, high=1.0) -> torch.Tensor:
        return self._fill(shape, lambda: self.random.uniform(low, high))

    def integers(self, *shape, high, low=0) -> torch.Tensor:
        draws = [self.random.randrange(low, high) for _ in range(math.prod(shape))]
        return torch.tensor(draws, dtype=torch.int64).reshape(shape)

    def probabilities(self, *shape, dim=1) -> torch.Tensor:
        """Distributions along a dimension; their sums are one up to float32's rounding."""
        return exact(torch.softmax(self.normal(*shape, scale=1.5), dim))
