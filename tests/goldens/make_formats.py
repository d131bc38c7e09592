"""Files of NumPy and PyTorch that the tests of Lamina.Formats read: run with Debian's python3 and python3-torch.

    /usr/bin/python3 tests/goldens/make_formats.py

Every number is a small multiple of 1/4, so that all dtypes hold it exactly: value i of an array is (i - 3) / 4, of an integer i - 3 (or i).
"""
import collections
import pathlib
import zipfile

import numpy as np
import torch

HERE = pathlib.Path(__file__).resolve().parent.parent / "Lamina.Formats.Tests" / "Goldens"


def values(shape, dtype):
    count = int(np.prod(shape))
    raw = np.arange(count)
    if dtype.startswith(("f", ">f", "<f")):
        raw = (raw - 3) / 4
    elif "u" in dtype:
        raw = raw
    elif dtype == "?":
        raw = raw % 2
    else:
        raw = raw - 3
    return raw.reshape(shape).astype(dtype)


def main():
    HERE.mkdir(exist_ok=True)
    for dtype in ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "?", ">f4", ">i2", ">u2"]:
        name = dtype.replace(">", "big_").replace("?", "bool")
        np.save(HERE / f"{name}.npy", values((2, 3), dtype))
    np.save(HERE / "fortran.npy", np.asfortranarray(values((2, 3, 2), "f4")))
    np.save(HERE / "scalar.npy", np.float64(0.25))
    np.save(HERE / "empty.npy", values((0, 3), "f4"))
    np.savez(HERE / "plain.npz", first=values((2, 3), "f4"), second=values((4,), "i8"))
    np.savez_compressed(HERE / "packed.npz", first=values((2, 3), "f4"), second=values((4,), "i8"))
    np.save(HERE / "refused_object.npy", np.array([{}], dtype=object), allow_pickle=True)
    np.save(HERE / "refused_complex.npy", np.array([1j]))
    np.save(HERE / "refused_text.npy", np.array(["a"]))

    torch.manual_seed(0)
    shared = torch.arange(12, dtype=torch.float32).reshape(3, 4) / 4
    state = collections.OrderedDict()
    for name, dtype in [("float", "float32"), ("double", "float64"), ("half", "float16"), ("brain", "bfloat16"), ("long", "int64"), ("int", "int32"), ("short", "int16"), ("char", "int8"), ("byte", "uint8")]:
        state[name] = (torch.arange(6).reshape(2, 3)).to(getattr(torch, dtype))
    state["bool"] = torch.tensor([True, False])
    state["whole"], state["row"], state["turned"], state["again"] = shared, shared[1], shared.t(), shared
    state["scalar"], state["empty"], state["spread"] = torch.tensor(0.5), torch.zeros(0, 3), torch.tensor([1.0]).expand(4)
    torch.save(state, HERE / "state.pt")
    net = torch.nn.Sequential(torch.nn.Linear(3, 2), torch.nn.BatchNorm1d(2))
    torch.save(net.state_dict(), HERE / "module.pt")
    optimizer = torch.optim.Adam(net.parameters())
    net(torch.ones(2, 3)).sum().backward()
    optimizer.step()
    torch.save({"epoch": 7, "rate": 0.5, "name": "net", "done": None, "sizes": (1, 2), "state_dict": net.state_dict(), "optimizer": optimizer.state_dict()}, HERE / "checkpoint.pt")
    torch.save(net, HERE / "refused_module.pt")
    torch.save(state, HERE / "refused_old.pt", _use_new_zipfile_serialization=False)

    # A program that would run a command where a pickle is executed.
    with zipfile.ZipFile(HERE / "refused_system.pt", "w") as archive:
        archive.writestr("archive/data.pkl", b"cos\nsystem\n(S'touch executed'\ntR.")
        archive.writestr("archive/version", b"3\n")


if __name__ == "__main__":
    main()
