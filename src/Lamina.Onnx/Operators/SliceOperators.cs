using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Operators that cut parts out, and put edges around.</summary>
internal static class SliceOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Same("Slice", Slice);
        table.Add("Split", Split);
        table.Same("Pad", Pad);
        table.Same("CenterCropPad", CenterCropPad);
    }

    static Tensor Slice(NodeCall call)
    {
        Tensor x = call.X();
        bool inputs = call.Opset >= 10;
        long[] starts = inputs ? call.Longs(1) : call.Ints("starts")!, ends = inputs ? call.Longs(2) : call.Ints("ends")!;
        long[] axes = (inputs ? (call.Has(3) ? call.Longs(3) : null) : call.Ints("axes")) ?? [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        long[] steps = inputs && call.Has(4) ? call.Longs(4) : [.. Enumerable.Repeat(1L, starts.Length)];
        for (int i = 0; i < starts.Length; i++)
        {
            int axis = (int)(axes[i] < 0 ? axes[i] + x.Rank : axes[i]);
            long size = x.Shape[axis], step = steps[i];
            if (step == 0)
                throw call.Fault("a step is 0");
            long start = starts[i] < 0 ? starts[i] + size : starts[i], end = ends[i] < -size && ends[i] < 0 ? -1 : ends[i] < 0 ? ends[i] + size : ends[i];
            if (step > 0)
            {
                start = Math.Clamp(start, 0, size);
                end = Math.Clamp(ends[i] < -size ? 0 : end, 0, size);
                x = x.Slice(axis, start, Math.Max(start, end), step);
                continue;
            }

            start = Math.Clamp(start, -1, size - 1);
            end = Math.Clamp(end, -1, size - 1);
            long[] places = [.. Enumerable.Range(0, (int)Math.Max(0, (start - end - step - 1) / -step)).Select(place => start + (place * step))];
            x = x.IndexSelect(axis, Tensor.From<long>(places, [places.Length]));
        }

        return x;
    }

    static Value[] Split(NodeCall call)
    {
        Tensor x = call.X();
        int axis = call.Axis("axis", 0, x.Rank);
        long size = x.Shape[axis], count = call.Int("num_outputs", call.Outputs);
        if (count != call.Outputs)
            throw call.Fault($"it is to give {count} parts and has {call.Outputs} outputs");
        long[]? sizes = call.Opset >= 13 || call.Opset < 2 ? (call.Has(1) ? call.Longs(1) : call.Ints("split")) : call.Ints("split");
        long part = (size + count - 1) / count;
        sizes ??= [.. Enumerable.Range(0, (int)count).Select(i => Math.Clamp(size - (i * part), 0, part))];
        List<Value> parts = [];
        long at = 0;
        foreach (long length in sizes)
        {
            parts.Add(call.Like(0, x.Slice(axis, at, at + length)));
            at += length;
        }

        return at == size ? [.. parts] : throw call.Fault($"the parts [{string.Join(", ", sizes)}] do not make up {size}");
    }

    static Tensor Pad(NodeCall call)
    {
        Tensor x = call.X();
        long[] pads = call.Opset >= 11 ? call.Longs(1) : call.Ints(call.Opset < 2 ? "paddings" : "pads")!;
        long[] axes = call.Has(3) ? call.Longs(3) : [.. Enumerable.Range(0, x.Rank).Select(axis => (long)axis)];
        double value = call.Opset >= 11 ? (call.Has(2) && call.X(2).Count > 0 ? call.Number(2) : 0) : call.Float("value", 0);
        PadAmount[] amounts = new PadAmount[x.Rank];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = (int)(axes[i] < 0 ? axes[i] + x.Rank : axes[i]);
            (long before, long after) = (pads[i], pads[i + axes.Length]);

            // A negative edge is cut off.
            if (before < 0 || after < 0)
                x = x.Slice(axis, Math.Max(0, -before), x.Shape[axis] - Math.Max(0, -after));
            amounts[axis] = new PadAmount(Math.Max(0, before), Math.Max(0, after));
        }

        return x.Pad(amounts, call.Text("mode", "constant") switch
        {
            "constant" => PadMode.Constant,
            "reflect" => PadMode.Reflect,
            "edge" => PadMode.Replicate,
            "wrap" => PadMode.Circular,
            var mode => throw call.Fault($"the mode '{mode}' is not known"),
        }, x.DType.IsFloatingPoint() ? value : (Scalar)(long)value);
    }

    static Tensor CenterCropPad(NodeCall call)
    {
        Tensor x = call.X();
        long[] sizes = call.Longs(1), axes = call.Ints("axes") ?? [.. Enumerable.Range(0, x.Rank).Select(axis => (long)axis)];
        PadAmount[] amounts = new PadAmount[x.Rank];
        for (int i = 0; i < sizes.Length; i++)
        {
            int axis = (int)(axes[i] < 0 ? axes[i] + x.Rank : axes[i]);
            long surplus = x.Shape[axis] - sizes[i];
            if (surplus > 0)
                x = x.Slice(axis, surplus / 2, (surplus / 2) + sizes[i]);
            else
                amounts[axis] = new PadAmount(-surplus / 2, -surplus - (-surplus / 2));
        }

        return x.Pad(amounts);
    }
}
