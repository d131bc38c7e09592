using Lamina.Formats;

namespace Lamina.Onnx.Wire;

/// <summary>A node of an ONNX graph. An input without a name is one that is left out.</summary>
internal sealed class Node(string opType, string[] inputs, string[] outputs, OnnxAttribute[] attributes)
{
    public string[] Inputs { get; } = inputs;

    public string[] Outputs { get; } = outputs;

    public void Rename(string from, string to)
    {
        Inputs.AsSpan().Replace(from, to);
        Outputs.AsSpan().Replace(from, to);
    }

    // NodeProto: input 1, output 2, name 3, op_type 4, attribute 5.
    public ProtobufMessage Encode()
    {
        ProtobufMessage message = new();
        foreach (string input in Inputs)
            message.Text(1, input);
        foreach (string output in Outputs)
            message.Text(2, output);
        message.Text(3, "node_" + Outputs[0]);
        message.Text(4, opType);
        foreach (OnnxAttribute attribute in attributes)
            message.Nested(5, attribute.Encode());
        return message;
    }
}
