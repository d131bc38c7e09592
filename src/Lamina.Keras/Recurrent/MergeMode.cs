namespace Lamina.Keras;

/// <summary>What <see cref="Bidirectional"/> makes of the outputs of both directions.</summary>
public enum MergeMode
{
    /// <summary>Side by side along the last axis.</summary>
    Concat,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their product.</summary>
    Mul,

    /// <summary>Their mean.</summary>
    Ave,
}
