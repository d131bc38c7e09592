using System.Diagnostics;
using Lamina.Autograd;
using Lamina.Ops;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina;

/// <summary>
/// An array of numbers of any rank, on which ops compute and through which gradients flow. Memory comes back by itself
/// when the last tensor over it is let go; there is nothing to dispose.
/// </summary>
/// <remarks>
/// A tensor may be a view: reshaping, slicing, transposing and expanding share memory with the tensor they come from.
/// Ops never change their inputs, except those named <c>…InPlace</c> and assignment through an indexer.
/// </remarks>
[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class Tensor
{
    bool _requiresGrad;

    // Writes in place by ops on the tape: to this tensor, and, of a view, those to its base that its history knows of;
    // the latter is below 0 if the view was taken off the tape.
    int _recordedWrites, _knownWrites;

    internal Tensor(Buffer buffer, DType dtype, Layout layout, bool isView = false)
    {
        Buffer = buffer;
        DType = dtype;
        Layout = layout;
        IsView = isView;
    }

    /// <summary>The type of the elements.</summary>
    public DType DType { get; }

    /// <summary>The sizes.</summary>
    public Shape Shape => Layout.Shape;

    /// <summary>Number of axes.</summary>
    public int Rank => Layout.Shape.Rank;

    /// <summary>Number of elements.</summary>
    public long Count => Layout.Shape.Count;

    /// <summary>Where the tensor lives.</summary>
    public Device Device => Device.Cpu;

    /// <summary>Shape, dtype, format and device.</summary>
    public TensorSpec Spec => new(DType, Shape, Layout.Format, Device);

    /// <summary>True if the elements lie row-major without gaps.</summary>
    public bool IsContiguous => Layout.IsContiguous;

    /// <summary>True if gradients are recorded for this tensor: asked for with <see cref="RequireGrad"/>, or made from one that is.</summary>
    public bool RequiresGrad => _requiresGrad || Node is not null || IsOutdated;

    /// <summary>True if no recorded op made this tensor.</summary>
    public bool IsLeaf => Node is null;

    /// <summary>The sum of the gradients that <see cref="Backward"/> brought to this leaf since the last reset; null before the first.</summary>
    public Tensor? Grad { get; set; }

    internal Buffer Buffer { get; }

    internal Layout Layout { get; }

    internal bool IsView { get; }

    /// <summary>The tensor whose history this view shares: the one it was taken of, through other views. Null where there is none.</summary>
    internal Tensor? Base { get; private init; }

    /// <summary>True for a view whose base was changed by an op on the tape since: its history lacks that op.</summary>
    internal bool IsOutdated => Base is { } origin && _knownWrites >= 0 && _knownWrites != origin._recordedWrites;

    /// <summary>Dense, and alone in its buffer.</summary>
    internal bool IsCompact => !IsView && Layout.IsDense;

    internal GradNode? Node { get; private set; }

    internal int NodeOutput { get; private set; }

    internal GradientHooks? LeafHooks { get; private set; }

    /// <summary>Makes this leaf collect gradients, and gives it back.</summary>
    /// <param name="required">False to stop.</param>
    /// <exception cref="GradientException">The dtype is not floating point, or the tensor is no leaf.</exception>
    public Tensor RequireGrad(bool required = true)
    {
        if (required && !DType.IsFloatingPoint())
            throw new GradientException($"Only floating-point tensors have gradients; this one is {Spec}. Convert it with `To(DType.Float32)` first.");
        if (Node is not null)
        {
            if (required)
                return this;
            throw new GradientException("This tensor was made by a recorded op, so its gradient cannot be switched off; use `Detach()`.");
        }

        _requiresGrad = required;
        return this;
    }

    /// <summary>The same values, cut off from the tape. Shares memory.</summary>
    public Tensor Detach() => new(Buffer, DType, Layout, IsView);

    /// <summary>A copy with memory of its own, through which gradients flow.</summary>
    public Tensor Clone() => Dispatch.Run(new Copy(DType), this);

    /// <summary>This tensor if it is contiguous, else a contiguous copy.</summary>
    public Tensor Contiguous() => IsContiguous ? this : Dispatch.Run(new Copy(DType, RowMajor: true), this);

    /// <summary>The values converted to another dtype; this tensor if it has that dtype already.</summary>
    /// <remarks>
    /// Floats become integers by truncation, saturating at the ends of the range with NaN as 0; anything but 0 becomes true.
    /// The gradient is converted back.
    /// </remarks>
    public Tensor To(DType dtype) => dtype == DType ? this : Dispatch.Run(new Copy(dtype), this);

    /// <summary>
    /// Calls <paramref name="hook"/> with the gradient of this tensor whenever one is computed; what it returns, if not
    /// null, takes the gradient's place.
    /// </summary>
    /// <param name="hook">Gets the gradient; gives null, or a gradient of the same shape and dtype.</param>
    /// <returns>Removes the hook when disposed. Let it go to keep the hook as long as the tensor.</returns>
    /// <exception cref="GradientException">The tensor does not require gradients.</exception>
    public IDisposable RegisterHook(Func<Tensor, Tensor?> hook)
    {
        Autograd.Edge edge = Autograd.Edge.To(this, "RegisterHook");
        if (edge.IsNone)
            throw new GradientException($"This tensor ({Spec}) does not require gradients, so a hook would never be called. Call `RequireGrad()` first.");
        GradientHooks hooks = edge.Node is { } node ? node.Hooks ??= new() : LeafHooks ??= new();
        return hooks.Add(edge.Output, hook);
    }

    internal void SetNode(GradNode node, int output)
    {
        Node = node;
        NodeOutput = output;
    }

    internal Tensor ViewAs(Layout layout)
    {
        Tensor origin = Base ?? this;
        return new(Buffer, DType, layout, isView: true) { Base = origin, _knownWrites = GradMode.Enabled ? origin._recordedWrites : -1 };
    }

    /// <summary>Notes that an op on the tape wrote to this tensor: views taken before do not know of it.</summary>
    internal void NoteRecordedWrite() => _recordedWrites++;

    internal Operand AsOperand() => new(Buffer.Address + (nint)(Layout.Offset * DType.Size()), DType, Layout);

    internal void AccumulateGrad(Tensor gradient)
    {
        if (Grad is null)
        {
            Grad = gradient;
            return;
        }

        using (Lamina.Gradients.Off())
            Grad.AddInPlace(gradient);
        gradient.Buffer.Release();
    }
}
