"""Writes transforms.txt: small pictures, and what an independent library makes of them.

One line a case: operation, its numbers (or -), width, height, channels and bytes of the picture, then of the result, the bytes in hexadecimal.
Pillow does all but the hue, which Python's colorsys turns. Needs Debian's python3-pil. Run: /usr/bin/python3 make_transforms.py
"""

import colorsys
import os

from PIL import Image, ImageEnhance, ImageOps

HERE = os.path.dirname(os.path.abspath(__file__))
MODES = {1: "L", 3: "RGB", 4: "RGBA"}


def picture(width, height, channels, seed=1, low=0, high=255):
    """Slopes, an edge and some grain."""
    state = seed
    data = bytearray()
    for y in range(height):
        for x in range(width):
            for channel in range(channels):
                state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
                value = 5 * x + (3 + 4 * channel) * y + 60 * channel + (state >> 28) + (90 if x * 2 > y + width // 2 else 0)
                data.append(low + (value % 256) * (high - low) // 255)
    return Image.frombytes(MODES[channels], (width, height), bytes(data))


def turned(image, turns):
    result = image.copy()
    for y in range(image.height):
        for x in range(image.width):
            red, green, blue = (value / 255 for value in image.getpixel((x, y))[:3])
            hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
            color = colorsys.hsv_to_rgb((hue + turns) % 1, saturation, value)
            result.putpixel((x, y), tuple(int(part * 255 + 0.5) for part in color))
    return result


def cases():
    small, grey, clear = picture(13, 11, 3), picture(12, 9, 1, 2), picture(10, 8, 4, 3)
    dull = picture(24, 20, 3, 4, 70, 180)
    filters = (("nearest", Image.Resampling.NEAREST), ("linear", Image.Resampling.BILINEAR), ("cubic", Image.Resampling.BICUBIC))
    for name, resample in filters:
        for width, height in ((13, 5), (6, 11), (5, 4), (1, 1), (26, 22), (29, 17), (7, 30)):
            yield "resize-" + name, (width, height), small, small.resize((width, height), resample)
        yield "resize-" + name, (4, 16), grey, grey.resize((4, 16), resample)
    large = picture(61, 47, 3, 7)
    yield "resize-linear", (16, 12), large, large.resize((16, 12), Image.Resampling.BILINEAR)
    for name, resample in filters[:2]:
        for degrees in (7, 33.5, 90, 180, 211, -45):
            yield "rotate-" + name, (degrees,), small, small.rotate(degrees, resample, center=(6.5, 5.5))
        for back in ((1.013, 0.2037, 0.017, 0, 1, 0), (0.8123, -0.3071, 2.517, 0.2541, 1.2033, -1.7519), (2.031, 0, -3.017, 0, 0.517, 4.011)):
            yield "affine-" + name, back, small, small.transform(small.size, Image.Transform.AFFINE, back, resample)
        for back in ((1.1037, 0.1019, -0.7013, 0.0517, 0.9041, 0.4007, 0.0103, -0.0081), (0.7019, -0.2033, 3.1021, 0.1047, 0.8037, 1.3009, -0.0061, 0.0123)):
            yield "perspective-" + name, back, grey, grey.transform(grey.size, Image.Transform.PERSPECTIVE, back, resample)
    for image in (small, grey, dull):
        for bits in (1, 4, 7):
            yield "posterize", (bits,), image, ImageOps.posterize(image, bits)
        for threshold in (1, 128, 200.5):
            yield "solarize", (threshold,), image, ImageOps.solarize(image, threshold)
        yield "invert", (), image, ImageOps.invert(image)
        yield "equalize", (), image, ImageOps.equalize(image)
        yield "autocontrast", (), image, ImageOps.autocontrast(image)
    yield "equalize", (), picture(40, 33, 3, 5), ImageOps.equalize(picture(40, 33, 3, 5))
    even = Image.new("RGB", (4, 3), (9, 200, 31))
    yield "autocontrast", (), even, ImageOps.autocontrast(even)
    yield "equalize", (), even, ImageOps.equalize(even)
    for image in (small, grey, clear, dull):
        for factor in (0, 0.3, 1, 1.7):
            yield "brightness", (factor,), image, ImageEnhance.Brightness(image).enhance(factor)
            yield "contrast", (factor,), image, ImageEnhance.Contrast(image).enhance(factor)
            yield "sharpness", (factor,), image, ImageEnhance.Sharpness(image).enhance(factor)
            yield "saturation", (factor,), image, ImageEnhance.Color(image).enhance(factor)
    yield "grey", (), small, small.convert("L").convert("RGB")
    for turns in (-0.5, -0.21, 0.1, 1 / 3):
        yield "hue", (turns,), small, turned(small, turns)


def words(image):
    return [str(image.width), str(image.height), str(len(image.getbands())), image.tobytes().hex().upper()]


with open(os.path.join(HERE, "transforms.txt"), "w") as file:
    for name, numbers, image, result in cases():
        file.write(" ".join([name, ",".join(repr(float(number)) for number in numbers) or "-", *words(image), *words(result)]) + "\n")
