namespace Lamina.Keras;

/// <summary>How <see cref="Attention"/> compares a query with a key.</summary>
public enum AttentionScore
{
    /// <summary>q·k.</summary>
    Dot,

    /// <summary>w·Σ tanh(q + k), with a number w that is learned.</summary>
    Concat,
}
