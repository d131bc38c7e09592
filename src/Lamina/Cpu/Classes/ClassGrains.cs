using Lamina.Ops;

namespace Lamina.Cpu.Classes;

/// <summary>
/// Moves one element for each label between scores [outer, classes, inner] and values [outer, inner]. Numbers are only moved, so
/// that their size is all that matters.
/// </summary>
internal unsafe struct ClassGrains : IGrains
{
    const long GrainElements = 16384;

    string _asker;
    byte* _scores, _labels, _values;
    bool _spread;
    int _size;
    long _outer, _classes, _inner, _ignore, _rowsEach;
    Steps _steps;

    public static void Run(in Operand scores, in Operand labels, in Operand values, long ignore, bool spread, string asker)
    {
        (long outer, long classes, long inner) = (scores.Shape[0], scores.Shape[1], scores.Shape[2]);
        if (outer * inner == 0)
            return;
        ClassGrains work = new()
        {
            _asker = asker,
            _scores = (byte*)scores.Address,
            _labels = (byte*)labels.Address,
            _values = (byte*)values.Address,
            _spread = spread,
            _size = scores.DType.Size(),
            _outer = outer,
            _classes = classes,
            _inner = inner,
            _ignore = ignore,
            _rowsEach = Math.Max(1, GrainElements / Math.Max(1, inner * (spread ? classes : 1))),
        };
        for (int i = 0; i < 3; i++)
            work._steps[i] = scores.Strides[i];
        for (int i = 0; i < 2; i++)
        {
            work._steps[3 + i] = labels.Strides[i];
            work._steps[5 + i] = values.Strides[i];
        }

        Workers.Run((outer + work._rowsEach - 1) / work._rowsEach, in work);
    }

    public readonly void Run(long grain)
    {
        long last = Math.Min(_outer, (grain + 1) * _rowsEach);
        for (long row = grain * _rowsEach; row < last; row++)
        {
            switch (_size)
            {
                case 2: Row<ushort>(row); break;
                case 4: Row<uint>(row); break;
                default: Row<ulong>(row); break;
            }
        }
    }

    readonly void Row<T>(long row)
        where T : unmanaged
    {
        T* scores = (T*)_scores + (row * _steps[0]), values = (T*)_values + (row * _steps[5]);
        long* labels = (long*)_labels + (row * _steps[3]);
        if (_spread)
            new Span<T>(scores, checked((int)(_classes * _inner))).Clear();
        for (long i = 0; i < _inner; i++)
        {
            long label = labels[i * _steps[4]];
            T* value = values + (i * _steps[6]);
            if (label == _ignore)
            {
                if (!_spread)
                    *value = default;
                continue;
            }

            if ((ulong)label >= (ulong)_classes)
                throw OutOfRange(_asker, label, row, i, _inner, _classes, _ignore);
            T* score = scores + (label * _steps[1]) + (i * _steps[2]);
            if (_spread)
                *score = *value;
            else
                *value = *score;
        }
    }

    /// <summary>What is wrong with a label that names no class. The one who asked is a loss, or an op.</summary>
    public static IndexException OutOfRange(string asker, long label, long row, long place, long places, long classes, long ignore) => new(
        $"{asker}: the label of sample {row}{(places > 1 ? $", place {place}," : "")} is {label}, but there are {classes} classes: labels run from 0 to {classes - 1}. "
        + (ignore == long.MinValue ? "Correct the labels, or widen the last layer." : $"Correct the labels, widen the last layer, or pass ignoreIndex: {label} to leave such samples out (it is {ignore})."));

    [System.Runtime.CompilerServices.InlineArray(7)]
    struct Steps
    {
        long _first;
    }
}
