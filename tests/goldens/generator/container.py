"""Writes a safetensors file: header length (8 bytes, little-endian), JSON header, then the tensors' bytes."""

import json
import struct
from pathlib import Path

import torch

DTYPES = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.int64: "I64",
    torch.bool: "BOOL",
    torch.uint8: "U8",
}


def write(path: Path, tensors: dict, metadata: dict) -> int:
    header = {"__metadata__": metadata}
    chunks = []
    offset = 0
    for name, tensor in tensors.items():
        data = tensor.detach().contiguous().numpy()
        raw = data.astype(data.dtype.newbyteorder("<"), copy=False).tobytes()
        header[name] = {
            "dtype": DTYPES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [offset, offset + len(raw)],
        }
        chunks.append(raw)
        offset += len(raw)

    text = json.dumps(header, separators=(",", ":"), ensure_ascii=True).encode("ascii")
    text += b" " * (-len(text) % 8)  # the data starts at a multiple of 8
    path.parent.mkdir(parents=True, exist_ok=True)
    content = struct.pack("<Q", len(text)) + text + b"".join(chunks)
    path.write_bytes(content)
    return len(content)
