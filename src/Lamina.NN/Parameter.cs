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

    /// <summary>What the value is computed from, such as <see cref="WeightNorm"/>; null for a value of its own.</summary>
    public Parametrization? Parametrization { get; private set; }

    /// <inheritdoc/>
    public override Tensor Value => Parametrization?.Value ?? Own;

    /// <summary>True if gradients are collected, so that an optimizer changes it. Switched by <see cref="Module.Freeze"/> too.</summary>
    public bool Trainable
    {
        get => (Parametrization?.Source.Value ?? Own).RequiresGrad;
        set
        {
            if (Parametrization is null)
                Own.RequireGrad(value);
            foreach ((_, StateTensor part) in Parametrization?.Parts ?? [])
            {
                if (part is Parameter parameter)
                    parameter.Trainable = value;
            }
        }
    }

    /// <summary>The gradient that <see cref="Tensor.Backward"/> brought; null before the first, and where the value is computed from others, which have it.</summary>
    public Tensor? Grad
    {
        get => Own.Grad;
        set => Own.Grad = value;
    }

    internal override TensorSpec Spec => (Parametrization?.Source.Value ?? Own).Spec;

    /// <summary>Has the value be computed from others; or, with null, takes the value it has now as its own.</summary>
    internal void Become(Parametrization? parametrization)
    {
        using (Gradients.Off())
        {
            Own = parametrization is null ? Value.Clone().Detach().RequireGrad(Trainable) : Own.Detach();
            Parametrization = parametrization;
        }
    }

    /// <summary>A penalty on the values, which <c>Fit</c> adds to the loss, and <see cref="Module.Penalty"/> gives; null for none.</summary>
    public Regularizer? Regularizer { get; set; }

    /// <summary>What the values are brought to after every update by an optimizer; null for nothing.</summary>
    public Constraint? Constraint { get; set; }

    internal override void To(DType dtype)
    {
        if (dtype == DType)
            return;
        using (Gradients.Off())
        {
            Tensor converted = Own.To(dtype).Detach().RequireGrad(Trainable);
            converted.Grad = Grad?.To(dtype);
            Own = converted;
        }
    }

    private protected override void Write(Tensor values)
    {
        if (Parametrization is null)
            base.Write(values);
        else
            Parametrization.Load(values);
    }
}
