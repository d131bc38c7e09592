namespace Lamina.Onnx.Values;

/// <summary>
/// Floating-point formats of 8 and 4 bits as a table of all their values. Rounding is to the nearest, of two equally near to the one with the even code.
/// </summary>
/// <remarks>Source: Micikevicius and others, FP8 Formats for Deep Learning (2022); Open Compute Project, Microscaling Formats (2023).</remarks>
internal sealed class SmallFloat
{
    static readonly Dictionary<ElementType, SmallFloat> Formats = new()
    {
        [ElementType.Float8E4M3] = new(4, 3, 7, Specials.OnlyNaN),
        [ElementType.Float8E4M3Uz] = new(4, 3, 8, Specials.NegativeZeroIsNaN),
        [ElementType.Float8E5M2] = new(5, 2, 15, Specials.AsIeee),
        [ElementType.Float8E5M2Uz] = new(5, 2, 16, Specials.NegativeZeroIsNaN),
        [ElementType.Float4E2M1] = new(2, 1, 1, Specials.None),
        [ElementType.Float8E8M0] = new(),
    };

    readonly float[] _values;

    // Codes of finite values of 0 and above, by value: they ascend with the code.
    readonly int _finite;
    readonly int _sign;
    readonly int? _infinity, _nan;

    SmallFloat(int exponentBits, int mantissaBits, int bias, Specials specials)
    {
        _sign = 1 << (exponentBits + mantissaBits);
        _values = new float[2 * _sign];
        int mantissas = 1 << mantissaBits, exponents = 1 << exponentBits;
        for (int code = 0; code < _sign; code++)
        {
            int exponent = code / mantissas, mantissa = code % mantissas;
            _values[code] = exponent == 0
                ? MathF.ScaleB((float)mantissa / mantissas, 1 - bias)
                : MathF.ScaleB(1 + ((float)mantissa / mantissas), exponent - bias);
            _values[_sign + code] = -_values[code];
        }

        _finite = _sign;
        switch (specials)
        {
            case Specials.AsIeee:
                _infinity = (exponents - 1) * mantissas;
                _nan = _sign - 1;
                for (int code = _infinity.Value; code < _sign; code++)
                    (_values[code], _values[_sign + code]) = code == _infinity ? (float.PositiveInfinity, float.NegativeInfinity) : (float.NaN, float.NaN);
                _finite = _infinity.Value;
                break;
            case Specials.OnlyNaN:
                _nan = _sign - 1;
                _values[_sign - 1] = _values[^1] = float.NaN;
                _finite = _sign - 1;
                break;
            case Specials.NegativeZeroIsNaN:
                _nan = _sign;
                _values[_sign] = float.NaN;
                break;
        }
    }

    // E8M0: 2^(code − 127), no sign, no zero; 255 is NaN.
    SmallFloat()
    {
        _values = new float[256];
        for (int code = 0; code < 255; code++)
            _values[code] = MathF.ScaleB(1, code - 127);
        _values[255] = float.NaN;
        (_finite, _sign, _nan) = (255, 0, 255);
    }

    enum Specials
    {
        None,
        OnlyNaN,
        AsIeee,
        NegativeZeroIsNaN,
    }

    public static SmallFloat Of(ElementType type) => Formats[type];

    public float Decode(int code) => _values[code & (_values.Length - 1)];

    /// <summary>The code of the nearest value. Beyond the largest: that, if it saturates; else infinity or NaN, whichever the format has.</summary>
    public int Encode(float value, bool saturate = true, ScaleRounding rounding = ScaleRounding.Nearest)
    {
        if (float.IsNaN(value))
            return _nan ?? 0;
        bool negative = float.IsNegative(value) && _sign > 0;
        float size = Math.Abs(value);
        int code;
        if (float.IsInfinity(size) && !(saturate && _infinity is null) && !saturate)
            code = _infinity ?? _nan ?? _finite - 1;
        else if (_sign == 0)
            code = EncodeScale(size, rounding);
        else
            code = Nearest(size, saturate);
        if (!negative || code == _nan)
            return code;
        return code == 0 && _nan == _sign ? 0 : code + _sign;
    }

    int Nearest(float size, bool saturate)
    {
        int above = Array.BinarySearch(_values, 0, _finite, size);
        if (above >= 0)
            return above;
        above = ~above;
        if (above == _finite)
        {
            // Half a step beyond the largest still rounds to it.
            float last = _values[_finite - 1], step = last - _values[_finite - 2];
            bool inReach = (double)size < (double)last + (step / 2.0) || ((double)size == (double)last + (step / 2.0) && ((_finite - 1) & 1) == 0);
            return saturate || inReach ? _finite - 1 : _infinity ?? _nan ?? _finite - 1;
        }

        double down = (double)size - _values[above - 1], up = (double)_values[above] - size;
        return down < up || (down == up && ((above - 1) & 1) == 0) ? above - 1 : above;
    }

    int EncodeScale(float size, ScaleRounding rounding)
    {
        if (size <= _values[0])
            return 0;
        int above = Array.BinarySearch(_values, 0, _finite, size);
        if (above >= 0)
            return above;
        above = ~above;
        if (above == _finite)
            return _finite - 1;
        return rounding switch
        {
            ScaleRounding.Up => above,
            ScaleRounding.Down => above - 1,
            _ => (double)size / _values[above - 1] >= 1.5 ? above : above - 1,
        };
    }
}

/// <summary>How a scale is rounded to a power of two.</summary>
internal enum ScaleRounding
{
    Nearest,
    Up,
    Down,
}
