namespace Lamina.Keras;

/// <summary>What a layer does to its output, element by element, if not said otherwise.</summary>
public enum Activation
{
    /// <summary>Nothing.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,

    /// <summary>x, and 0.2·x below 0: the slope of Keras.</summary>
    LeakyRelu,

    /// <summary>x, and eˣ − 1 below 0.</summary>
    Elu,

    /// <summary>Scaled ELU, which keeps mean 0 and variance 1.</summary>
    Selu,

    /// <summary>x·Φ(x), exact.</summary>
    Gelu,

    /// <summary>x·σ(x), also called swish.</summary>
    Silu,

    /// <summary>x·tanh(softplus x).</summary>
    Mish,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    HardSigmoid,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>eˣ / Σ eˣ along the last axis.</summary>
    Softmax,

    /// <summary>The logarithm of softmax, along the last axis.</summary>
    LogSoftmax,

    /// <summary>ln(1 + eˣ).</summary>
    Softplus,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>eˣ.</summary>
    Exponential,

    /// <summary>max(x, 0) + min(0, eˣ − 1): as ELU with α = 1.</summary>
    Celu,

    /// <summary>x·min(max(x + 3, 0), 6) / 6, also called hard swish.</summary>
    HardSilu,

    /// <summary>min(max(x, −1), 1).</summary>
    HardTanh,

    /// <summary>x where |x| is above 0.5, else 0.</summary>
    HardShrink,

    /// <summary>x moved by 0.5 towards 0, and 0 where |x| is below that.</summary>
    SoftShrink,

    /// <summary>x − tanh x.</summary>
    TanhShrink,

    /// <summary>The logarithm of the sigmoid.</summary>
    LogSigmoid,

    /// <summary>(x + √(x² + 4)) / 2: a softplus without exponentials.</summary>
    Squareplus,

    /// <summary>0 up to −1, (x + 1)² / 4 up to 1, then x.</summary>
    SparsePlus,

    /// <summary>min(max((x + 1) / 2, 0), 1).</summary>
    SparseSigmoid,

    /// <summary>max(x − τ, 0) along the last axis, with sum 1: a softmax in which small values are 0.</summary>
    Sparsemax,
}
