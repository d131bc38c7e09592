using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>One direction of a recurrent layer over a whole sequence.</summary>
/// <param name="Output">The states of all steps, [steps, batch, units].</param>
/// <param name="Hidden">The last state.</param>
/// <param name="Cell">LSTM's last cell.</param>
internal sealed record RecurrentPass(Tensor Output, Tensor Hidden, Tensor? Cell)
{
    public static RecurrentPass Run(NodeCall call, Tensor x, int gates, int direction, bool isReverse)
    {
        Tensor weight = call.X(1).Select(0, direction), recurrent = call.X(2).Select(0, direction);
        long units = recurrent.Shape[1], batch = x.Shape[1];
        Tensor zero = Tensor.Zeros([batch, units], x.DType);
        Tensor bias = call.Has(3) ? call.X(3).Select(0, direction) : Tensor.Zeros([2 * gates * units], x.DType);
        Tensor inputBias = bias.Slice(0, 0, gates * units), recurrentBias = bias.Slice(0, gates * units);
        Tensor? lengths = call.Has(4) ? call.X(4) : null;
        Tensor hidden = State(call, 5, direction) ?? zero;
        Tensor cell = gates == 4 ? State(call, 6, direction) ?? zero : zero;
        string[] activations = Activations(call, gates, direction);
        bool resetsAfter = gates == 3 && call.Flag("linear_before_reset");
        if (!call.HasAttribute("clip") && !call.Has(7) && !call.Flag("input_forget"))
        {
            if (gates == 4 && activations is ["Sigmoid", "Tanh", "Tanh"])
            {
                int[] order = [0, 2, 3, 1];
                Tensor input = x.Linear(Ordered(weight, order, units), Ordered(inputBias + recurrentBias, order, units));
                (Tensor all, Tensor last, Tensor lastCell) = input.LstmSequence(Ordered(recurrent, order, units), hidden, cell, lengths, isReverse);
                return new(all, last, lastCell);
            }

            if (resetsAfter && activations is ["Sigmoid", "Tanh"])
            {
                int[] order = [1, 0, 2];
                Tensor input = x.Linear(Ordered(weight, order, units), Ordered(inputBias, order, units));
                (Tensor all, Tensor last) = input.GruSequence(Ordered(recurrent, order, units), Ordered(recurrentBias, order, units), hidden, lengths, isReverse);
                return new(all, last, null);
            }

            if (gates == 1 && activations is ["Tanh" or "Relu" or "Sigmoid"])
            {
                RnnActivation activation = Enum.Parse<RnnActivation>(activations[0]);
                (Tensor all, Tensor last) = x.Linear(weight, inputBias + recurrentBias).RnnSequence(recurrent, hidden, activation, lengths, isReverse);
                return new(all, last, null);
            }
        }

        RecurrentStep step = new(call, gates, direction, activations, recurrent, recurrentBias, resetsAfter);
        return step.Over(x.Linear(weight, inputBias), hidden, cell, lengths, isReverse);
    }

    static Tensor? State(NodeCall call, int input, int direction)
    {
        if (!call.Has(input))
            return null;
        Tensor state = call.X(input);
        return state.Select(call.Flag("layout") ? 1 : 0, direction);
    }

    /// <summary>The gates' blocks of rows in another order.</summary>
    public static Tensor Ordered(Tensor blocks, int[] order, long units) =>
        Tensor.Concatenate([.. order.Select(block => blocks.Slice(0, block * units, (block + 1) * units))], 0);

    static string[] Activations(NodeCall call, int gates, int direction)
    {
        string[] usual = gates switch { 4 => ["Sigmoid", "Tanh", "Tanh"], 3 => ["Sigmoid", "Tanh"], _ => ["Tanh"] };
        if (!call.HasAttribute("activations"))
            return usual;
        IReadOnlyList<string> named = call.Attribute("activations").Texts;
        return [.. named.Skip(direction * usual.Length).Take(usual.Length)];
    }
}
