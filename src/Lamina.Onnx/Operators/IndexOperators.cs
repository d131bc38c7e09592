using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Operators that look up and put down by index.</summary>
internal static class IndexOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Gather", Gather);
        table.Same("GatherElements", call => call.X().Gather(call.Axis("axis", 0, call.X().Rank), Positive(call.X(1), call.X().Shape[call.Axis("axis", 0, call.X().Rank)])));
        table.Same("GatherND", GatherNd);
        table.Same("Scatter", ScatterElements);
        table.Same("ScatterElements", ScatterElements);
        table.Same("ScatterND", ScatterNd);
        table.Same("TensorScatter", TensorScatter);
        table.Add("OneHot", OneHot);
        table.Add("Where", Where);
        table.One("NonZero", call => call.X().NonZero().Transpose(0, 1));
        table.Same("Compress", Compress);
        table.Add("Unique", Unique);
    }

    /// <summary>Indices from the end counted from the start.</summary>
    public static Tensor Positive(Tensor index, long size)
    {
        index = index.To(DType.Int64);
        return Tensor.Where(index.Less(0), index + size, index);
    }

    static Value[] Gather(NodeCall call)
    {
        Shape shape = call.ShapeOf(0);
        int axis = call.Axis("axis", 0, shape.Rank);
        Tensor index = Positive(call.X(1), shape[axis]);
        long[] sizes = [.. shape.ToArray()[..axis], .. index.Shape.ToArray(), .. shape.ToArray()[(axis + 1)..]];
        if (call.Value(0) is TextValue text)
        {
            Tensor places = Tensor.Arange(0, shape.Count, dtype: DType.Int64).Reshape(shape).IndexSelect(axis, index.Flatten()).Reshape(sizes);
            return [new TextValue(Array.ConvertAll(places.ToArray<long>(), place => text.Items[place]), Shape.Create(sizes))];
        }

        return [call.Like(0, call.X().IndexSelect(axis, index.Rank == 0 ? index.Reshape(1) : index.Flatten()).Reshape(sizes))];
    }

    // The rows of the first axes, numbered through.
    static Tensor Linear(Tensor index, ReadOnlySpan<long> sizes)
    {
        Tensor? place = null;
        for (int i = 0; i < sizes.Length; i++)
        {
            Tensor step = Positive(index.Select(-1, i), sizes[i]);
            place = place is null ? step : (place * sizes[i]) + step;
        }

        return place ?? Tensor.Zeros(index.Shape[..^1], DType.Int64);
    }

    static Tensor GatherNd(NodeCall call)
    {
        Tensor x = call.X(), index = call.X(1);
        int batch = (int)call.Int("batch_dims", 0), depth = (int)index.Shape[^1];
        long batches = x.Shape.CountOf(..batch), rows = x.Shape.CountOf(batch..(batch + depth));
        Tensor place = Linear(index, x.Shape.AsSpan()[batch..(batch + depth)]).Reshape(batches, -1);
        if (batches > 1)
            place += (Tensor.Arange(0, batches, dtype: DType.Int64) * rows).Unsqueeze(1);
        return x.Reshape([batches * rows, .. x.Shape.ToArray()[(batch + depth)..]]).IndexSelect(0, place.Reshape(-1))
            .Reshape([.. index.Shape.ToArray()[..^1], .. x.Shape.ToArray()[(batch + depth)..]]);
    }

    static Tensor ScatterElements(NodeCall call)
    {
        Tensor x = call.X();
        int axis = call.Axis("axis", 0, x.Rank);
        return Scatter(call, x, axis, Positive(call.X(1), x.Shape[axis]), call.X(2));
    }

    static Tensor ScatterNd(NodeCall call)
    {
        Tensor x = call.X(), index = call.X(1);
        int depth = (int)index.Shape[^1];
        Shape behind = x.Shape[depth..];
        Tensor rows = x.Reshape(x.Shape.CountOf(..depth), behind.Count), updates = call.X(2).Reshape(-1, behind.Count);
        Tensor place = Linear(index, x.Shape.AsSpan()[..depth]).Reshape(-1, 1).Expand(updates.Shape);
        return Scatter(call, rows, 0, place, updates).Reshape(x.Shape);
    }

    static Tensor Scatter(NodeCall call, Tensor x, int axis, Tensor index, Tensor updates)
    {
        string reduction = call.Text("reduction", "none");
        if (x.DType == DType.Bool)
            return Scatter(call, x.To(DType.UInt8), axis, index, updates.To(DType.UInt8)).NotEqualTo(0);
        return reduction switch
        {
            "none" => x.Scatter(axis, index, updates),
            "add" => x.ScatterAdd(axis, index, updates),
            "mul" or "max" or "min" => Combine(x, axis, index, updates, reduction),
            _ => throw call.Fault($"the reduction '{reduction}' is not known"),
        };
    }

    // One update after the other, as many rounds as an element has: each round's updates meet different elements.
    static Tensor Combine(Tensor x, int axis, Tensor index, Tensor updates, string reduction)
    {
        for (long i = 0; i < index.Shape[axis]; i++)
        {
            Tensor place = index.Slice(axis, i, i + 1), update = updates.Slice(axis, i, i + 1), old = x.Gather(axis, place);
            x = x.Scatter(axis, place, reduction switch { "mul" => old * update, "max" => Tensor.Maximum(old, update), _ => Tensor.Minimum(old, update) });
        }

        return x;
    }

    // A cache of keys or values, written from a place of each sample on; past its end it goes on at the front if it is circular.
    static Tensor TensorScatter(NodeCall call)
    {
        Tensor cache = call.X(), update = call.X(1);
        int axis = call.Axis("axis", -2, cache.Rank);
        long size = cache.Shape[axis];
        Tensor start = call.Has(2) ? call.X(2).To(DType.Int64) : Tensor.Zeros([cache.Shape[0]], DType.Int64);
        Tensor place = start.Unsqueeze(1) + Tensor.Arange(0, update.Shape[axis], dtype: DType.Int64);
        if (call.Text("mode", "linear") == "circular")
            place = place.Remainder(Tensor.From((Scalar)size));
        long[] sizes = [.. Enumerable.Range(0, cache.Rank).Select(i => i == 0 ? cache.Shape[0] : i == axis ? update.Shape[axis] : 1)];
        return cache.Scatter(axis, place.Reshape(sizes).Expand(update.Shape), update);
    }

    static Value[] OneHot(NodeCall call)
    {
        long depth = (long)call.Number(1);
        Tensor index = Positive(call.X(), depth), values = call.X(2);
        int axis = call.Axis("axis", -1, index.Rank + 1);
        Tensor hot = index.Unsqueeze(-1).EqualTo(Tensor.Arange(0, depth, dtype: DType.Int64)).MoveAxis(-1, axis);
        return [NodeCall.As(call.Type(2), Tensor.Where(hot, values.Select(0, 1), values.Select(0, 0)))];
    }

    static Value[] Where(NodeCall call)
    {
        if (call.Value(1) is not TextValue yes)
            return [call.Like(1, Tensor.Where(call.X(), call.X(1), call.X(2)))];
        TextValue no = call.Texts(2);
        Shape shape = Shape.Broadcast(Shape.Broadcast(call.X().Shape, yes.Shape) ?? default, no.Shape) ?? throw call.Fault("the shapes do not broadcast");
        bool[] condition = call.X().Expand(shape).ToArray<bool>();
        (string[] left, string[] right) = (TextOperators.Expand(call, yes, shape), TextOperators.Expand(call, no, shape));
        return [new TextValue([.. condition.Select((truth, i) => truth ? left[i] : right[i])], shape)];
    }

    static Tensor Compress(NodeCall call)
    {
        bool[] condition = call.X(1).ToArray<bool>();
        long[] places = [.. Enumerable.Range(0, condition.Length).Where(i => condition[i]).Select(i => (long)i)];
        Tensor index = Tensor.From<long>(places, [places.Length]), x = call.X();
        return call.HasAttribute("axis") ? x.IndexSelect(call.Axis("axis", 0, x.Rank), index) : x.Flatten().IndexSelect(0, index);
    }

    static Value[] Unique(NodeCall call)
    {
        Tensor x = call.X();
        bool flat = !call.HasAttribute("axis");
        int axis = flat ? 0 : call.Axis("axis", 0, x.Rank);
        Tensor slices = flat ? x.Reshape(-1, 1) : x.MoveAxis(axis, 0);
        long[] behind = slices.Shape.ToArray()[1..];
        Tensor rows = slices.Reshape(slices.Shape[0], -1).Contiguous();
        double[] values = rows.To(DType.Float64).ToArray<double>();
        int width = (int)rows.Shape[1], count = (int)rows.Shape[0];
        Comparison<int> compare = (a, b) => values.AsSpan(a * width, width).SequenceCompareTo(values.AsSpan(b * width, width));
        int[] order = [.. Enumerable.Range(0, count)];
        Array.Sort(order, (a, b) => compare(a, b) is var difference && difference != 0 ? difference : a - b);
        List<List<int>> groups = [];
        foreach (int row in order)
        {
            if (groups.Count == 0 || compare(groups[^1][0], row) != 0)
                groups.Add([]);
            groups[^1].Add(row);
        }

        if (!call.Flag("sorted", true))
            groups.Sort((a, b) => a[0] - b[0]);
        long[] first = [.. groups.Select(group => (long)group[0])], counts = [.. groups.Select(group => (long)group.Count)], inverse = new long[count];
        for (int i = 0; i < groups.Count; i++)
            groups[i].ForEach(row => inverse[row] = i);
        Tensor unique = slices.IndexSelect(0, Tensor.From<long>(first, [first.Length]));
        unique = flat ? unique.Reshape(-1) : unique.Reshape([first.Length, .. behind]).MoveAxis(0, axis);
        return [call.Like(0, unique), NodeCall.Of(Tensor.From(first)), NodeCall.Of(Tensor.From(inverse)), NodeCall.Of(Tensor.From(counts))];
    }
}
