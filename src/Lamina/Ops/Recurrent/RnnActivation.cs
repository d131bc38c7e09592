namespace Lamina;

/// <summary>The activation of a simple recurrent network.</summary>
public enum RnnActivation
{
    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,
}
