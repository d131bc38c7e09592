namespace Lamina.NN;

/// <summary>
/// First values of parameters. Each function makes a tensor of a shape; <see cref="Fill"/> writes such values over a parameter:
/// <c>Init.Fill(layer.Weight, Init.HeNormal)</c>.
/// </summary>
public static partial class Init
{
    /// <summary>Writes first values over a tensor, in place; nothing is recorded for gradients.</summary>
    /// <param name="target">A parameter or another floating-point tensor.</param>
    /// <param name="initializer">One of the functions here, or <c>(shape, dtype, generator) => Init.Normal(shape, 0, 0.02, dtype, generator)</c>.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <exception cref="ShapeException">The initializer gave another shape.</exception>
    public static void Fill(Tensor target, Initializer initializer, Generator? generator = null)
    {
        using (Gradients.Off())
        {
            Tensor values = initializer(target.Shape, target.DType, generator);
            if (values.Shape != target.Shape)
                throw new ShapeException($"Init.Fill: the initializer gave {values.Shape} for a tensor of {target.Shape}; it must keep to the shape it is given.");
            Ops.Dispatch.Run(new Ops.CopyInto(), target, values);
        }
    }

    /// <summary>All zeros.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="dtype">The dtype.</param>
    /// <param name="generator">Not used.</param>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32, Generator? generator = null) => Tensor.Zeros(shape, dtype);

    /// <summary>All ones.</summary>
    /// <inheritdoc cref="Zeros"/>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32, Generator? generator = null) => Tensor.Ones(shape, dtype);

    /// <summary>One number everywhere.</summary>
    /// <param name="value">The number.</param>
    public static Initializer Constant(double value) => (shape, dtype, _) => Tensor.Full(shape, value, dtype);

    /// <summary>Uniform in [low, high).</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="low">The least number.</param>
    /// <param name="high">No number reaches it.</param>
    /// <param name="dtype">A floating-point dtype.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    public static Tensor Uniform(Shape shape, double low, double high, DType dtype = DType.Float32, Generator? generator = null) =>
        Tensor.Uniform(shape, low, high, dtype, generator);

    /// <summary>Normal.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="standardDeviation">The standard deviation.</param>
    /// <param name="dtype">A floating-point dtype.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    public static Tensor Normal(Shape shape, double mean, double standardDeviation, DType dtype = DType.Float32, Generator? generator = null) =>
        Tensor.Normal(shape, mean, standardDeviation, dtype, generator);

    /// <summary>Normal, cut off at two standard deviations from the mean; what is left has 0.88 of the deviation.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="standardDeviation">The standard deviation before the cut.</param>
    /// <param name="dtype">A floating-point dtype.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <remarks>As Keras' <c>TruncatedNormal</c>, and PyTorch's <c>trunc_normal_</c> with the limits set to two deviations.</remarks>
    public static Tensor TruncatedNormal(Shape shape, double mean = 0, double standardDeviation = 1, DType dtype = DType.Float32, Generator? generator = null) =>
        Tensor.TruncatedNormal(shape, mean, standardDeviation, mean - (2 * standardDeviation), mean + (2 * standardDeviation), dtype, generator);
}
