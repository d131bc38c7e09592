using System.Globalization;
using System.Text;
using Lamina.Graphs;
using Lamina.Storage;

namespace Lamina;

public sealed partial class Tensor
{
    // Longer tensors are abridged: of an axis longer than twice this, only so many elements at each end are shown.
    const int Edge = 3;
    const long MostShown = 1000;

    /// <summary>One line for a debugger's window.</summary>
    internal string DebuggerText => Buffer.IsReleased ? $"{Spec} (given back)" : Print(oneLine: true);

    /// <summary>
    /// Dtype, shape and values, in brackets as NumPy prints them. Beyond 1000 elements, axes longer than 6 show three
    /// elements at each end; floats show four significant digits.
    /// </summary>
    public override string ToString()
    {
        Graphs.Trace.Current?.ReadsHost("ToString");
        return Print(oneLine: false);
    }

    string Print(bool oneLine)
    {
        long most = oneLine ? 2 * Edge : MostShown;
        bool abridged = Count > most;
        List<long> offsets = [];
        Collect(0, Layout.Offset, abridged, offsets);
        string[] texts = Texts(offsets);
        int width = oneLine || Rank == 0 ? 0 : texts.Select(t => t.Length).DefaultIfEmpty(0).Max();
        StringBuilder text = new($"{Spec}{(oneLine || Rank == 0 ? " " : "\n")}");
        int next = 0;
        Append(text, 0, abridged, oneLine, () => texts[next++].PadLeft(width));
        return text.ToString();
    }

    // The offsets of the elements that are shown, in the order in which they are.
    void Collect(int axis, long offset, bool abridged, List<long> offsets)
    {
        if (axis == Rank)
        {
            offsets.Add(offset);
            return;
        }

        foreach (long i in Shown(Shape[axis], abridged))
        {
            if (i >= 0)
                Collect(axis + 1, offset + (i * Layout.Strides[axis]), abridged, offsets);
        }
    }

    void Append(StringBuilder text, int axis, bool abridged, bool oneLine, Func<string> next)
    {
        if (axis == Rank)
        {
            text.Append(next());
            return;
        }

        // Matrices of a stack are kept apart by an empty line, rows by a line, numbers by a space.
        string separator = axis == Rank - 1 ? ", " : oneLine ? ", " : $",{new string('\n', Rank - 1 - axis)}{new string(' ', axis + 1)}";
        text.Append('[');
        bool first = true;
        foreach (long i in Shown(Shape[axis], abridged))
        {
            text.Append(first ? "" : separator);
            first = false;
            if (i < 0)
                text.Append('…');
            else
                Append(text, axis + 1, abridged, oneLine, next);
        }

        text.Append(']');
    }

    // The indices of an axis that are shown; −1 stands for those left out.
    static IEnumerable<long> Shown(long size, bool abridged)
    {
        for (long i = 0; i < size; i++)
        {
            if (abridged && size > 2 * Edge && i == Edge)
            {
                yield return -1;
                i = size - Edge;
            }

            yield return i;
        }
    }

    // Read element by element and past the ops: looking at a tensor must not leave a trace.
    string[] Texts(List<long> offsets)
    {
        if (DType == DType.Bool)
            return [.. offsets.Select(offset => ReadAt<bool>(offset) ? "true" : "false")];
        if (DType.IsInteger())
            return [.. offsets.Select(offset => WholeAt(offset).ToString(CultureInfo.InvariantCulture))];
        double[] values = [.. offsets.Select(RealAt)];
        NumberFormat format = NumberFormat.For(values);
        return [.. values.Select(format.Write)];
    }

    long WholeAt(long offset) => DType switch
    {
        DType.Int64 => ReadAt<long>(offset),
        DType.Int32 => ReadAt<int>(offset),
        DType.Int16 => ReadAt<short>(offset),
        DType.Int8 => ReadAt<sbyte>(offset),
        _ => ReadAt<byte>(offset),
    };

    double RealAt(long offset) => DType switch
    {
        DType.Float32 => ReadAt<float>(offset),
        DType.Float64 => ReadAt<double>(offset),
        DType.Float16 => (double)ReadAt<Half>(offset),
        _ => (float)ReadAt<BFloat16>(offset),
    };

    T ReadAt<T>(long offset)
        where T : unmanaged
    {
        Span<T> one = stackalloc T[1];
        HostAccess.CopyTo(Buffer, offset, one);
        return one[0];
    }
}
