using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>Resizing of one axis: for each output the inputs that it is made of, and their weights.</summary>
internal sealed class ResizeAxis
{
    readonly long _input, _output;
    readonly long[] _places;
    readonly double[] _weights;
    readonly bool[] _outside;
    readonly int _taps;
    readonly double _extrapolated;

    public ResizeAxis(NodeCall call, long input, long output, double scale, string coordinates, string nearest, (double Start, double End) region)
    {
        (_input, _output) = (input, output);
        string mode = call.Text("mode", "nearest");
        bool shrinks = call.Flag("antialias") && scale < 1 && mode != "nearest";
        double stretch = shrinks ? scale : 1;
        double reach = mode switch { "nearest" => 0.5, "cubic" => 2, _ => 1 };
        if (output > 0 && (!(scale > 0) || input < 1))
            throw call.Fault($"an axis of {input} is resized {scale:G6} times; sizes and scales are above 0");
        _taps = mode == "nearest" ? 1 : shrinks ? call.Room((2 * Math.Ceiling(reach / stretch)) + 1) : (int)(2 * reach);
        call.Room((double)output * _taps);
        (_places, _weights, _outside) = (new long[output * _taps], new double[output * _taps], new bool[output]);
        _extrapolated = call.Float("extrapolation_value", 0);
        double a = call.Float("cubic_coeff_a", -0.75f);
        bool excludes = call.Flag("exclude_outside");
        for (long i = 0; i < output; i++)
        {
            double at = Source(i, scale, coordinates, region);
            _outside[i] = coordinates == "tf_crop_and_resize" && (at < 0 || at > input - 1);
            if (mode == "nearest")
            {
                _places[i] = Math.Clamp(Nearest(at, nearest), 0, input - 1);
                _weights[i] = 1;
                continue;
            }

            long first = shrinks ? (long)Math.Floor(at) - (_taps / 2) : (long)Math.Floor(at) - (_taps / 2) + 1;
            double sum = 0;
            for (int tap = 0; tap < _taps; tap++)
            {
                double distance = Math.Abs(at - (first + tap)) * stretch;
                double weight = mode == "cubic" ? Cubic(distance, a) : Math.Max(0, 1 - distance);
                if (excludes && (first + tap < 0 || first + tap >= input))
                    weight = 0;
                _places[(i * _taps) + tap] = Math.Clamp(first + tap, 0, input - 1);
                _weights[(i * _taps) + tap] = weight;
                sum += weight;
            }

            for (int tap = 0; tap < _taps && (excludes || shrinks); tap++)
                _weights[(i * _taps) + tap] /= sum;
        }
    }

    public Tensor Along(Tensor x, int axis)
    {
        bool same = _input == _output && _taps == 1 && Array.TrueForAll(_outside, outside => !outside) && Enumerable.Range(0, (int)_output).All(i => _places[i] == i);
        if (same)
            return x;
        long[] before = x.Shape.ToArray()[..axis], after = x.Shape.ToArray()[(axis + 1)..];
        Tensor parts = x.IndexSelect(axis, Tensor.From<long>(_places, [_places.Length]));
        if (_taps > 1)
        {
            DType compute = x.DType == DType.Float64 ? x.DType : DType.Float32;
            Tensor weights = Tensor.From<double>(_weights, Shape.Create([_output, _taps, .. after.Select(_ => 1L)])).To(compute);
            parts = (parts.To(compute).Reshape([.. before, _output, _taps, .. after]) * weights).Sum([axis + 1], keepDims: false).To(x.DType);
        }

        if (!_outside.Contains(true))
            return parts;
        Tensor outside = Tensor.From([.. _outside]).Reshape([_output, .. after.Select(_ => 1L)]);
        return Tensor.Where(outside, _extrapolated, parts);
    }

    double Source(long i, double scale, string coordinates, (double Start, double End) region) => coordinates switch
    {
        "half_pixel" => ((i + 0.5) / scale) - 0.5,
        "half_pixel_symmetric" => (_input / 2.0 * (1 - (_output / (scale * _input)))) + ((i + 0.5) / scale) - 0.5,
        "pytorch_half_pixel" => _output > 1 ? ((i + 0.5) / scale) - 0.5 : 0,
        "align_corners" => _output == 1 ? 0 : i * (_input - 1.0) / ((_input * scale) - 1),
        "tf_half_pixel_for_nn" => (i + 0.5) / scale,
        "tf_crop_and_resize" => _output > 1
            ? (region.Start * (_input - 1)) + (i * (region.End - region.Start) * (_input - 1) / (_output - 1.0))
            : 0.5 * (region.Start + region.End) * (_input - 1),
        _ => i / scale,
    };

    static long Nearest(double at, string mode) => mode switch
    {
        "floor" => (long)Math.Floor(at),
        "ceil" => (long)Math.Ceiling(at),
        "round_prefer_ceil" => (long)Math.Floor(at + 0.5),
        _ => (long)Math.Ceiling(at - 0.5),
    };

    static double Cubic(double x, double a) =>
        x <= 1 ? ((((a + 2) * x) - (a + 3)) * x * x) + 1 : x < 2 ? (((((a * x) - (5 * a)) * x) + (8 * a)) * x) - (4 * a) : 0;
}
