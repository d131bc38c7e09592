namespace Lamina.Autograd;

/// <summary>The step of the tape that a custom function leaves.</summary>
internal sealed class FunctionNode : GradNode
{
    readonly CustomFunction _function;
    readonly TensorSpec[] _inputSpecs;
    readonly TensorSpec[] _outputSpecs;
    FunctionContext? _context;

    FunctionNode(CustomFunction function, FunctionContext context, Tensor[] inputs, Tensor[] outputs)
        : base([.. inputs.Select(input => Edge.To(input, function.GetType().Name))])
    {
        _function = function;
        _context = context;
        _inputSpecs = [.. inputs.Select(t => t.Spec)];
        _outputSpecs = [.. outputs.Select(t => t.Spec)];
    }

    public override string Name => _function.GetType().Name;

    public override int Outputs => _outputSpecs.Length;

    public static void Attach(CustomFunction function, FunctionContext context, Tensor[] inputs, Tensor[] outputs)
    {
        FunctionNode node = new(function, context, inputs, outputs);
        for (int i = 0; i < outputs.Length; i++)
        {
            if (outputs[i].DType.IsFloatingPoint())
                outputs[i].SetNode(node, i);
        }
    }

    public override TensorSpec InputSpec(int input) => _inputSpecs[input];

    public override Tensor?[] Apply(Tensor?[] gradients)
    {
        if (_context is null)
            throw new GradientException($"Backward went through {Name} a second time, after its saved values were let go. Call the first one with `retainGraph: true`, or compute the loss anew.");
        for (int i = 0; i < gradients.Length; i++)
            gradients[i] ??= Tensor.Zeros(_outputSpecs[i].Shape, _outputSpecs[i].DType);
        Tensor?[] results = _function.RunBackward(_context, gradients!);
        if (results.Length != Edges.Length)
            throw new GradientException($"{Name}.Backward gave {results.Length} gradients for {Edges.Length} inputs; give one for each input, null where there is none.");
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i] is { } gradient && !Edges[i].IsNone && !Fits(gradient.Shape, _inputSpecs[i].Shape))
                throw new GradientException($"{Name}.Backward gave a gradient {gradient.Spec} for input {i}, which is {_inputSpecs[i]}. A gradient has its input's shape, or one to which the input broadcasts.");
        }

        return results;
    }

    public override void Forget() => _context = null;

    static bool Fits(Shape gradient, Shape input)
    {
        int extra = gradient.Rank - input.Rank;
        for (int i = 0; i < input.Rank; i++)
        {
            if (extra < 0 || (input[i] != 1 && input[i] != gradient[i + extra]))
                return false;
        }

        return extra >= 0;
    }
}
