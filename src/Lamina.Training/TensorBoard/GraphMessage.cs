using System.Globalization;
using Lamina.Formats;
using Lamina.Graphs;
using Lamina.NN;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Training;

/// <summary>A network's ops as TensorFlow's GraphDef: nodes with names, inputs and shapes.</summary>
internal static class GraphMessage
{
    const int Producer = 27;

    public static ProtobufMessage Of(Module<Tensor, Tensor> network, Tensor input)
    {
        using EvaluationMode.Scope mode = new EvaluationMode(network).Enter();
        using GradientScope off = Gradients.Off();
        using Trace trace = Trace.Open();
        network.Call(input);

        ProtobufMessage graph = new();
        Dictionary<Buffer, string> made = new(ReferenceEqualityComparer.Instance) { [input.Buffer] = "input" };
        Dictionary<Buffer, (string Name, Tensor Value)> held = new(ReferenceEqualityComparer.Instance);
        foreach ((string name, Parameter parameter) in network.NamedParameters())
            held[parameter.Value.Buffer] = (Path(name), parameter.Value);
        graph.Nested(1, Node("input", "input", [], input));
        Dictionary<string, int> names = [];
        Dictionary<string, string> paths = LayerGraph.PathsByPlace(network);
        foreach (TraceStep step in trace.Steps)
        {
            List<string> inputs = [];
            foreach (Tensor tensor in step.Inputs)
            {
                if (!made.TryGetValue(tensor.Buffer, out string? source))
                {
                    if (!held.TryGetValue(tensor.Buffer, out (string Name, Tensor Value) parameter))
                        continue;
                    made[tensor.Buffer] = source = parameter.Name;
                    graph.Nested(1, Node(source, "parameter", [], parameter.Value));
                }

                inputs.Add(source);
            }

            string place = paths.GetValueOrDefault(step.Place.Path, step.Place.Path);
            string stem = place.Length > 0 ? $"{Path(place)}/{step.Op.Name}" : step.Op.Name;
            int number = names[stem] = names.GetValueOrDefault(stem) + 1;
            string own = number == 1 ? stem : string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}");
            graph.Nested(1, Node(own, step.Op.Name, inputs, step.Outputs[0]));
            foreach (Tensor output in step.Outputs)
                made[output.Buffer] = own;
        }

        return graph.Nested(4, new ProtobufMessage().Number(1, Producer));
    }

    static string Path(string name) => name.Replace('.', '/');

    // NodeDef: name 1, op 2, inputs 3, attributes 5; an attribute is a pair of key and AttrValue, whose list has shapes.
    static ProtobufMessage Node(string name, string op, IReadOnlyList<string> inputs, Tensor output)
    {
        ProtobufMessage node = new ProtobufMessage().Text(1, name).Text(2, op);
        foreach (string input in inputs)
            node.Text(3, input);
        ProtobufMessage shape = new();
        for (int axis = 0; axis < output.Rank; axis++)
            shape.Nested(2, new ProtobufMessage().Number(1, output.Shape[axis]));
        ProtobufMessage value = new ProtobufMessage().Nested(1, new ProtobufMessage().Nested(7, shape));
        return node.Nested(5, new ProtobufMessage().Text(1, "_output_shapes").Nested(2, value));
    }
}
