namespace Lamina.NN;

public static partial class Init
{
    // Standard deviation of a standard normal distribution cut off at ±2: √(1 − 4φ(2) / (2Φ(2) − 1)).
    const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>Glorot's uniform values, also called Xavier's: variance 1 over the mean of fan-in and fan-out. For tanh and sigmoid layers.</summary>
    /// <param name="shape">[out, in] or [out, in, kernel…].</param>
    /// <param name="dtype">A floating-point dtype.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <remarks>As Keras' <c>GlorotUniform</c> and PyTorch's <c>xavier_uniform_</c>. Source: Glorot and Bengio, Understanding the difficulty of training deep feedforward neural networks, 2010.</remarks>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    public static Tensor GlorotUniform(Shape shape, DType dtype = DType.Float32, Generator? generator = null) => VarianceScaling(shape, 1, Fan.Average, RandomForm.Uniform, dtype, generator);

    /// <summary>Glorot's normal values; see <see cref="GlorotUniform"/>.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    /// <remarks>As PyTorch's <c>xavier_normal_</c>; Keras cuts the distribution off, see <see cref="VarianceScaling"/>.</remarks>
    public static Tensor GlorotNormal(Shape shape, DType dtype = DType.Float32, Generator? generator = null) => VarianceScaling(shape, 1, Fan.Average, RandomForm.Normal, dtype, generator);

    /// <summary>He's uniform values, also called Kaiming's: variance 2 over fan-in. For layers before a ReLU.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    /// <remarks>As Keras' <c>HeUniform</c> and PyTorch's <c>kaiming_uniform_</c> for ReLU. Source: He et al., Delving Deep into Rectifiers, 2015.</remarks>
    public static Tensor HeUniform(Shape shape, DType dtype = DType.Float32, Generator? generator = null) => VarianceScaling(shape, 2, Fan.In, RandomForm.Uniform, dtype, generator);

    /// <summary>He's normal values; see <see cref="HeUniform"/>.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    /// <remarks>As PyTorch's <c>kaiming_normal_</c> for ReLU; Keras cuts the distribution off, see <see cref="VarianceScaling"/>.</remarks>
    public static Tensor HeNormal(Shape shape, DType dtype = DType.Float32, Generator? generator = null) => VarianceScaling(shape, 2, Fan.In, RandomForm.Normal, dtype, generator);

    /// <summary>LeCun's uniform values: variance 1 over fan-in. For SELU layers, and where nothing follows.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    /// <remarks>As Keras' <c>LecunUniform</c>. Source: LeCun et al., Efficient BackProp, 1998.</remarks>
    public static Tensor LecunUniform(Shape shape, DType dtype = DType.Float32, Generator? generator = null) => VarianceScaling(shape, 1, Fan.In, RandomForm.Uniform, dtype, generator);

    /// <summary>LeCun's normal values; see <see cref="LecunUniform"/>.</summary>
    /// <inheritdoc cref="GlorotUniform"/>
    /// <remarks>Keras cuts the distribution off, see <see cref="VarianceScaling"/>.</remarks>
    public static Tensor LecunNormal(Shape shape, DType dtype = DType.Float32, Generator? generator = null) => VarianceScaling(shape, 1, Fan.In, RandomForm.Normal, dtype, generator);

    /// <summary>Values about 0 whose variance is scale / fan.</summary>
    /// <param name="shape">[out, in] or [out, in, kernel…].</param>
    /// <param name="scale">Above 0: the square of PyTorch's gain; 2 before a ReLU, 2 / (1 + a²) before a leaky one of slope a.</param>
    /// <param name="fan">Which connections count.</param>
    /// <param name="form">The distribution.</param>
    /// <param name="dtype">A floating-point dtype.</param>
    /// <param name="generator">The source of random numbers; <see cref="Generator.Default"/> if null.</param>
    /// <remarks>As Keras' <c>VarianceScaling</c>. Keras' <c>HeNormal</c> is scale 2, fan-in, truncated normal; its <c>GlorotNormal</c> scale 1, average, truncated normal.</remarks>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not above 0.</exception>
    public static Tensor VarianceScaling(Shape shape, double scale = 1, Fan fan = Fan.In, RandomForm form = RandomForm.TruncatedNormal, DType dtype = DType.Float32, Generator? generator = null)
    {
        if (!(scale > 0))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "Init.VarianceScaling: the scale must be above 0.");
        (double fanIn, double fanOut) = Fans(shape);
        double count = fan switch { Fan.In => fanIn, Fan.Out => fanOut, _ => (fanIn + fanOut) / 2 };
        double deviation = Math.Sqrt(scale / Math.Max(1, count)), limit = Math.Sqrt(3) * deviation;
        return form switch
        {
            RandomForm.Uniform => Uniform(shape, -limit, limit, dtype, generator),
            RandomForm.Normal => Normal(shape, 0, deviation, dtype, generator),
            _ => TruncatedNormal(shape, 0, deviation / TruncatedDeviation, dtype, generator),
        };
    }

    static (double In, double Out) Fans(Shape shape)
    {
        if (shape.Rank < 2)
            throw new ShapeException($"Init: {shape} has no fan-in and fan-out; weights have two axes or more, [out, in, kernel…]. Fill biases with Init.Zeros or Init.Uniform.");
        double kernel = 1;
        for (int i = 2; i < shape.Rank; i++)
            kernel *= shape[i];
        return (shape[1] * kernel, shape[0] * kernel);
    }
}
