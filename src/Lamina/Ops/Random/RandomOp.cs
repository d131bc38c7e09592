namespace Lamina.Ops;

/// <summary>
/// An op whose values depend on a random key: its last input, int64 [seed, stream, offset]. The same key gives the same
/// values, which is how checkpointing, backward and replay find them again.
/// </summary>
internal abstract record RandomOp : Op
{
    public override bool IsRandom => true;

    public override string? NonDifferentiable => "its values are drawn at random";

    /// <summary>Blocks of four random words that the op may use on such inputs; the key is not among them.</summary>
    public abstract long Blocks(ReadOnlySpan<TensorSpec> inputs);

    /// <summary>Draws a key and runs the op.</summary>
    public Tensor Run(Generator? generator, params ReadOnlySpan<Tensor> inputs)
    {
        TensorSpec[] specs = new TensorSpec[inputs.Length];
        for (int i = 0; i < specs.Length; i++)
            specs[i] = inputs[i].Spec;
        Tensor key = KeyScope.Draw(generator ?? Generator.Default, Blocks(specs));
        return Dispatch.Run(this, [.. inputs, key]);
    }

    /// <summary>Refuses a dtype that holds no real numbers.</summary>
    protected void NeedsFloating(DType dtype)
    {
        if (!dtype.IsFloatingPoint())
            throw new DTypeException($"{Name} draws real numbers; {dtype.Name()} does not hold them. Use a floating-point dtype, or `RandInt`.");
    }
}

/// <summary>A random op that fills a new tensor and has no input but the key.</summary>
internal abstract record RandomSource(Shape Shape, DType DType) : RandomOp
{
    public override TensorSpec[] Infer(ReadOnlySpan<TensorSpec> inputs)
    {
        NeedsFloating(DType);
        return [new TensorSpec(DType, Shape)];
    }

    // A block for two doubles; floats take half of it.
    public override long Blocks(ReadOnlySpan<TensorSpec> inputs) => (Shape.Count + 1) / 2;
}
