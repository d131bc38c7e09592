namespace Lamina.Data;

/// <summary>How numbers are brought to a common scale: (x − center) / scale.</summary>
public enum NumberScaling
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>By mean and standard deviation, √(Σ(x − mean)² / n). Counterpart: scikit-learn's <c>StandardScaler</c>.</summary>
    Standard,

    /// <summary>From 0, the least, to 1, the largest. Counterpart: <c>MinMaxScaler</c>.</summary>
    MinMax,

    /// <summary>By median and the distance of the quartiles, which outliers do not move. Counterpart: <c>RobustScaler</c>.</summary>
    Robust,
}
