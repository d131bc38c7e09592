namespace Lamina.NN;

public abstract partial class Module
{
    /// <summary>
    /// The sum of all penalties: of the trainable parameters that have a <see cref="Parameter.Regularizer"/>, each once, and of what layers with a penalty on their output gave in
    /// their last forward, if it was in training mode. For loops of one's own: <c>Loss.CrossEntropy(net.Call(x), y) + net.Penalty()</c>. <c>Fit</c> adds it by itself.
    /// </summary>
    /// <returns>A tensor without axes; 0 where there is no penalty.</returns>
    public Tensor Penalty() => PenaltyOrNone() ?? Tensor.Zeros(Shape.Empty);

    /// <summary>The same; null where there is none.</summary>
    internal Tensor? PenaltyOrNone()
    {
        Tensor? sum = null;
        Discovery.ModuleTree tree = Discovery.ModuleTree.Of(this);
        foreach ((_, StateTensor tensor) in tree.Tensors)
        {
            if (tensor is Parameter { Regularizer: { } regularizer, Trainable: true })
                Add(regularizer.Penalty(tensor.Value));
        }

        foreach ((_, Module module) in tree.Modules)
        {
            if (module is IActivityRegularized { ActivityPenalty: { } penalty })
                Add(penalty);
        }

        return sum;

        void Add(Tensor penalty) => sum = sum is null ? penalty : sum + penalty;
    }
}
