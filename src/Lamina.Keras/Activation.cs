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
}
