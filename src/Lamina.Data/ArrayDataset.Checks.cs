using System.Globalization;

namespace Lamina.Data;

public sealed partial class ArrayDataset
{
    const long BlockValues = 1 << 16;

    /// <summary>Looks for NaN and infinity in all floating-point inputs and targets, and gives the set back.</summary>
    /// <exception cref="DataFormatException">There is one: which, and where.</exception>
    public ArrayDataset CheckFinite()
    {
        CheckFinite(_inputs, "input");
        CheckFinite(_targets, "target");
        return this;
    }

    void CheckFinite(Column[] columns, string kind)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (!columns[i].Store.DType.IsFloatingPoint() || FirstBad(columns[i], double.IsFinite) is not var (sample, place, value))
                continue;
            string which = columns.Length == 1 ? kind : $"{kind} {i}";
            throw new DataFormatException(
                $"{_info.Name}: value {place} of {which} of sample {sample} is {Text(value)}. " +
                "Leave the sample out with `Select`, or fill the gap before the set is made.");
        }
    }

    void CheckLabels(long classes, string what, int target = 0)
    {
        if (FirstBad(_targets[target], value => value >= 0 && value < classes && value == Math.Floor(value)) is not var (sample, _, value))
            return;
        throw new DataFormatException(
            $"{_info.Name}: the label of sample {sample} is {Text(value)}, but there are {classes} {what}: labels go from 0 to {classes - 1}. " +
            "Number the classes from 0, or give the true list of classes.");
    }

    void CheckLengths(RowStore[] inputs, RowStore[] targets)
    {
        if (inputs.Length == 0)
            throw new DataFormatException($"{_info.Name}: a data set needs at least one input; got none.");
        if (inputs.Concat(targets).All(store => store.Count == inputs[0].Count))
            return;
        throw new DataFormatException(
            $"{_info.Name}: inputs and targets do not match: inputs {Shapes(inputs)}, targets {Shapes(targets)}; the first axis counts the samples and must be the same. " +
            "Take both from the same part of the same data.");
    }

    (long Sample, long Place, double Value)? FirstBad(Column column, Func<double, bool> isGood)
    {
        Column raw = column.Raw(DType.Float64);
        long length = raw.Sample.Count;
        if (length == 0)
            return null;
        long block = Math.Max(1, BlockValues / length);
        for (long first = 0; first < Count; first += block)
        {
            double[] values = raw.Read(Rows(Indices.Range(first, Math.Min(block, Count - first)))).ToArray<double>();
            for (int i = 0; i < values.Length; i++)
            {
                if (!isGood(values[i]))
                    return (first + (i / length), i % length, values[i]);
            }
        }

        return null;
    }

    static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    static string Shapes(RowStore[] stores) => string.Join(", ", stores.Select(store => store.Shape));
}
