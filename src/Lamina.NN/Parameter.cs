namespace Lamina.NN;

/// <summary>A tensor that training changes. A module finds the parameters in its fields by itself.</summary>
/// <remarks>Optimizers change <see cref="StateTensor.Value"/> in place, inside <see cref="Gradients.Off"/>.</remarks>
public sealed class Parameter : StateTensor
{
    /// <summary>Makes a parameter of the given values, with whose memory it works on; no copy is made.</summary>
    /// <param name="value">The first values, floating point. What made them is forgotten.</param>
    /// <param name="trainable">False to start frozen.</param>
    public Parameter(Tensor value, bool trainable = true)
        : base(value.Detach()) => Trainable = trainable;

    /// <summary>True if gradients are collected, so that an optimizer changes it. Switched by <see cref="Module.Freeze"/> too.</summary>
    public bool Trainable
    {
        get => Value.RequiresGrad;
        set => Value.RequireGrad(value);
    }

    /// <summary>The gradient that <see cref="Tensor.Backward"/> brought; null before the first.</summary>
    public Tensor? Grad
    {
        get => Value.Grad;
        set => Value.Grad = value;
    }

    internal override void To(DType dtype)
    {
        if (dtype == DType)
            return;
        using (Gradients.Off())
        {
            Tensor converted = Value.To(dtype).Detach().RequireGrad(Trainable);
            converted.Grad = Grad?.To(dtype);
            Value = converted;
        }
    }
}
