"""Writes jpeg.txt and bmp.txt: small files of an independent encoder, and the pixels that reading them must give.

One line a file: name, width, height, channels, the file in hexadecimal, the expected bytes in hexadecimal.
Pillow (with libjpeg-turbo) decodes all; cjpeg of libjpeg-turbo encodes what Pillow cannot: other samplings, restarts, separate scans.
Needs Debian's python3-pil and libjpeg-turbo-progs. Run: /usr/bin/python3 make_pictures.py
"""

import io
import os
import struct
import subprocess
import tempfile

from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))


def picture(width, height, mode, seed=1):
    """Slopes, an edge and some grain: something for every coefficient."""
    state = seed
    data = bytearray()
    for y in range(height):
        for x in range(width):
            for channel in range(len(mode)):
                state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
                value = 3 * x + (2 + 3 * channel) * y + 60 * channel + (state >> 28) + (90 if x * 2 > y + width // 2 else 0)
                data.append(value & 255 if channel == 1 else min(value, 255))
    return Image.frombytes({"L": "L", "RGB": "RGB", "CMYK": "CMYK"}[mode], (width, height), bytes(data))


def decoded(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    if image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("RGB")
    return image


def line(name, data, image=None):
    image = image or decoded(data)
    return " ".join([name, str(image.width), str(image.height), str(len(image.getbands())), data.hex().upper(), image.tobytes().hex().upper()])


def pillow(image, **options):
    to = io.BytesIO()
    image.save(to, "JPEG", **options)
    return to.getvalue()


def cjpeg(image, *options, scans=None):
    source = io.BytesIO()
    image.save(source, "PPM")
    with tempfile.TemporaryDirectory() as folder:
        extra = []
        if scans:
            path = os.path.join(folder, "scans")
            with open(path, "w") as file:
                file.write(scans)
            extra = ["-scans", path]
        return subprocess.run(["cjpeg", *options, *extra], input=source.getvalue(), stdout=subprocess.PIPE, check=True).stdout


def jpegs():
    for subsampling, label in ((0, "444"), (1, "422"), (2, "420")):
        for width, height in ((16, 16), (33, 19), (1, 1), (5, 3), (50, 7)):
            yield line(f"rgb-{label}-{width}x{height}", pillow(picture(width, height, "RGB"), quality=85, subsampling=subsampling))
        yield line(f"progressive-{label}", pillow(picture(37, 41, "RGB"), quality=90, subsampling=subsampling, progressive=True))
        yield line(f"optimized-{label}", pillow(picture(21, 30, "RGB"), quality=97, subsampling=subsampling, optimize=True))
    for width, height in ((8, 8), (9, 17), (40, 3)):
        yield line(f"grey-{width}x{height}", pillow(picture(width, height, "L"), quality=70))
    yield line("grey-progressive", pillow(picture(23, 31, "L"), quality=95, progressive=True))
    yield line("coarse", pillow(picture(40, 40, "RGB"), quality=3))
    yield line("cmyk", pillow(picture(20, 12, "CMYK"), quality=90))
    for sample in ("1x2", "2x1,1x1,1x1", "4x1", "2x2,2x1,1x2", "4x2"):
        yield line("sampling-" + sample, cjpeg(picture(43, 27, "RGB"), "-sample", sample))
    yield line("restart-1", cjpeg(picture(50, 40, "RGB"), "-restart", "1B"))
    yield line("restart-row", cjpeg(picture(90, 40, "RGB"), "-restart", "1", "-progressive"))
    yield line("separate-scans", cjpeg(picture(35, 29, "RGB"), "-sample", "2x2", scans="0;\n1;\n2;\n"))
    yield line("rgb", cjpeg(picture(18, 18, "RGB"), "-rgb"))
    yield line("twelve-scans", cjpeg(picture(43, 27, "RGB"), "-quality", "95", scans="0,1,2: 0-0, 0, 2;\n0: 1-5, 0, 2;\n2: 1-63, 0, 1;\n1: 1-63, 0, 1;\n0: 6-63, 0, 2;\n"
               "0: 1-63, 2, 1;\n0,1,2: 0-0, 2, 1;\n0,1,2: 0-0, 1, 0;\n2: 1-63, 1, 0;\n1: 1-63, 1, 0;\n0: 1-63, 1, 0;\n"))


def bitmap(width, height, bits, pixels, palette=b"", compression=0, masks=b"", header=40, top_down=False):
    info = struct.pack("<IiiHHIIiiII", header, width, -height if top_down else height, 1, bits, compression, len(pixels), 2835, 2835, len(palette) // 4, 0)
    info += masks + b"\0" * (header - 40 - len(masks)) if header > 40 else masks
    start = 14 + len(info) + len(palette)
    return b"BM" + struct.pack("<IHHI", start + len(pixels), 0, 0, start) + info + palette + pixels


def bmps():
    for mode in ("RGB", "L"):
        image = picture(7, 5, mode)
        to = io.BytesIO()
        image.save(to, "BMP")
        yield line("pillow-" + mode, to.getvalue(), image.convert("RGB"))
    one = picture(19, 4, "L").point(lambda v: 255 if v > 99 else 0).convert("1")
    to = io.BytesIO()
    one.save(to, "BMP")
    yield line("one-bit", to.getvalue(), one.convert("RGB"))
    palette = b"".join(struct.pack("BBBB", 10 * i, 255 - 9 * i, 7 * i, 0) for i in range(16))
    yield line("four-bits", bitmap(5, 3, 4, bytes([0x12, 0x34, 0x50, 0, 0x67, 0x89, 0xA0, 0, 0xBC, 0xDE, 0xF0, 0]), palette))
    yield line("rle8", bitmap(6, 3, 8, bytes([4, 1, 2, 2, 0, 0, 0, 3, 5, 6, 7, 0, 3, 9, 0, 0, 6, 3, 0, 1]), palette, compression=1))
    sixteen = struct.pack("<4H", 0x7FFF, 0x7C00, 0x03E0, 0x001F)
    yield line("sixteen-bits", bitmap(4, 1, 16, sixteen))
    yield line("sixteen-565", bitmap(4, 1, 16, sixteen, compression=3, masks=struct.pack("<3I", 0xF800, 0x7E0, 0x1F)))
    yield line("thirty-two-top-down", bitmap(2, 2, 32, bytes(range(10, 170, 10)), top_down=True))
    yield line("alpha", bitmap(2, 2, 32, bytes(range(10, 170, 10)), compression=3, masks=struct.pack("<4I", 0xFF0000, 0xFF00, 0xFF, 0xFF000000), header=108))


for name, lines in (("jpeg.txt", jpegs()), ("bmp.txt", bmps())):
    with open(os.path.join(HERE, name), "w") as file:
        file.write("\n".join(lines) + "\n")
