using Lamina.Ops;

namespace Lamina.Autograd;

/// <summary>The step of the tape that an op leaves: its attributes, and the values its gradient needs.</summary>
internal sealed class OpNode : GradNode
{
    readonly Op _op;
    readonly TensorSpec[] _inputSpecs;
    readonly TensorSpec[] _outputSpecs;
    readonly ulong _needed;
    readonly Saves _saves;
    SavedTensor[]? _inputs;
    SavedTensor[]? _outputs;

    public OpNode(Op op, ReadOnlySpan<Tensor> inputs, TensorSpec[] inputSpecs, TensorSpec[] outputSpecs, ulong needed)
        : base(EdgesOf(op, inputs))
    {
        _op = op;
        _inputSpecs = inputSpecs;
        _outputSpecs = outputSpecs;
        _needed = needed;
        _saves = op.Saves(needed);
        _inputs = new SavedTensor[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (_saves.Input(i))
                _inputs[i] = new SavedTensor(inputs[i]);
        }
    }

    public override string Name => _op.Name;

    public override int Outputs => _outputSpecs.Length;

    public override bool OwnsTemporaries => true;

    public override TensorSpec InputSpec(int input) => _inputSpecs[input];

    /// <inheritdoc/>
    public override PartOp? Part => _op as PartOp;

    /// <summary>Bit i is set if input i needs a gradient; 0 if nothing is to be recorded.</summary>
    public static ulong NeededInputs(Op op, ReadOnlySpan<Tensor> inputs, TensorSpec[] outputs)
    {
        ulong needed = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].RequiresGrad)
                needed |= 1UL << Math.Min(i, 63);
        }

        if (needed == 0 || op.NonDifferentiable is not null)
            return 0;
        foreach (TensorSpec output in outputs)
        {
            if (output.DType.IsFloatingPoint())
                return needed;
        }

        return 0;
    }

    /// <summary>Makes the outputs remember this node, and saves those that the gradient needs.</summary>
    public void Attach(Tensor[] outputs)
    {
        _outputs = new SavedTensor[outputs.Length];
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].DType.IsFloatingPoint())
                outputs[i].SetNode(this, i);
            if (_saves.Output(i))
                _outputs[i] = new SavedTensor(outputs[i]);
        }
    }

    public override Tensor?[] Apply(Tensor?[] gradients)
    {
        if (_inputs is null || _outputs is null)
            throw new GradientException($"Backward went through {Name} a second time, after its saved values were let go. Call the first one with `retainGraph: true`, or compute the loss anew.");
        return _op.Backward(new BackwardContext(_inputSpecs, _outputSpecs, Open(_inputs), Open(_outputs), gradients, _needed));
    }

    public override void Forget()
    {
        _inputs = null;
        _outputs = null;
    }

    Tensor?[] Open(SavedTensor[] saved)
    {
        Tensor?[] tensors = new Tensor?[saved.Length];
        for (int i = 0; i < saved.Length; i++)
        {
            if (saved[i].IsSaved)
                tensors[i] = saved[i].Get(Name);
        }

        return tensors;
    }

    static Edge[] EdgesOf(Op op, ReadOnlySpan<Tensor> inputs)
    {
        Edge[] edges = new Edge[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            edges[i] = Edge.To(inputs[i], op.Name);
        return edges;
    }
}
