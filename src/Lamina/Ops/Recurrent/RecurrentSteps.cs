namespace Lamina.Ops;

/// <summary>A recurrent sequence step by step in simpler ops: what the fused op means, and the way to its second derivatives.</summary>
internal static class RecurrentSteps
{
    /// <summary>As <see cref="RecurrentSequence"/>, the visible outputs alone.</summary>
    public static Tensor[] Run(RecurrentCell cell, bool reverse, Tensor gates, Tensor weight, Tensor hidden, Tensor? other, Tensor? lengths)
    {
        long steps = gates.Shape[0];
        Tensor[] outputs = new Tensor[steps];
        Tensor? memory = cell == RecurrentCell.Lstm ? other : null;
        for (long turn = 0; turn < steps; turn++)
        {
            long t = reverse ? steps - 1 - turn : turn;
            (Tensor next, Tensor? nextMemory) = Step(cell, gates.Slice(0, t, t + 1).Squeeze(0), hidden.MatMul(weight.T), hidden, memory, other);
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

    static (Tensor Hidden, Tensor? Memory) Step(RecurrentCell cell, Tensor gates, Tensor product, Tensor hidden, Tensor? memory, Tensor? bias)
    {
        long size = hidden.Shape[1];
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
