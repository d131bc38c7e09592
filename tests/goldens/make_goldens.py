"""Makes the golden files beside this script from PyTorch in float64. See README.md."""

import argparse
import os
import shutil
import sys
import warnings
from pathlib import Path

# One thread and the portable kernels, so that two runs give the same bytes. Must be set before torch is loaded.
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["MKL_NUM_THREADS"] = "1"
os.environ["ATEN_CPU_CAPABILITY"] = "default"
os.environ["OPENBLAS_CORETYPE"] = "Prescott"
sys.dont_write_bytecode = True

import torch  # noqa: E402

from generator import activations, attention, cells, convolutions, ctc, embeddings, layers, losses, margin_losses, normalizations, ops, optimizers, other_losses, pairs, recurrent, schedules, windows  # noqa: E402
from generator.recorder import Recorder  # noqa: E402

GROUPS = ("layers", "losses", "optimizers", "ops", "schedules")


def main() -> int:
    here = Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=here, help="folder to write to (default: the script's own)")
    parser.add_argument("--no-check", action="store_true", help="skip the finite-difference check of the gradients")
    options = parser.parse_args()

    # Two advices PyTorch gives about cases that are meant: an even kernel with "same", and a mean over elements.
    warnings.filterwarnings("ignore", message="Using padding='same'")
    warnings.filterwarnings("ignore", message="reduction: 'mean' divides")
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    torch.set_default_dtype(torch.float64)

    for group in GROUPS:
        shutil.rmtree(options.out / group, ignore_errors=True)

    recorder = Recorder(options.out, check=not options.no_check)
    for module in (layers, convolutions, activations, recurrent, losses, optimizers, ops, schedules, normalizations, pairs, margin_losses, other_losses, ctc, cells, attention, embeddings, windows):
        module.make(recorder)

    print(f"{recorder.count} files, {recorder.bytes / 1024:.0f} KiB")
    if recorder.failures:
        print("gradients that finite differences do not confirm:", *recorder.failures, sep="\n  ", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
