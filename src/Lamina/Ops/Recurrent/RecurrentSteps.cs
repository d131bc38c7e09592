namespace Lamina.Ops;

/// <summary>A recurrent sequence step by step in simpler ops: what the fused op means, and the way to its second derivatives.</summary>
internal static class RecurrentSteps
{
    /// <summary>As <see cref="RecurrentSequence"/>, the visible outputs alone.</summary>
    public static Tensor[] Run(RecurrentCell cell, bool reverse, Tensor gates, Tensor weight, Tensor hidden, Tensor? other, Tensor? lengths, Tensor? projection = null)
    {
        long steps = gates.Shape[0];
        Tensor[] outputs = new Tensor[steps];
        Tensor? memory = cell == RecurrentCell.Lstm ? other : null;
        for (long turn = 0; turn < steps; turn++)
        {
            long t = reverse ? steps - 1 - turn : turn;
            (Tensor next, Tensor? nextMemory) = Step(cell, gates.Slice(0, t, t + 1).Squeeze(0), hidden.MatMul(weight.T), hidden, memory, other);
            if (projection is not null)
                next = next.MatMul(projection.T);
            outputs[t] = next;
            if (lengths is not null)
            {
                Tensor within = (lengths > t).Unsqueeze(1);
                outputs[t] = Tensor.Where(within, next, 0);
                next = Tensor.Where(within, next, hidden);
                nextMemory = nextMemory is null ? null : Tensor.Where(within, nextMemory, memory!);
            }

            (hidden, memory) = (next, nextMemory);
        }

        Tensor sequence = Tensor.Stack(outputs);
        return memory is null ? [sequence, hidden] : [sequence, hidden, memory];
    }

    /// <summary>An LSTM whose h is projected, which has no fused op: <paramref name="projection"/> is [P, H], the first h [batch, P].</summary>
    public static (Tensor Output, Tensor Hidden, Tensor Cell) Projected(Tensor gates, Tensor weight, Tensor hidden, Tensor cell, Tensor? lengths, bool reverse, Tensor projection)
    {
        Shape sizes = projection.Shape;
        if (sizes.Rank != 2 || gates.Rank != 3 || gates.Shape[0] < 1 || gates.Shape[2] != 4 * sizes[1] || weight.Shape != [4 * sizes[1], sizes[0]] || hidden.Shape != [gates.Shape[1], sizes[0]] || cell.Shape != [gates.Shape[1], sizes[1]])
            throw new ShapeException($"lstm_sequence: a projection [P, H] takes gates [steps, batch, 4·H], recurrent weights [4·H, P], a first state [batch, P] and a first cell [batch, H]; got {sizes}, {gates.Shape}, {weight.Shape}, {hidden.Shape} and {cell.Shape}.");
        DType result = DTypes.Promote(DTypes.Promote(gates.DType, weight.DType), projection.DType), compute = result == DType.Float64 ? DType.Float64 : DType.Float32;
        Tensor[] outputs = Run(
            RecurrentCell.Lstm, reverse, gates.To(compute), weight.To(compute), hidden.To(compute), cell.To(compute), lengths?.AsIndex("lstm_sequence"), projection.To(compute));
        return (outputs[0].To(result), outputs[1].To(result), outputs[2].To(result));
    }

    static (Tensor Hidden, Tensor? Memory) Step(RecurrentCell cell, Tensor gates, Tensor product, Tensor hidden, Tensor? memory, Tensor? bias)
    {
        long size = gates.Shape[1] / cell.Gates();
        Tensor Part(Tensor x, int gate) => x.Slice(1, gate * size, (gate + 1) * size);
        switch (cell)
        {
            case RecurrentCell.Lstm:
                Tensor all = gates + product;
                Tensor next = (Part(all, 1).Sigmoid() * memory!) + (Part(all, 0).Sigmoid() * Part(all, 2).Tanh());
                return (Part(all, 3).Sigmoid() * next.Tanh(), next);
            case RecurrentCell.Gru:
                Tensor biased = product + bias!;
                Tensor reset = (Part(gates, 0) + Part(biased, 0)).Sigmoid(), keep = (Part(gates, 1) + Part(biased, 1)).Sigmoid();
                Tensor candidate = (Part(gates, 2) + (reset * Part(biased, 2))).Tanh();
                return (candidate + (keep * (hidden - candidate)), null);
            case RecurrentCell.RnnRelu:
                return ((gates + product).Relu(), null);
            case RecurrentCell.RnnSigmoid:
                return ((gates + product).Sigmoid(), null);
            default:
                return ((gates + product).Tanh(), null);
        }
    }
}
