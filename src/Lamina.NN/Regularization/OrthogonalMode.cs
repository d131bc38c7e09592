namespace Lamina.NN;

/// <summary>Which vectors of a matrix are to be at right angles.</summary>
public enum OrthogonalMode
{
    /// <summary>Its rows: of a weight [out, in], what comes into each unit.</summary>
    Rows,

    /// <summary>Its columns.</summary>
    Columns,
}
