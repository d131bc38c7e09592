"""The networks of the benchmark in PyTorch, layer for layer those of Lamina."""

import math

import torch
import torch.nn.functional as F
from torch import nn


# As Lamina's: so small that the network stays as it began, since the gradients of a batch learnt by heart are denormal numbers.
LEARNING_RATE = 1e-9


def adam(parameters):
    return torch.optim.Adam(parameters, lr=LEARNING_RATE)


def momentum(parameters):
    return torch.optim.SGD(parameters, lr=LEARNING_RATE, momentum=0.9)


class Task:
    """One network with one input, one target, one loss and one optimizer."""

    def __init__(self, network, x, target, loss=None, optimizer=None):
        self.network, self.x, self.target = network, x, target
        self.loss = loss or nn.CrossEntropyLoss()
        self.optimizer = (optimizer or adam)(network.parameters())

    def parameter_count(self):
        return sum(p.numel() for p in self.network.parameters())

    def train_step(self):
        def step():
            self.optimizer.zero_grad(set_to_none=True)
            loss = self.loss(self.network(self.x), self.target)
            loss.backward()
            self.optimizer.step()

        return step

    def predictor(self):
        return self.network, self.x


def mlp(batch):
    net = nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 10))
    return Task(net, torch.randn(batch, 784), torch.randint(0, 10, (batch,)))


def cnn(batch):
    net = nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(32 * 13 * 13, 128), nn.ReLU(), nn.Linear(128, 10))
    return Task(net, torch.randn(batch, 1, 28, 28), torch.randint(0, 10, (batch,)))


def lenet(batch):
    net = nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
    return Task(net, torch.randn(batch, 1, 32, 32), torch.randint(0, 10, (batch,)), optimizer=momentum)


class LastState(nn.Module):
    """An LSTM over batch-first sequences, then a dense layer on its last state."""

    def __init__(self, inputs, hidden, layers, outputs, words=None):
        super().__init__()
        self.embedding = nn.Embedding(words, inputs) if words else nn.Identity()
        self.lstm = nn.LSTM(inputs, hidden, layers, batch_first=True)
        self.dense = nn.Linear(hidden, outputs)
        # As Lamina's here: a forget gate that begins open keeps the gradient of long sequences away from denormal numbers.
        for name, parameter in self.lstm.named_parameters():
            if name.startswith("bias_ih"):
                nn.init.ones_(parameter.data[hidden:2 * hidden])

    def forward(self, x):
        _, (hidden, _) = self.lstm(self.embedding(x))
        return self.dense(hidden[-1])


def lstm(batch):
    return Task(LastState(16, 50, 2, 1), torch.randn(batch, 50, 16), torch.randn(batch, 1), loss=nn.MSELoss())


def imdb(batch):
    return Task(LastState(128, 128, 1, 2, words=20000), torch.randint(0, 20000, (batch, 200)), torch.randint(0, 2, (batch,)))


class BasicBlock(nn.Module):
    def __init__(self, inputs, channels, stride, projection):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.stride, self.padding = stride, (channels - inputs) // 2
        self.downsample = None
        if projection and (stride > 1 or channels != inputs):
            self.downsample = nn.Sequential(nn.Conv2d(inputs, channels, 1, stride, bias=False), nn.BatchNorm2d(channels))

    def shortcut(self, x):
        if self.downsample is not None:
            return self.downsample(x)
        if self.stride > 1:
            x = x[:, :, ::self.stride, ::self.stride]
        return F.pad(x, (0, 0, 0, 0, self.padding, self.padding)) if self.padding else x

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)), inplace=True)
        return F.relu(self.bn2(self.conv2(y)) + self.shortcut(x), inplace=True)


def stage(blocks, inputs, channels, stride, projection):
    return [BasicBlock(inputs if i == 0 else channels, channels, stride if i == 0 else 1, projection) for i in range(blocks)]


def resnet20(batch):
    net = nn.Sequential(
        nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU(inplace=True),
        *stage(3, 16, 16, 1, False), *stage(3, 16, 32, 2, False), *stage(3, 32, 64, 2, False),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(64, 10))
    return Task(net, torch.randn(batch, 3, 32, 32), torch.randint(0, 10, (batch,)), optimizer=momentum)


def resnet18(batch):
    net = nn.Sequential(
        nn.Conv2d(3, 64, 7, 2, 3, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1),
        *stage(2, 64, 64, 1, True), *stage(2, 64, 128, 2, True), *stage(2, 128, 256, 2, True), *stage(2, 256, 512, 2, True),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 1000))
    return Task(net, torch.randn(batch, 3, 224, 224), torch.randint(0, 1000, (batch,)), optimizer=momentum)


class Attention(nn.Module):
    def __init__(self, width, heads, length):
        super().__init__()
        self.c_attn, self.c_proj, self.heads = nn.Linear(width, 3 * width), nn.Linear(width, width), heads
        self.register_buffer("future", torch.triu(torch.ones(length, length, dtype=torch.bool), 1), persistent=False)

    def forward(self, x):
        batch, length, width = x.shape
        q, k, v = (part.view(batch, length, self.heads, width // self.heads).transpose(1, 2) for part in self.c_attn(x).split(width, 2))
        scores = q @ k.transpose(-2, -1) * (1 / math.sqrt(width // self.heads))
        y = torch.softmax(scores.masked_fill(self.future[:length, :length], float("-inf")), -1) @ v
        return self.c_proj(y.transpose(1, 2).reshape(batch, length, width))


class GptBlock(nn.Module):
    def __init__(self, width, heads, length):
        super().__init__()
        self.ln_1, self.ln_2, self.attn = nn.LayerNorm(width), nn.LayerNorm(width), Attention(width, heads, length)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class Gpt(nn.Module):
    def __init__(self, vocabulary, length, blocks, width, heads):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(vocabulary, width), nn.Embedding(length, width)
        self.h = nn.Sequential(*(GptBlock(width, heads, length) for _ in range(blocks)))
        self.ln_f = nn.LayerNorm(width)
        nn.init.normal_(self.wte.weight, 0, 0.02)
        nn.init.normal_(self.wpe.weight, 0, 0.02)

    def forward(self, x):
        y = self.h(self.wte(x) + self.wpe.weight[:x.shape[1]])
        return F.linear(self.ln_f(y), self.wte.weight)


def text(length, blocks, width, heads):
    def make(batch):
        x, target = torch.randint(0, 65, (batch, length)), torch.randint(0, 65, (batch, length))
        return Task(Gpt(65, length, blocks, width, heads), x, target, loss=lambda y, t: F.cross_entropy(y.view(-1, 65), t.view(-1)))

    return make


class Dcgan:
    """A generator and a discriminator of 28x28 pictures; a step trains both, a prediction is the generator's."""

    def __init__(self, batch):
        self.z, self.real = torch.randn(batch, 64, 1, 1), torch.rand(batch, 1, 28, 28) * 2 - 1
        self.ones, self.zeros = torch.ones(batch, 1), torch.zeros(batch, 1)
        self.generator = nn.Sequential(
            nn.ConvTranspose2d(64, 128, 7, bias=False), nn.BatchNorm2d(128), nn.ReLU(inplace=True),
            nn.ConvTranspose2d(128, 64, 4, 2, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True),
            nn.ConvTranspose2d(64, 1, 4, 2, 1, bias=False), nn.Tanh())
        self.discriminator = nn.Sequential(
            nn.Conv2d(1, 64, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True),
            nn.Conv2d(64, 128, 4, 2, 1, bias=False), nn.BatchNorm2d(128), nn.LeakyReLU(0.2, inplace=True),
            nn.Flatten(), nn.Linear(128 * 7 * 7, 1))
        self.loss = nn.BCEWithLogitsLoss()

    def parameter_count(self):
        return sum(p.numel() for net in (self.generator, self.discriminator) for p in net.parameters())

    def train_step(self):
        of_generator, of_discriminator = (
            torch.optim.Adam(net.parameters(), lr=LEARNING_RATE, betas=(0.5, 0.999)) for net in (self.generator, self.discriminator))

        def step():
            made = self.generator(self.z)
            of_discriminator.zero_grad(set_to_none=True)
            judged = self.loss(self.discriminator(self.real), self.ones) + self.loss(self.discriminator(made.detach()), self.zeros)
            judged.backward()
            of_discriminator.step()
            of_generator.zero_grad(set_to_none=True)
            self.loss(self.discriminator(made), self.ones).backward()
            of_generator.step()

        return step

    def predictor(self):
        return self.generator, self.z


WORKLOADS = {
    "mlp": mlp, "cnn": cnn, "lenet": lenet, "lstm": lstm, "imdb": imdb, "resnet20": resnet20, "resnet18": resnet18,
    "gpt": text(length=64, blocks=4, width=128, heads=4), "gpt-m": text(length=256, blocks=6, width=384, heads=6),
    "dcgan": Dcgan,
}
