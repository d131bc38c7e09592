namespace Lamina;

/// <summary>A norm of matrices.</summary>
public enum MatrixNormKind
{
    /// <summary>√Σ a²: the root of the sum of squared singular values.</summary>
    Frobenius,

    /// <summary>The sum of the singular values.</summary>
    Nuclear,

    /// <summary>The largest singular value.</summary>
    Spectral,

    /// <summary>The largest sum of magnitudes of a column.</summary>
    One,

    /// <summary>The largest sum of magnitudes of a row.</summary>
    Infinity,
}
