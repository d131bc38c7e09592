using System.Collections.Concurrent;
using Lamina.Onnx.Operators;

namespace Lamina.Onnx.Translations;

/// <summary>Recurrent layers, as the standard's nodes for whole sequences.</summary>
/// <remarks>An op takes the input's part of the gates, a node the input itself: the product in front of the op is taken into the node.</remarks>
internal static class RecurrentTranslations
{
    public static void AddTo(ConcurrentDictionary<string, OnnxTranslator> table)
    {
        // Lamina's gates are i f g o and r z n; ONNX's are i o f g and z r n.
        table["lstm_sequence"] = c => Translate(c, "LSTM", [0, 3, 1, 2]);
        table["gru_sequence"] = c => Translate(c, "GRU", [1, 0, 2], new OnnxAttribute("linear_before_reset", 1));
        table["rnn_tanh_sequence"] = c => Translate(c, "RNN", [0]);
        table["rnn_relu_sequence"] = c => Translate(c, "RNN", [0], new OnnxAttribute("activations", ["Relu"]));
        table["rnn_sigmoid_sequence"] = c => Translate(c, "RNN", [0], new OnnxAttribute("activations", ["Sigmoid"]));
    }

    static void Translate(OnnxContext c, string opType, int[] order, params OnnxAttribute[] more)
    {
        bool isLstm = opType == "LSTM", isGru = opType == "GRU";
        long units = c.InputSpec(1).Shape[1];
        int lengths = isLstm || isGru ? 4 : 3;
        SequenceInput input = SequenceInput.Of(c);
        string Rows(Tensor blocks) => c.Constant(RecurrentPass.Ordered(blocks, order, units).Unsqueeze(0));

        // The bias of the input's part comes first, then that of the state's, which GRU alone has apart.
        Tensor? own = isGru ? Fixed(c, 3) : null;
        Tensor none = Tensor.Zeros([order.Length * units], c.InputSpec(0).DType);
        string bias = input.Bias is null && own is null
            ? ""
            : c.Constant(Tensor.Concatenate([RecurrentPass.Ordered(input.Bias ?? none, order, units), RecurrentPass.Ordered(own ?? none, order, units)], 0).Unsqueeze(0));
        List<string> inputs = [input.Name, Rows(input.Weight), Rows(Fixed(c, 1)), bias, c.Inputs > lengths ? c.Input(lengths, DType.Int32) : "", State(c, 2)];
        if (isLstm)
            inputs.Add(State(c, 3));
        while (inputs[^1].Length == 0)
            inputs.RemoveAt(inputs.Count - 1);
        string[] outputs = c.Add(
            opType,
            [.. inputs],
            isLstm ? 3 : 2,
            [new OnnxAttribute("hidden_size", units), new OnnxAttribute("direction", c.Attribute<bool>("Reverse") ? "reverse" : "forward"), .. more]);

        // ONNX has an axis of directions, behind the steps and before the states.
        for (int i = 0; i < outputs.Length; i++)
            c.Result(c.Add("Squeeze", [outputs[i], c.Numbers(i == 0 ? 1 : 0)]), i);
    }

    static Tensor Fixed(OnnxContext c, int input) => c.Fixed(input)
        ?? throw new OnnxException($"{c.Op.Name}: weights {c.InputSpec(input)} that are computed from the model's input have no place in ONNX's node. Give the layer parameters.");

    // Zeros are what the node begins with.
    static string State(OnnxContext c, int input) => c.IsZero(input) ? "" : c.Add("Unsqueeze", [c.Input(input), c.Numbers(0)]);
}
