namespace Lamina.Onnx.Values;

/// <summary>What flows along an edge of an ONNX graph.</summary>
/// <param name="Origin">What it depends on.</param>
internal abstract record Value(Origin Origin)
{
    /// <summary>The kind in words, for errors.</summary>
    public abstract string Kind { get; }
}

/// <summary>What a value depends on. The least of its inputs' is a node's.</summary>
internal enum Origin
{
    /// <summary>Inputs of the model, or parameters.</summary>
    Data,

    /// <summary>Sizes of inputs, and what is fixed: known on the host, and the same as long as shapes hold.</summary>
    Shapes,

    /// <summary>The model's file alone.</summary>
    Fixed,
}

/// <summary>A tensor.</summary>
/// <param name="Data">The elements, in the storage dtype of the type.</param>
/// <param name="Type">ONNX's type, which may be narrower than the storage.</param>
/// <param name="Origin">What it depends on.</param>
internal sealed record TensorValue(Tensor Data, ElementType Type, Origin Origin = Origin.Data) : Value(Origin)
{
    public TensorValue(Tensor data)
        : this(data, ElementTypes.Of(data.DType))
    {
    }

    public override string Kind => $"tensor of {Type}";
}

/// <summary>A tensor of texts.</summary>
internal sealed record TextValue(string[] Items, Shape Shape, Origin Origin = Origin.Data) : Value(Origin)
{
    public override string Kind => "tensor of strings";
}

/// <summary>A list of values of one kind.</summary>
internal sealed record SequenceValue(IReadOnlyList<Value> Items, Origin Origin = Origin.Data) : Value(Origin)
{
    public override string Kind => "sequence";
}

/// <summary>A value that may be missing.</summary>
internal sealed record OptionalValue(Value? Item, Origin Origin = Origin.Data) : Value(Origin)
{
    public override string Kind => "optional";
}
