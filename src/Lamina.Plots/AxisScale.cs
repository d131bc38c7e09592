namespace Lamina.Plots;

/// <summary>How values are laid along an axis.</summary>
public enum AxisScale
{
    /// <summary>Equal differences are equally long.</summary>
    Linear,

    /// <summary>Equal ratios are equally long; values of 0 and less have no place.</summary>
    Logarithmic,
}
