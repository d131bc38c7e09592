"""Training steps in PyTorch, timed on request.

Started by bench/Lamina.Benchmarks, one process for each setting. It answers lines on standard input:
    NAME MILLISECONDS   runs the workload for that long, three steps at least, and prints
                        the milliseconds of a step: their mean and their median
    quit                ends
The first line it prints is its version, as JSON.
"""

import json
import statistics
import sys
import time

import torch
from torch import nn

BATCH = 32
LEAST = 3


def mlp():
    net = nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    return net, torch.optim.Adam(net.parameters()), (BATCH, 784)


def cnn():
    net = nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(32 * 13 * 13, 128), nn.ReLU(), nn.Linear(128, 10))
    return net, torch.optim.Adam(net.parameters()), (BATCH, 1, 28, 28)


def lenet():
    net = nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
    return net, torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9), (BATCH, 1, 32, 32)


def make(name):
    torch.manual_seed(1)
    net, optimizer, shape = {"mlp": mlp, "cnn": cnn, "lenet": lenet}[name]()
    x, labels = torch.randn(shape), torch.randint(0, 10, (BATCH,))
    loss_of = nn.CrossEntropyLoss()

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = loss_of(net(x), labels)
        loss.backward()
        optimizer.step()

    return step


def main():
    torch.set_num_threads(int(sys.argv[1]))
    print(json.dumps({"version": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
    steps = {}
    for line in sys.stdin:
        words = line.split()
        if not words or words[0] == "quit":
            break
        name, budget = words[0], float(words[1]) / 1000
        if name not in steps:
            steps[name] = make(name)
        step, times = steps[name], []
        start = end = time.perf_counter()
        while len(times) < LEAST or end - start < budget:
            begin = end
            step()
            end = time.perf_counter()
            times.append(end - begin)
        print((end - start) * 1000 / len(times), statistics.median(times) * 1000, flush=True)


main()
