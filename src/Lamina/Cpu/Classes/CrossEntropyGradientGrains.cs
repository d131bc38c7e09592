using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Classes;

/// <summary>Gradients of rows of scores: the softmax times a factor, less what the label and the smoothing ask for.</summary>
internal unsafe struct CrossEntropyGradientGrains<L, T> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long GrainElements = 16384;

    T* _scores, _upstream, _max, _logarithm, _weights, _result;
    long* _labels;
    double _smoothing, _allWeights;
    T _factor;
    long _rows, _classes, _ignore, _rowsEach;
    bool _isMean;

    public static void Run(double smoothing, long ignore, bool isMean, KernelCall call)
    {
        (long rows, long classes) = (call.Inputs[0].Shape[0], call.Inputs[0].Shape[1]);
        CrossEntropyGradientGrains<L, T> work = new()
        {
            _scores = (T*)call.Inputs[0].Address,
            _labels = (long*)call.Inputs[1].Address,
            _upstream = (T*)call.Inputs[2].Address,
            _max = (T*)call.Inputs[3].Address,
            _logarithm = (T*)call.Inputs[3].Address + rows,
            _weights = call.Inputs.Length > 5 ? (T*)call.Inputs[5].Address : null,
            _result = (T*)call.Outputs[0].Address,
            _smoothing = smoothing,
            _allWeights = classes,
            _rows = rows,
            _classes = classes,
            _ignore = ignore,
            _isMean = isMean,
            _rowsEach = Math.Max(1, GrainElements / Math.Max(1, classes)),
        };
        if (isMean)
            work._factor = *work._upstream / *(T*)call.Inputs[4].Address;
        if (work._weights != null)
        {
            work._allWeights = 0;
            for (long i = 0; i < classes; i++)
                work._allWeights += double.CreateTruncating(work._weights[i]);
        }

        Workers.Run((rows + work._rowsEach - 1) / work._rowsEach, in work);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(long grain)
    {
        T* factors = stackalloc T[L.Count];
        T* max = stackalloc T[L.Count];
        T* logarithm = stackalloc T[L.Count];
        long last = Math.Min(_rows, (grain + 1) * _rowsEach);
        for (long first = grain * _rowsEach; first < last; first += L.Count)
        {
            long rows = Math.Min(L.Count, last - first);
            for (long i = 0; i < rows; i++)
            {
                (max[i], logarithm[i]) = (_max[first + i], _logarithm[first + i]);
                factors[i] = Factor(first + i) * T.CreateTruncating(Own(_labels[first + i]) + (_smoothing / _classes * _allWeights));
            }

            SoftmaxRows<L, T>.Scaled(_result + (first * _classes), _scores + (first * _classes), rows, _classes, max, logarithm, factors);
            for (long i = 0; i < rows; i++)
                Finish(_result + ((first + i) * _classes), _labels[first + i], Factor(first + i));
        }
    }

    readonly T Factor(long row) => _isMean ? _factor : _upstream[row];

    readonly double Own(long label) => _weights == null || label == _ignore ? 1 - _smoothing : (1 - _smoothing) * double.CreateTruncating(_weights[label]);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Finish(T* row, long label, T factor)
    {
        if (label == _ignore)
        {
            for (long i = 0; i < _classes; i++)
                row[i] = T.Zero;
            return;
        }

        row[label] -= factor * T.CreateTruncating(Own(label));
        if (_smoothing == 0)
            return;
        T part = factor * T.CreateTruncating(_smoothing / _classes);
        for (long i = 0; i < _classes; i++)
            row[i] -= _weights == null ? part : part * _weights[i];
    }
}
