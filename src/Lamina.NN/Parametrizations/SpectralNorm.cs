namespace Lamina.NN;

/// <summary>
/// Spectral normalization: a weight is divided by its largest singular value σ = uᵀ·W·v, of which each forward in training makes a better
/// estimate by v = Wᵀ·u / ‖Wᵀ·u‖, u = W·v / ‖W·v‖. Keys: the weight's with <c>_orig</c>, and the buffers <c>_u</c> and <c>_v</c>, in place of its own.
/// </summary>
/// <remarks>
/// As <c>torch.nn.utils.spectral_norm</c>; u and v are taken as constants by the gradient. A layer with more than two axes is seen as a matrix with the outputs as rows.
/// <b>Source:</b> Miyato and others, Spectral Normalization for Generative Adversarial Networks (2018).
/// </remarks>
public sealed class SpectralNorm : Parametrization
{
    readonly Buffer _u, _v;

    SpectralNorm(string name, Parameter weight, int iterations, double epsilon, int axis)
        : base(name, new Parameter(weight.Value, weight.Trainable))
    {
        if (weight.Shape.Rank < 2)
            throw new ShapeException($"SpectralNorm: '{name}' has the shape {weight.Shape}; a matrix is needed, or more axes.");
        (Iterations, Epsilon, Axis) = (iterations, epsilon, weight.Shape.Axis(axis));
        Tensor matrix = MatrixOf(weight.Value.Detach());
        _u = new Buffer(Tensor.Randn([matrix.Shape[0]], weight.DType).Normalize(2, 0, epsilon));
        _v = new Buffer(Tensor.Randn([matrix.Shape[1]], weight.DType).Normalize(2, 0, epsilon));
    }

    /// <summary>Steps of the estimate in each forward in training.</summary>
    public int Iterations { get; }

    /// <summary>Keeps vectors of zeros from being divided by 0.</summary>
    public double Epsilon { get; }

    /// <summary>The axis of the outputs.</summary>
    public int Axis { get; }

    internal override IReadOnlyList<(string Suffix, StateTensor Tensor)> Parts => [("orig", Source), ("u", _u), ("v", _v)];

    /// <summary>Has a weight be divided by its largest singular value.</summary>
    /// <param name="module">The module that holds the weight, directly or below.</param>
    /// <param name="name">The weight's key.</param>
    /// <param name="iterations">Steps of the estimate in each forward in training; 1 by default.</param>
    /// <param name="epsilon">Keeps vectors of zeros from being divided by 0; 1e-12 by default.</param>
    /// <param name="axis">The axis of the outputs; 0 if null, 1 for transposed convolutions.</param>
    /// <exception cref="ModuleException">There is no such parameter, or it is computed from others already.</exception>
    /// <exception cref="ShapeException">The weight has fewer than two axes, or there are no iterations.</exception>
    public static void Apply(Module module, string name = "weight", int iterations = 1, double epsilon = 1e-12, int? axis = null)
    {
        if (iterations < 1)
            throw new ShapeException($"SpectralNorm: {iterations} iterations; there is at least one.");
        Apply(module, name, (holder, key, weight) => new SpectralNorm(key, weight, iterations, epsilon, axis ?? (IsTransposed(holder) ? 1 : 0)));
    }

    internal override Tensor Compute(bool isTraining)
    {
        Tensor matrix = MatrixOf(Source.Value), u = _u.Value, v = _v.Value;
        if (isTraining && !Checkpoint.IsRecomputing)
        {
            using (Gradients.Off())
            {
                for (int i = 0; i < Iterations; i++)
                {
                    v = matrix.T.MatMul(u).Normalize(2, 0, Epsilon);
                    u = matrix.MatMul(v).Normalize(2, 0, Epsilon);
                }

                // The gradient keeps u and v themselves: another forward may change the buffers before it is asked for.
                _u.Value.CopyFrom(u);
                _v.Value.CopyFrom(v);
            }
        }

        return Source.Value / u.MatMul(matrix.MatMul(v));
    }

    internal override void Load(Tensor values) => Source.Load(values);

    // The weights of transposed convolutions have the outputs on axis 1.
    static bool IsTransposed(Module holder) => holder.GetType().Name.StartsWith("ConvTranspose", StringComparison.Ordinal);

    Tensor MatrixOf(Tensor weight) => (Axis == 0 ? weight : weight.MoveAxis(Axis, 0)).Flatten(1);
}
