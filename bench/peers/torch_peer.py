"""PyTorch as a peer: one process for each setting of its threads, started by `lamina bench`.

    python3 torch_peer.py THREADS

It prints its version as one line of JSON, then answers each line of JSON on standard input by one on standard output:

    {"do": "make", "mode": "train", "workload": "mlp", "batch": 32}        makes the task  -> {"parameters": 55050}
    {"do": "make", "mode": "kernel", "workload": "sum-64MiB", "spec": {…}} makes the task  -> {"parameters": 0}
    {"do": "run", "milliseconds": 120, "least": 2}     runs it for that long, so many steps at least
                                                       -> {"mean": ms a step, "median": ms of the single steps}
    {"do": "export", "workload": "mlp", "batch": 1, "path": "mlp.onnx"}    writes the network as ONNX  -> {"parameters": 55050}

What cannot be done is answered by {"error": "…"}. The process ends with its input.
"""

import gc
import json
import os
import statistics
import sys
import time
import warnings

import torch

import torch_kernels
import torch_models

step = None


def train(workload, batch):
    torch.manual_seed(1)
    task = torch_models.WORKLOADS[workload](batch)
    return task.train_step(), task.parameter_count()


def infer(workload, batch):
    torch.manual_seed(1)
    network, x = torch_models.WORKLOADS[workload](batch).predictor()
    network.eval()

    def predict():
        with torch.no_grad():
            return network(x)

    return predict, sum(p.numel() for p in network.parameters())


def make(request):
    global step
    step = None
    gc.collect()
    if request["mode"] == "kernel":
        step, parameters = torch_kernels.make(request["spec"]), 0
    else:
        step, parameters = (train if request["mode"] == "train" else infer)(request["workload"], request["batch"])
    return {"parameters": parameters}


def run(request):
    times, budget = [], request["milliseconds"] / 1000
    start = end = time.perf_counter()
    while len(times) < request["least"] or end - start < budget:
        begin = end
        step()
        end = time.perf_counter()
        times.append(end - begin)
    return {"mean": (end - start) * 1000 / len(times), "median": statistics.median(times) * 1000}


def export(request):
    torch.manual_seed(1)
    network, x = torch_models.WORKLOADS[request["workload"]](request["batch"]).predictor()
    network.eval()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(network, x, request["path"], opset_version=14, input_names=["x"], output_names=["y"])
    return {"parameters": sum(p.numel() for p in network.parameters())}


def main():
    # Only answers go to standard output: what libraries print there goes to standard error.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    torch.set_num_threads(int(sys.argv[1]))
    print(json.dumps({"version": torch.__version__, "threads": torch.get_num_threads()}), file=answers, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer = {"make": make, "run": run, "export": export}[request["do"]](request)
        except Exception as error:
            answer = {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
        print(json.dumps(answer), file=answers, flush=True)


main()
