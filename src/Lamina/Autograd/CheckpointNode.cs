using Lamina.Storage;

namespace Lamina.Autograd;

/// <summary>
/// The step of the tape that a <see cref="Checkpoint"/> leaves. In backward it runs its part again, on the tape, and sends
/// the gradient into what that gave: the pass then walks the part as if it had been recorded in the first place.
/// </summary>
internal sealed class CheckpointNode : GradNode
{
    readonly Func<Tensor[], Tensor> _part;
    readonly List<KeyDraw> _draws = [];
    readonly DType? _precision = Precision.Current;
    SavedTensor[]? _inputs;
    TensorSpec _output;

    CheckpointNode(Func<Tensor[], Tensor> part, Tensor[] inputs)
        : base([])
    {
        _part = part;
        _inputs = [.. inputs.Select(input => new SavedTensor(input))];
    }

    public override string Name => "checkpoint";

    public override int Outputs => 1;

    /// <summary>Runs a part for the first time.</summary>
    public static Tensor Run(Func<Tensor[], Tensor> part, Tensor[] inputs)
    {
        CheckpointNode node = new(part, inputs);
        Tensor output;
        using (KeyScope.Note(node._draws))
        using (Gradients.Off())
            output = part(inputs);
        node._output = output.Spec;
        if (!output.DType.IsFloatingPoint())
            return output;

        // A tensor of its own: the part may have given back an input, or a parameter.
        output = output.Detach();
        output.SetNode(node, 0);
        return output;
    }

    public override TensorSpec InputSpec(int input) => _output;

    public override Tensor?[] Apply(Tensor?[] gradients)
    {
        if (_inputs is null)
            throw new GradientException("Backward went through a checkpoint a second time, after its inputs were let go. Call the first one with `retainGraph: true`, or compute the loss anew.");

        // What parts behind this one computed again is done with.
        BufferPool.Shared.Reclaim();
        Tensor output = RunAgain([.. _inputs.Select(input => input.Get("a checkpoint"))]);
        if (output.Shape != _output.Shape || output.DType != _output.DType)
            throw new GradientException($"The part of a checkpoint gave {_output} the first time and {output.Spec} the second. It must be a pure function.");
        Edges = [Edge.To(output, Name)];
        return gradients;
    }

    public override void Forget()
    {
        _inputs = null;
        Edges = [];
    }

    Tensor RunAgain(Tensor[] inputs)
    {
        bool outer = Checkpoint.IsRecomputing;
        Checkpoint.IsRecomputing = true;
        try
        {
            using KeyScope keys = KeyScope.Repeat(_draws);
            using GradientScope recording = Gradients.On();
            using PrecisionScope precision = Precision.Set(_precision);
            Tensor output = _part(inputs);
            keys.CheckSpent();
            return output;
        }
        finally
        {
            Checkpoint.IsRecomputing = outer;
        }
    }
}
