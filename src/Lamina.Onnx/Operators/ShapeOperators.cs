using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Operators that look at shapes and change them.</summary>
internal static class ShapeOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Identity", call => [call.Value(0)]);
        table.One("Shape", ShapeOf);
        table.One("Size", call => Tensor.From((Scalar)call.ShapeOf(0).Count));
        table.Add("Reshape", Reshape);
        table.Same("Flatten", Flatten);
        table.Add("Squeeze", call => [Shaped(call, Squeezed(call))]);
        table.Add("Unsqueeze", call => [Shaped(call, Unsqueezed(call))]);
        table.Same("Transpose", call => call.X().Permute(call.Ints("perm") is { } order ? [.. order.Select(axis => (int)axis)] : [.. Enumerable.Range(0, call.X().Rank).Reverse()]));
        table.Same("Expand", call => call.X().Expand(Shape.Broadcast(call.X().Shape, Shape.Create(call.Longs(1))) ?? throw call.Fault($"{call.X().Shape} does not broadcast to [{string.Join(", ", call.Longs(1))}]")));
        table.Same("Tile", Tile);
        table.Add("Concat", Concatenate);
        table.Same("DepthToSpace", DepthToSpace);
        table.Same("SpaceToDepth", SpaceToDepth);
        table.Same("Trilu", Triangle);
        table.Same("ReverseSequence", ReverseSequence);
    }

    /// <summary>The value with other sizes: texts have shapes as well.</summary>
    static Value Shaped(NodeCall call, long[] sizes) => call.Value(0) is TextValue text
        ? text with { Shape = Shape.Create(sizes) }
        : call.Like(0, call.X().Reshape(sizes));

    static Tensor ShapeOf(NodeCall call)
    {
        long[] sizes = call.ShapeOf(0).ToArray();
        int rank = sizes.Length;
        long start = call.Int("start", 0), end = call.Int("end", rank);
        int from = (int)Math.Clamp(start < 0 ? start + rank : start, 0, rank), to = (int)Math.Clamp(end < 0 ? end + rank : end, 0, rank);
        return Tensor.From<long>(from < to ? sizes.AsSpan(from..to) : [], [Math.Max(0, to - from)]);
    }

    static Value[] Reshape(NodeCall call)
    {
        long[] sizes = call.Opset < 5 ? call.Ints("shape")! : call.Longs(1);
        Shape shape = call.ShapeOf(0);
        bool allowZero = call.Flag("allowzero");
        for (int i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == 0 && !allowZero)
                sizes[i] = i < shape.Rank ? shape[i] : throw call.Fault($"size {i} should stay as it is, and {shape} has no axis {i}");
        }

        int open = Array.IndexOf(sizes, -1);
        if (open >= 0)
        {
            long known = sizes.Where(size => size != -1).Aggregate(1L, (product, size) => product * size);
            sizes[open] = known == 0 ? 0 : shape.Count / known;
        }

        return [Shaped(call, sizes)];
    }

    static Tensor Flatten(NodeCall call)
    {
        Shape shape = call.X().Shape;
        int axis = call.Axis("axis", 1, shape.Rank);
        return call.X().Reshape(shape.CountOf(..axis), shape.CountOf(axis..));
    }

    static long[] Squeezed(NodeCall call)
    {
        Shape shape = call.ShapeOf(0);
        HashSet<long>? axes = call.IntsOrInput("axes", 1)?.Select(axis => axis < 0 ? axis + shape.Rank : axis).ToHashSet();
        return [.. Enumerable.Range(0, shape.Rank).Where(axis => axes is null ? shape[axis] != 1 : !axes.Contains(axis)).Select(axis => shape[axis])];
    }

    static long[] Unsqueezed(NodeCall call)
    {
        Shape shape = call.ShapeOf(0);
        long[] axes = call.IntsOrInput("axes", 1) ?? throw call.Fault("the axes are missing");
        int rank = shape.Rank + axes.Length;
        HashSet<long> added = [.. axes.Select(axis => axis < 0 ? axis + rank : axis)];
        Queue<long> old = new(shape.ToArray());
        return [.. Enumerable.Range(0, rank).Select(axis => added.Contains(axis) ? 1 : old.Dequeue())];
    }

    static Tensor Tile(NodeCall call)
    {
        Tensor x = call.X();
        if (call.Opset >= 6)
            return x.Tile(call.Longs(1));
        long[] counts = [.. Enumerable.Repeat(1L, x.Rank)];
        counts[call.Long(2)] = call.Long(1);
        return x.Tile(counts);
    }

    static Value[] Concatenate(NodeCall call)
    {
        int count = call.Count;
        if (call.Value(0) is TextValue first)
            return [TextOperators.Concatenate(call, [.. Enumerable.Range(0, count).Select(call.Texts)], call.Axis("axis", 0, first.Shape.Rank))];
        Tensor[] parts = [.. Enumerable.Range(0, count).Select(call.X)];
        return [call.Like(0, Tensor.Concatenate(parts, call.Axis("axis", call.Opset < 4 ? 1 : 0, parts[0].Rank)))];
    }

    static Tensor DepthToSpace(NodeCall call)
    {
        Tensor x = call.X();
        long block = call.Int("blocksize", 1), channels = x.Shape[1] / (block * block);
        return (call.Text("mode", "DCR") == "CRD"
            ? x.Reshape(x.Shape[0], channels, block, block, x.Shape[2], x.Shape[3]).Permute(0, 1, 4, 2, 5, 3)
            : x.Reshape(x.Shape[0], block, block, channels, x.Shape[2], x.Shape[3]).Permute(0, 3, 4, 1, 5, 2))
            .Reshape(x.Shape[0], channels, x.Shape[2] * block, x.Shape[3] * block);
    }

    static Tensor SpaceToDepth(NodeCall call)
    {
        Tensor x = call.X();
        long block = call.Int("blocksize", 1);
        return x.Reshape(x.Shape[0], x.Shape[1], x.Shape[2] / block, block, x.Shape[3] / block, block).Permute(0, 3, 5, 1, 2, 4)
            .Reshape(x.Shape[0], x.Shape[1] * block * block, x.Shape[2] / block, x.Shape[3] / block);
    }

    static Tensor Triangle(NodeCall call)
    {
        Tensor x = call.X();
        long k = call.Has(1) ? call.Long(1) : 0;
        if (x.Count == 0)
            return x;
        bool upper = call.Flag("upper", true);
        if (x.DType != DType.Bool)
            return upper ? x.Triu(k) : x.Tril(k);
        return (upper ? x.To(DType.UInt8).Triu(k) : x.To(DType.UInt8).Tril(k)).NotEqualTo(0);
    }

    static Tensor ReverseSequence(NodeCall call)
    {
        Tensor x = call.X();
        int batch = call.Axis("batch_axis", 1, x.Rank), time = call.Axis("time_axis", 0, x.Rank);
        long[] lengths = call.Longs(1);
        long[,] index = new long[lengths.Length, x.Shape[time]];
        for (int i = 0; i < lengths.Length; i++)
        {
            for (long t = 0; t < x.Shape[time]; t++)
                index[i, t] = t < lengths[i] ? lengths[i] - 1 - t : t;
        }

        long[] sizes = [.. Enumerable.Range(0, x.Rank).Select(axis => axis == batch || axis == time ? x.Shape[axis] : 1)];
        Tensor places = Tensor.From(index);
        if (batch > time)
            places = places.Transpose(0, 1);
        return x.Gather(time, places.Reshape(sizes).Expand(x.Shape));
    }
}
