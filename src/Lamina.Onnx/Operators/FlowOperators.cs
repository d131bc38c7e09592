using Lamina.Onnx.Import;
using Lamina.Onnx.Schema;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Branches and loops.</summary>
internal static class FlowOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("If", call => call.Scope.Run(Body(call, call.X().ToBoolean() ? "then_branch" : "else_branch"), []));
        table.Add("Loop", Loop);
        table.Add("Scan", Scan);
        table.Add("SequenceMap", SequenceMap);
    }

    static GraphProto Body(NodeCall call, string name) => call.Attribute(name).Graph ?? throw call.Fault($"the attribute '{name}' holds no graph");

    static Value[] Loop(NodeCall call)
    {
        GraphProto body = Body(call, "body");
        long most = call.Has(0) ? call.Long(0) : long.MaxValue;
        bool goesOn = !call.Has(1) || call.X(1).ToBoolean();
        Value[] carried = [.. Enumerable.Range(2, Math.Max(0, call.Count - 2)).Select(call.Value)];
        List<Tensor>[] scans = [.. Enumerable.Range(0, body.Outputs.Count - 1 - carried.Length).Select(_ => new List<Tensor>())];
        ElementType[] types = new ElementType[scans.Length];
        for (long i = 0; goesOn && i < most; i++)
        {
            Value[] results = call.Scope.Run(body, [new TensorValue(Tensor.From((Scalar)i)), new TensorValue(Tensor.From((Scalar)true)), .. carried]);
            goesOn = ((TensorValue)results[0]).Data.ToBoolean();
            carried = results[1..(1 + carried.Length)];
            for (int scan = 0; scan < scans.Length; scan++)
            {
                TensorValue part = (TensorValue)results[1 + carried.Length + scan];
                scans[scan].Add(part.Data);
                types[scan] = part.Type;
            }
        }

        return [.. carried, .. scans.Select((parts, i) => Stacked(parts, types[i], body.Outputs[1 + carried.Length + i].Type, 0))];
    }

    static TensorValue Stacked(List<Tensor> parts, ElementType type, TypeProto declared, int axis)
    {
        if (parts.Count > 0)
            return new TensorValue(Tensor.Stack([.. parts], axis), type);
        ElementType element = declared.Element == ElementType.Undefined ? ElementType.Float32 : declared.Element;
        return new TensorValue(Tensor.Zeros(Shape.Create([0, .. (declared.Sizes ?? []).Select(size => size.Known ?? 0)]), element.Storage()), element);
    }

    static Value[] Scan(NodeCall call)
    {
        GraphProto body = Body(call, "body");
        int scanned = (int)call.Int("num_scan_inputs", 1);

        // Version 8 has a batch in front of everything, and lengths as its first input.
        if (call.Opset < 9)
            return BatchedScan(call, body, scanned);
        Value[] state = [.. Enumerable.Range(0, call.Count - scanned).Select(call.Value)];
        TensorValue[] inputs = [.. Enumerable.Range(call.Count - scanned, scanned).Select(call.Typed)];
        return Scan(call, body, state, inputs);
    }

    static Value[] Scan(NodeCall call, GraphProto body, Value[] state, TensorValue[] inputs)
    {
        int outputs = body.Outputs.Count - state.Length;
        long[] axes = call.Ints("scan_input_axes") ?? new long[inputs.Length], outAxes = call.Ints("scan_output_axes") ?? new long[outputs];
        long[] directions = call.Ints("scan_input_directions") ?? new long[inputs.Length], outDirections = call.Ints("scan_output_directions") ?? new long[outputs];
        int Axis(int i) => (int)(axes[i] < 0 ? axes[i] + inputs[i].Data.Rank : axes[i]);
        long steps = inputs[0].Data.Shape[Axis(0)];
        List<Tensor>[] scans = [.. Enumerable.Range(0, outputs).Select(_ => new List<Tensor>())];
        ElementType[] types = new ElementType[outputs];
        for (long t = 0; t < steps; t++)
        {
            Value[] parts = [.. inputs.Select((input, i) => input with { Data = input.Data.Select(Axis(i), directions[i] == 1 ? steps - 1 - t : t) })];
            Value[] results = call.Scope.Run(body, [.. state, .. parts]);
            state = results[..state.Length];
            for (int i = 0; i < outputs; i++)
            {
                TensorValue part = (TensorValue)results[state.Length + i];
                types[i] = part.Type;
                if (outDirections[i] == 1)
                    scans[i].Insert(0, part.Data);
                else
                    scans[i].Add(part.Data);
            }
        }

        return [.. state, .. scans.Select((parts, i) => Stacked(parts, types[i], body.Outputs[state.Length + i].Type, (int)(outAxes[i] < 0 ? outAxes[i] + parts[0].Rank + 1 : outAxes[i])))];
    }

    static Value[] BatchedScan(NodeCall call, GraphProto body, int scanned)
    {
        long batch = call.X(1).Shape[0];
        List<Value[]> all = [];
        for (long sample = 0; sample < batch; sample++)
        {
            TensorValue Of(int i) => call.Typed(i) with { Data = call.X(i).Select(0, sample) };
            Value[] state = [.. Enumerable.Range(1, call.Count - 1 - scanned).Select(Of)];
            TensorValue[] inputs = [.. Enumerable.Range(call.Count - scanned, scanned).Select(Of)];
            if (call.Has(0))
                inputs = [.. inputs.Select(input => input with { Data = input.Data.Slice(0, 0, call.Longs(0)[sample]) })];
            all.Add(Scan(call, body, state, inputs));
        }

        return [.. Enumerable.Range(0, all[0].Length).Select(i =>
            new TensorValue(Tensor.Stack([.. all.Select(values => ((TensorValue)values[i]).Data)], 0), ((TensorValue)all[0][i]).Type))];
    }

    static Value[] SequenceMap(NodeCall call)
    {
        GraphProto body = Body(call, "body");
        SequenceValue over = call.Sequence(0);
        List<Value>[] results = [.. body.Outputs.Select(_ => new List<Value>())];
        for (int i = 0; i < over.Items.Count; i++)
        {
            Value[] inputs = [over.Items[i], .. Enumerable.Range(1, call.Count - 1).Select(other => call.Value(other) is SequenceValue list ? list.Items[i] : call.Value(other))];
            Value[] outputs = call.Scope.Run(body, inputs);
            for (int output = 0; output < outputs.Length; output++)
                results[output].Add(outputs[output]);
        }

        return [.. results.Select(items => new SequenceValue(items))];
    }
}
