"""Single operations in PyTorch, by the specifications that Lamina sends: `op`, and its sizes by name."""

import torch
import torch.nn.functional as F


def matmul(count, m, k, n, turned_a, turned_b):
    def operand(rows, columns, turned):
        sizes = (columns, rows) if turned else (rows, columns)
        values = torch.randn(sizes if count == 1 else (count, *sizes))
        return values.transpose(-2, -1) if turned else values

    a, b = operand(m, k, turned_a), operand(k, n, turned_b)
    out = torch.matmul(a, b)
    return lambda: torch.matmul(a, b, out=out)


def conv(what, batch, channels, size, out_channels, kernel, stride, padding, end):
    x, w = torch.randn(batch, channels, size, size), torch.randn(out_channels, channels, kernel, kernel)
    if what == "forward":
        return lambda: F.conv2d(x, w, None, stride, padding)
    upstream, mask = torch.randn(batch, out_channels, end, end), [what == "input", what == "weight", False]
    gradient = torch.ops.aten.convolution_backward
    return lambda: gradient(upstream, x, w, None, [stride] * 2, [padding] * 2, [1, 1], False, [0, 0], 1, mask)


def softmax(rows, columns):
    x = torch.randn(rows, columns)
    return lambda: torch.softmax(x, -1)


def layernorm(rows, columns):
    x, weight, bias = torch.randn(rows, columns), torch.ones(columns), torch.zeros(columns)
    return lambda: F.layer_norm(x, (columns,), weight, bias)


def chain(count):
    x, y, z = torch.randn(count), torch.randn(count), torch.randn(count)
    return lambda: torch.relu(x * y + z) * 0.5


def gelu(count):
    x = torch.randn(count)
    return lambda: F.gelu(x)


def sum(count):
    x = torch.randn(count)
    return lambda: x.sum()


def embedding(rows, columns, count):
    table, index = torch.randn(rows, columns), torch.randint(0, rows, (count,))
    return lambda: F.embedding(index, table)


def embedding_gradient(rows, columns, count):
    upstream, index = torch.randn(count, columns), torch.randint(0, rows, (count,))
    gradient = torch.ops.aten.embedding_dense_backward
    return lambda: gradient(upstream, index, rows, -1, False)


def adam(count):
    parameter = torch.nn.Parameter(torch.randn(count))
    parameter.grad = torch.randn(count)
    return torch.optim.Adam([parameter]).step


KERNELS = {
    "matmul": matmul, "conv": conv, "softmax": softmax, "layernorm": layernorm, "chain": chain, "gelu": gelu, "sum": sum,
    "embedding": embedding, "embedding_gradient": embedding_gradient, "adam": adam,
}


def make(spec):
    """The step of a kernel, to be called again and again without gradients."""
    sizes = {name: value for name, value in spec.items() if name != "op"}
    step = KERNELS[spec["op"]](**sizes)

    def quiet():
        with torch.no_grad():
            step()

    return quiet
