using System.Runtime.CompilerServices;

namespace Lamina.Data;

/// <summary>Mean and deviation of a data set in two passes, in float64 and in the order of the samples.</summary>
internal sealed class NormalizationFit
{
    const long BlockValues = 1 << 17;

    readonly ArrayDataset _data;
    readonly int? _axis;
    readonly Column _column;
    readonly int _places;
    readonly long _inner;

    public NormalizationFit(ArrayDataset data, int? axis, int input)
    {
        ArgumentNullException.ThrowIfNull(data);
        _column = data.InputColumn(input).Raw(DType.Float64);
        if (data.Count == 0 || _column.Sample.Count == 0)
            throw new DataFormatException($"{data.Info.Name}: a normalization cannot be fitted to a set without values. Fit it on the training part.");
        _data = data;
        _axis = axis;
        int at = axis is { } a ? _column.Sample.Axis(a) : 0;
        _places = axis is null ? 1 : checked((int)_column.Sample[at]);
        _inner = axis is null ? _column.Sample.Count : _column.Sample[(at + 1)..].Count;
    }

    public Normalization Result()
    {
        double[] means = new double[_places], deviations = new double[_places];
        double count = _data.Count * (double)_column.Sample.Count / _places;
        Pass(values => Sum(values, means));
        for (int i = 0; i < _places; i++)
        {
            means[i] /= count;
            if (!double.IsFinite(means[i]))
                throw new DataFormatException($"{_data.Info.Name}: the values have no finite mean{(_axis is null ? "" : $" at place {i} of axis {_axis}")}. Find the first bad one with `CheckFinite()`.");
        }

        Pass(values => SumSquares(values, means, deviations));
        for (int i = 0; i < _places; i++)
        {
            double deviation = Math.Sqrt(deviations[i] / count);
            deviations[i] = deviation > 0 && double.IsFinite(deviation) ? deviation : 1;
        }

        return Normalization.Make(means, deviations, _axis);
    }

    void Pass(Func<ReadOnlySpan<double>, bool> add)
    {
        long rows = Math.Max(1, BlockValues / _column.Sample.Count);
        for (long first = 0; first < _data.Count; first += rows)
        {
            Tensor block = _column.Read(_data.Rows(Indices.Range(first, Math.Min(rows, _data.Count - first))));
            block.Read(add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool Sum(ReadOnlySpan<double> values, double[] sums)
    {
        int place = 0;
        for (int i = 0; i < values.Length; i += (int)_inner, place = place + 1 == _places ? 0 : place + 1)
        {
            double sum = 0;
            foreach (double value in values.Slice(i, (int)_inner))
                sum += value;
            sums[place] += sum;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool SumSquares(ReadOnlySpan<double> values, double[] means, double[] sums)
    {
        int place = 0;
        for (int i = 0; i < values.Length; i += (int)_inner, place = place + 1 == _places ? 0 : place + 1)
        {
            double sum = 0, mean = means[place];
            foreach (double value in values.Slice(i, (int)_inner))
                sum += (value - mean) * (value - mean);
            sums[place] += sum;
        }

        return true;
    }
}
