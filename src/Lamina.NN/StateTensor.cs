namespace Lamina.NN;

/// <summary>
/// A tensor that belongs to a module and is found by it: a <see cref="Parameter"/> or a <see cref="Buffer"/>. It stands where a
/// tensor is wanted: <c>x.MatMul(Weight.T) + Bias</c>.
/// </summary>
public abstract class StateTensor
{
    private protected StateTensor(Tensor value) => Own = value;

    /// <summary>
    /// The tensor. Loading writes into it, so it stays the same object; <see cref="Module.To(DType)"/> puts another in its place.
    /// </summary>
    public virtual Tensor Value => Own;

    /// <summary>The sizes.</summary>
    public Shape Shape => Spec.Shape;

    /// <summary>The type of the elements.</summary>
    public DType DType => Spec.DType;

    /// <summary>Number of elements.</summary>
    public long Count => Spec.Shape.Count;

    /// <summary>The transpose of the last two axes: a view.</summary>
    public Tensor T => Value.T;

    /// <summary>The tensor itself.</summary>
    public static implicit operator Tensor(StateTensor state) => state.Value;

    /// <summary>Writes other values over these, in place, converted to this dtype.</summary>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public void Load(Tensor values)
    {
        if (values.Shape != Shape)
            throw new ShapeException($"Values of shape {values.Shape} are loaded into a {GetType().Name.ToLowerInvariant()} of shape {Shape}. The shapes must be equal; reshape the values first.");
        using (Gradients.Off())
            Write(values);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{GetType().Name}({Spec})";

    /// <summary>Dtype and shape of the value.</summary>
    internal virtual TensorSpec Spec => Own.Spec;

    /// <summary>The tensor whose memory this one holds.</summary>
    private protected Tensor Own { get; set; }

    private protected virtual void Write(Tensor values) => Own.CopyFrom(values);

    internal abstract void To(DType dtype);
}
