using System.Numerics;
using System.Runtime.CompilerServices;
using Lamina.Ops;
using Lamina.Simd;

namespace Lamina.Cpu.Classes;

/// <summary>Losses of rows of scores. Those of all rows, and the weights, are added up in float64, in order.</summary>
internal unsafe struct CrossEntropyGrains<L, T> : IGrains
    where L : struct, IVectorLane<L, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const long GrainElements = 16384;

    string _asker;
    T* _scores, _max, _logarithm, _weights;
    long* _labels;
    double* _losses, _counts;
    double _smoothing;
    long _rows, _classes, _places, _ignore, _rowsEach;

    public static void Run(double smoothing, long ignore, bool isMean, long places, string asker, KernelCall call)
    {
        (long rows, long classes) = (call.Inputs[0].Shape[0], call.Inputs[0].Shape[1]);
        CrossEntropyGrains<L, T> work = new()
        {
            _asker = asker,
            _scores = (T*)call.Inputs[0].Address,
            _labels = (long*)call.Inputs[1].Address,
            _weights = call.Inputs.Length > 2 ? (T*)call.Inputs[2].Address : null,
            _max = (T*)call.Outputs[1].Address,
            _logarithm = (T*)call.Outputs[1].Address + rows,
            _losses = (double*)call.Workspace,
            _counts = (double*)call.Workspace + rows,
            _smoothing = smoothing,
            _rows = rows,
            _classes = classes,
            _places = places,
            _ignore = ignore,
            _rowsEach = Math.Max(1, GrainElements / Math.Max(1, classes)),
        };
        Workers.Run((rows + work._rowsEach - 1) / work._rowsEach, in work);
        work.Reduce((T*)call.Outputs[0].Address, (T*)call.Outputs[2].Address, isMean);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(long grain)
    {
        T* max = stackalloc T[L.Count];
        T* logarithm = stackalloc T[L.Count];
        long last = Math.Min(_rows, (grain + 1) * _rowsEach);
        for (long first = grain * _rowsEach; first < last; first += L.Count)
        {
            long rows = Math.Min(L.Count, last - first);
            SoftmaxRows<L, T>.Measure(_scores + (first * _classes), rows, _classes, max, logarithm);
            for (long i = 0; i < rows; i++)
            {
                (_max[first + i], _logarithm[first + i]) = (max[i], logarithm[i]);
                Row(first + i, max[i], logarithm[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Row(long row, T max, T logarithm)
    {
        T* scores = _scores + (row * _classes);
        long label = _labels[row];
        if (label == _ignore)
        {
            (_losses[row], _counts[row]) = (0, 0);
            return;
        }

        if ((ulong)label >= (ulong)_classes)
            throw ClassGrains.OutOfRange(_asker, label, row / _places, row % _places, _places, _classes, _ignore);
        double weight = _weights == null ? 1 : double.CreateTruncating(_weights[label]);
        double loss = -weight * double.CreateTruncating(scores[label] - max - logarithm);
        if (_smoothing > 0)
        {
            double all = 0;
            for (long i = 0; i < _classes; i++)
                all += double.CreateTruncating(scores[i] - max - logarithm) * (_weights == null ? 1 : double.CreateTruncating(_weights[i]));
            loss = (loss * (1 - _smoothing)) - (all * (_smoothing / _classes));
        }

        (_losses[row], _counts[row]) = (loss, weight);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    readonly void Reduce(T* losses, T* total, bool isMean)
    {
        double loss = 0, weight = 0;
        for (long i = 0; i < _rows; i++)
        {
            loss += _losses[i];
            weight += _counts[i];
            if (!isMean)
                losses[i] = T.CreateTruncating(_losses[i]);
        }

        if (isMean)
            *losses = T.CreateTruncating(loss / weight);
        *total = T.CreateTruncating(weight);
    }
}
