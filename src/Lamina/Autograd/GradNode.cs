using Lamina.Graphs;
using Lamina.Ops;

namespace Lamina.Autograd;

/// <summary>One step of the tape: turns the gradients of its outputs into gradients of its inputs.</summary>
internal abstract class GradNode
{
    static long _made;

    protected GradNode(Edge[] edges)
    {
        Edges = edges;
        Sequence = Interlocked.Increment(ref _made);
    }

    /// <summary>Order of making; walking it downwards visits every node after all that use its outputs.</summary>
    public long Sequence { get; }

    /// <summary>Where the op ran, if anybody kept count.</summary>
    public LayerPlace Place { get; } = LayerPlace.IsKept ? LayerPlace.Current : LayerPlace.None;

    /// <summary>Where each input's gradient goes.</summary>
    public Edge[] Edges { get; protected set; }

    public abstract string Name { get; }

    public abstract int Outputs { get; }

    /// <summary>The shapes and dtypes of the inputs, to which gradients are summed and cast.</summary>
    public abstract TensorSpec InputSpec(int input);

    /// <summary>True if the engine may give back whatever the rule left over: rules of our own keep nothing.</summary>
    public virtual bool OwnsTemporaries => false;

    /// <summary>The view whose gradient this is, if it leaves elements out.</summary>
    public virtual PartOp? Part => null;

    /// <summary>Hooks on outputs.</summary>
    public GradientHooks? Hooks { get; set; }

    public abstract Tensor?[] Apply(Tensor?[] gradients);

    /// <summary>Lets the saved values go; a second backward is then an error.</summary>
    public abstract void Forget();
}
