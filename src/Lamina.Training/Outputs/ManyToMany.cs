using Lamina.Keras;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>A network of several inputs or outputs in the place of one of one tensor: as such it takes the first input and gives the first output.</summary>
internal sealed class ManyToMany : Module<Tensor, Tensor>
{
    [Key("")]
    readonly Module _network;

    readonly Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> _forward;

    public ManyToMany(Module network, Func<IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> forward)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_network, _forward) = (network, forward);
    }

    public Module Network => _network;

    /// <summary>A network of one input and one output as it is, a graph of several as one of these.</summary>
    public static Module<Tensor, Tensor> Of(Module<Tensor, Tensor> network) =>
        network is Functional graph && graph.Inputs.Count + graph.Outputs.Count > 2 ? new ManyToMany(graph, inputs => graph.ForwardAll([.. inputs])) : network;

    /// <summary>The input of a network that has just one.</summary>
    public static Tensor Only(IReadOnlyList<Tensor> inputs, Module network) => inputs.Count == 1
        ? inputs[0]
        : throw new ShapeException($"{network} takes one input; the batch has {inputs.Count}.");

    public override Tensor Forward(Tensor x) => ForwardAll([x])[0];

    public IReadOnlyList<Tensor> ForwardAll(IReadOnlyList<Tensor> inputs) => _forward(inputs);

    public override string ToString() => _network.ToString();
}
