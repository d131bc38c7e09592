namespace Lamina.Plots;

/// <summary>How a line is drawn.</summary>
public enum LineStyle
{
    /// <summary>Drawn through.</summary>
    Solid,

    /// <summary>In dashes.</summary>
    Dashed,

    /// <summary>In dots.</summary>
    Dotted,
}
