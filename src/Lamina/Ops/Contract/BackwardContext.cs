namespace Lamina.Ops;

/// <summary>What a gradient rule is given: the saved values, the gradients of the outputs, and which inputs need one.</summary>
public sealed class BackwardContext
{
    readonly Tensor?[] _inputs;
    readonly Tensor?[] _outputs;
    readonly Tensor?[] _gradients;
    readonly TensorSpec[] _outputSpecs;
    readonly ulong _needed;

    internal BackwardContext(TensorSpec[] inputSpecs, TensorSpec[] outputSpecs, Tensor?[] inputs, Tensor?[] outputs, Tensor?[] gradients, ulong needed)
    {
        InputSpecs = inputSpecs;
        _outputSpecs = outputSpecs;
        _inputs = inputs;
        _outputs = outputs;
        _gradients = gradients;
        _needed = needed;
    }

    /// <summary>The specs of all inputs, saved or not.</summary>
    public TensorSpec[] InputSpecs { get; }

    /// <summary>The gradient of output 0.</summary>
    public Tensor Gradient => GradientOf(0);

    /// <summary>Input <paramref name="i"/>, which the op declared as saved.</summary>
    public Tensor Input(int i) => _inputs[i] ?? throw new InvalidOperationException($"Input {i} was not saved; the op's Saves must name it.");

    /// <summary>Output <paramref name="i"/>, which the op declared as saved.</summary>
    public Tensor Output(int i = 0) => _outputs[i] ?? throw new InvalidOperationException($"Output {i} was not saved; the op's Saves must name it.");

    /// <summary>True if output <paramref name="i"/> has a gradient.</summary>
    public bool HasGradient(int i) => _gradients[i] is not null;

    /// <summary>The gradient of output <paramref name="i"/>; zeros where the loss does not depend on it.</summary>
    public Tensor GradientOf(int i) => _gradients[i] ??= Tensor.Zeros(_outputSpecs[i].Shape, _outputSpecs[i].DType);

    /// <summary>True if input <paramref name="i"/> needs a gradient.</summary>
    public bool Needs(int i) => i >= 64 || (_needed >> i & 1) != 0;
}
