using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Lamina.Ops;

/// <summary>
/// An operation on tensors. Attributes are data: an op is an immutable record, equal to another with the same attributes,
/// with no tensor, layer or closure inside. What this class asks of an op is the contract on which eager execution,
/// gradients, capture, export, summaries and profiles stand.
/// </summary>
[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties | DynamicallyAccessedMemberTypes.NonPublicProperties)]
public abstract record Op
{
    /// <summary>The op's name in lower case with underscores, as exporters know it.</summary>
    public abstract string Name { get; }

    /// <summary>The attributes by name and type, in the order of declaration.</summary>
    public virtual IReadOnlyList<OpAttribute> Attributes =>
    [
        .. from property in GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
           where property.SetMethod is not null
           select new OpAttribute(property.Name, property.GetValue(this)!),
    ];

    /// <summary>Why this op has no gradient, or null if it has one.</summary>
    public virtual string? NonDifferentiable => null;

    /// <summary>Outputs that callers see; the rest are extra results that only the gradient needs. All by default.</summary>
    public virtual int VisibleOutputs => int.MaxValue;

    /// <summary>True if the values depend on a random state, which is the op's last input: int64 [seed, stream, offset].</summary>
    public virtual bool IsRandom => false;

    /// <summary>The part this op can play in a fused kernel.</summary>
    public virtual FusionRole Fusion => FusionRole.None;

    /// <summary>The specs of the outputs. Pure; touches no data.</summary>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    /// <exception cref="DTypeException">A dtype is not taken.</exception>
    public abstract TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs);

    /// <summary>The effect for an output: new memory unless stated.</summary>
    public virtual Effect EffectOf(int output) => Effect.New;

    /// <summary>The layout of a view output. Only view ops have one.</summary>
    internal virtual Layout ViewLayout(Layout input) => throw new InvalidOperationException($"{Name} is not a view.");

    /// <summary>The values that the gradient needs.</summary>
    /// <param name="needed">Bit i: whether input i needs a gradient.</param>
    public virtual Saves Saves(ulong needed) => default;

    /// <summary>
    /// The gradients of the inputs, written in ops, hence differentiable again. Null stands for no gradient. A gradient may
    /// have the shape to which its input was broadcast; it is then summed.
    /// </summary>
    public virtual Tensor?[] Backward(BackwardContext context) =>
        throw new GradientException($"{Name} has no gradient: {NonDifferentiable ?? "none was written"}.");

    /// <summary>The op in simpler ops, or null if it is simple itself.</summary>
    public virtual Tensor[]? Decompose(ReadOnlySpan<Tensor> inputs) => null;

    /// <summary>Bytes of scratch memory that the kernel asks for.</summary>
    public virtual long Workspace(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs) => 0;

    /// <summary>The input of which the kernel can use a packed form, kept for as long as the input stays as it is; below 0 for none.</summary>
    internal virtual int PackedInput => -1;

    /// <summary>Bytes of the packed form of <see cref="PackedInput"/>, on any SIMD tier; 0 where the kernel reads it as it lies.</summary>
    internal virtual long PackedBytes(ReadOnlySpan<TensorSpec> inputs) => 0;

    /// <summary>Writes the packed form to where <see cref="KernelCall.Packed"/> says.</summary>
    internal virtual void Pack(KernelCall call)
    {
    }

    /// <summary>
    /// Whether the CPU's kernel hands each finished piece of its first output, which is gapless, to <see cref="KernelCall.Epilogue"/>.
    /// </summary>
    internal virtual bool TakesEpilogue(ReadOnlySpan<TensorSpec> inputs) => false;

    /// <summary>The least work and traffic that the op takes.</summary>
    public virtual Cost Cost(ReadOnlySpan<TensorSpec> inputs, ReadOnlySpan<TensorSpec> outputs)
    {
        double bytes = 0, flops = 0;
        foreach (TensorSpec input in inputs)
            bytes += input.Bytes;
        foreach (TensorSpec output in outputs)
        {
            bytes += output.Bytes;
            flops += Fusion == FusionRole.Elementwise ? output.Shape.Count : 0;
        }

        return new Cost(flops, bytes);
    }

    /// <summary>The CPU's kernel. Views have none.</summary>
    protected internal abstract void Compute(KernelCall call);
}
