"""Derives the polynomial coefficients of the elementary functions in src/Lamina/Simd/Elementary.*.cs.

Each table is the minimax polynomial of one function on one interval: Remez' exchange, with the weight that makes the
error of the finished function relative. Needs mpmath. Prints every table with its largest relative error, lowest power
first, and the constants of the range reductions. Run: python3 tools/coefficients.py [float|double]
"""
import struct
import sys

from mpmath import mp, mpf, cos, cosh, erf, erfc, exp, expm1, fabs, log, log1p, lu_solve, matrix, pi, sin, sqrt

mp.dps = 60


def to_float(x):
    return mpf(struct.unpack("f", struct.pack("f", float(x)))[0])


def to_double(x):
    return mpf(float(x))


def remez(f, weight, degree, a, b, rounds=12, grid=900):
    """Coefficients c of the polynomial of this degree that minimizes max |weight(x) (f(x) - p(x))| on [a, b]."""
    a, b = mpf(a), mpf(b)
    n = degree + 2
    points = [(a + b) / 2 - (b - a) / 2 * cos(pi * (i + mpf(1) / 2) / n) for i in range(n)]
    xs = [(a + b) / 2 - (b - a) / 2 * cos(pi * i / grid) for i in range(grid + 1)]
    xs = [x for x in xs if weight(x) != 0]
    samples = [(x, f(x), weight(x)) for x in xs]
    for _ in range(rounds):
        rows, right = matrix(n, n), matrix(n, 1)
        for i, x in enumerate(points):
            for j in range(degree + 1):
                rows[i, j] = x**j
            w = weight(x)
            rows[i, degree + 1] = (-1) ** i / (w if w != 0 else mpf("1e-30"))
            right[i] = f(x)
        solution = lu_solve(rows, right)
        c = [solution[j] for j in range(degree + 1)]
        errors = [w * (y - mp.polyval(c[::-1], x)) for x, y, w in samples]
        # One extremum for each run of equal sign; if there are too many runs, the smallest at an end goes.
        extrema, start = [], 0
        for i in range(1, len(errors) + 1):
            if i == len(errors) or (errors[i] > 0) != (errors[start] > 0):
                best = max(range(start, i), key=lambda j: fabs(errors[j]))
                extrema.append(best)
                start = i
        while len(extrema) > n:
            extrema.pop(0 if fabs(errors[extrema[0]]) < fabs(errors[extrema[-1]]) else -1)
        worst = max(fabs(e) for e in errors)
        if len(extrema) < n:
            break
        moved = [samples[i][0] for i in extrema]
        level = min(fabs(errors[i]) for i in extrema)
        points = moved
        if worst / level < mpf("1.0005"):
            break
    return c, worst


def table(name, f, weight, degree, a, b):
    c, worst = remez(f, weight, degree, a, b)
    print(f"{name}: degree {degree} on [{float(a):.6g}, {float(b):.6g}], relative error {float(worst):.2g}")
    for x in c:
        print(f"    {float(x)!r},")


def near_zero(g, series):
    """g, or its power series close to zero, where the closed form divides zero by zero."""
    return lambda x: g(x) if fabs(x) > mpf("1e-8") else mp.polyval(series[::-1], x)


def split(name, value, bits):
    """A constant as a sum of numbers, each of so many bits."""
    parts, rest = [], mpf(value)
    for count in bits:
        scale = mpf(2) ** (count - 1 - int(mp.floor(mp.log(fabs(rest), 2))))
        part = mp.nint(rest * scale) / scale
        parts.append(part)
        rest -= part
    print(name + ":", ", ".join(repr(float(p)) for p in parts), "left", float(rest))


# e^r = 1 + r + r² q(r); the weight keeps e^r - 1 accurate as well.
def exponential(degree):
    table(
        "exp q(r)",
        near_zero(lambda r: (expm1(r) - r) / r**2, [mpf(1) / 2, mpf(1) / 6, mpf(1) / 24]),
        near_zero(lambda r: r**2 / fabs(expm1(r)), [0]),
        degree, -log(2) / 2 * mpf("1.002"), log(2) / 2 * mpf("1.002"))


def logarithm_float():
    """ln(1 + f) = f - f²/2 + f³ p(f)"""
    table(
        "log p(f)",
        near_zero(lambda f: (log1p(f) - f + f * f / 2) / f**3, [mpf(1) / 3, -mpf(1) / 4, mpf(1) / 5]),
        near_zero(lambda f: fabs(f**3 / log1p(f)), [0]),
        7, -mpf(1) / 3, mpf(1) / 3)


def logarithm_double():
    """ln(1 + f) = 2s + s z p(z), s = f / (2 + f), z = s²"""
    def p(z):
        s = sqrt(z)
        return ((log1p(s) - log1p(-s)) / s - 2) / z
    table(
        "log p(z)",
        near_zero(p, [mpf(2) / 3, mpf(2) / 5, mpf(2) / 7]),
        lambda z: z / 2,
        7, 0, mpf(1) / 25)


# erf(x) = x + x p(x²) up to the limit; beyond, 1 - exp(-q(t)), t = (|x| - center) / half.
def error_function(limit, end, degree_small, degree_large):
    limit, end = mpf(limit), mpf(end)
    table(
        "erf p(z)",
        near_zero(lambda z: erf(sqrt(z)) / sqrt(z) - 1, [2 / sqrt(pi) - 1, -2 / sqrt(pi) / 3]),
        lambda z: sqrt(z) / erf(sqrt(z)) if z > 0 else sqrt(pi) / 2,
        degree_small, 0, limit**2)
    center, half = (limit + end) / 2, (end - limit) / 2
    print("erf center, half, 1/half:", float(center), float(half), repr(float(1 / half)))
    table(
        "erf q(t)",
        lambda t: -log(erfc(center + half * t)),
        lambda t: erfc(center + half * t) / erf(center + half * t),
        degree_large, -1, 1)


def trigonometric():
    """sin r = r + r³ s(r²), cos r = 1 - r²/2 + r⁴ c(r²)"""
    end = (pi / 4 * mpf("1.002")) ** 2
    table(
        "sin s(z)",
        near_zero(lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, [-mpf(1) / 6, mpf(1) / 120, -mpf(1) / 5040]),
        lambda z: z * sqrt(z) / sin(sqrt(z)) if z > 0 else mpf(0),
        2, 0, end)
    table(
        "cos c(z)",
        near_zero(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, [mpf(1) / 24, -mpf(1) / 720, mpf(1) / 40320]),
        lambda z: z**2 / cos(sqrt(z)),
        2, 0, end)


which = sys.argv[1] if len(sys.argv) > 1 else "both"
if which != "double":
    print("== float ==")
    split("ln 2", log(2), (24, 24))
    split("π/2", pi / 2, (24, 24, 24))
    exponential(5)
    logarithm_float()
    error_function("1.25", "3.95", 7, 6)
    trigonometric()
if which != "float":
    print("== double ==")
    split("ln 2", log(2), (53, 53))
    exponential(9)
    logarithm_double()
    error_function("1.5", "6", 16, 17)
