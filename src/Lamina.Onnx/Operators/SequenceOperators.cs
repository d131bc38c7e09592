using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Sequences and optionals.</summary>
internal static class SequenceOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("SequenceEmpty", _ => [new SequenceValue([])]);
        table.Add("SequenceConstruct", call => [new SequenceValue([.. Enumerable.Range(0, call.Count).Select(call.Value)])]);
        table.Add("SequenceAt", call => [call.Sequence(0).Items[Place(call, call.Long(1), call.Sequence(0).Items.Count)]]);
        table.Add("SequenceLength", call => [NodeCall.Of(Tensor.From((Scalar)(long)call.Sequence(0).Items.Count))]);
        table.Add("SequenceInsert", call =>
        {
            List<Value> items = [.. call.Sequence(0).Items];
            items.Insert(call.Has(2) ? Place(call, call.Long(2), items.Count + 1, items.Count) : items.Count, call.Value(1));
            return [new SequenceValue(items)];
        });
        table.Add("SequenceErase", call =>
        {
            List<Value> items = [.. call.Sequence(0).Items];
            items.RemoveAt(call.Has(1) ? Place(call, call.Long(1), items.Count) : items.Count - 1);
            return [new SequenceValue(items)];
        });
        table.Add("ConcatFromSequence", call =>
        {
            TensorValue[] items = [.. call.Sequence(0).Items.Cast<TensorValue>()];
            Tensor[] parts = [.. items.Select(item => item.Data)];
            bool isNew = call.Flag("new_axis");
            int axis = call.Axis("axis", 0, parts[0].Rank + (isNew ? 1 : 0));
            return [NodeCall.As(items[0].Type, isNew ? Tensor.Stack(parts, axis) : Tensor.Concatenate(parts, axis))];
        });
        table.Add("SplitToSequence", Split);
        table.Add("Optional", call => [new OptionalValue(call.Has(0) ? call.Value(0) : null)]);
        table.Add("OptionalHasElement", call => [NodeCall.Of(Tensor.From((Scalar)(call.Has(0) && call.Value(0) is not OptionalValue { Item: null })))]);
        table.Add("OptionalGetElement", call => [call.Value(0) is OptionalValue optional ? optional.Item ?? throw call.Fault("the optional is empty") : call.Value(0)]);
    }

    static int Place(NodeCall call, long index, int count, int from = -1)
    {
        long place = index < 0 ? index + (from < 0 ? count : from) : index;
        return place >= 0 && place < count ? (int)place : throw call.Fault($"the place {index} is outside of {count}");
    }

    static Value[] Split(NodeCall call)
    {
        Tensor x = call.X();
        int axis = call.Axis("axis", 0, x.Rank);
        long size = x.Shape[axis];
        List<long> sizes = [];
        bool single = !call.Has(1);
        if (single || call.X(1).Rank == 0)
        {
            long part = single ? 1 : call.Long(1);
            if (part < 1)
                throw call.Fault($"the parts are {part} long; they have 1 element or more");
            for (long at = 0; at < size; at += part)
                sizes.Add(Math.Min(part, size - at));
        }
        else
        {
            sizes.AddRange(call.Longs(1));
        }

        List<Value> items = [];
        long start = 0;
        foreach (long length in sizes)
        {
            Tensor part = x.Slice(axis, start, start + length);
            items.Add(call.Like(0, single && !call.Flag("keepdims", true) ? part.Squeeze(axis) : part));
            start += length;
        }

        return [new SequenceValue(items)];
    }
}
