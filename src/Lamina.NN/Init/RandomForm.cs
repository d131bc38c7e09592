namespace Lamina.NN;

/// <summary>The distribution from which random weights of a given variance are drawn.</summary>
public enum RandomForm
{
    /// <summary>Uniform between two limits about 0.</summary>
    Uniform,

    /// <summary>Normal about 0.</summary>
    Normal,

    /// <summary>Normal about 0, cut off at two standard deviations, and widened so that the variance is as asked for after the cut.</summary>
    TruncatedNormal,
}
