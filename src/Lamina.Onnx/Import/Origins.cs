using Lamina.Onnx.Schema;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Import;

/// <summary>What the outputs of a node depend on.</summary>
internal static class Origins
{
    static readonly HashSet<string> Random = ["RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Bernoulli", "Multinomial", "Dropout"];

    public static Origin Of(NodeProto node, Value?[] inputs)
    {
        // A body may read anything around it.
        if (Random.Contains(node.OpType) || node.Attributes.Values.Any(attribute => attribute.Graph is not null))
            return Origin.Data;
        Origin least = Origin.Fixed;
        foreach (Value? input in inputs)
        {
            if (input is not null && input.Origin < least)
                least = input.Origin;
        }

        return least == Origin.Data && node.OpType is "Shape" or "Size" && node.Domain.Length == 0 ? Origin.Shapes : least;
    }
}
