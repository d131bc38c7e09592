namespace Lamina.Data;

/// <summary>The end of a sequence at which it is filled up.</summary>
public enum PaddingSide
{
    /// <summary>Behind the last step, as PyTorch's <c>pad_sequence</c> does.</summary>
    Right,

    /// <summary>Before the first step, as Keras' <c>pad_sequences</c> does: the last step of all stands at the same place.</summary>
    Left,
}
