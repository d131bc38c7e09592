namespace Lamina.Plots;

/// <summary>One of the two axes of a <see cref="Plot"/>.</summary>
public sealed class Axis
{
    /// <summary>What is measured, with its unit; empty for no label.</summary>
    public string Label { get; set; } = "";

    /// <summary>Linear unless told otherwise.</summary>
    public AxisScale Scale { get; set; }

    /// <summary>Where the axis begins; null to begin where the data do, rounded.</summary>
    public double? Min { get; set; }

    /// <summary>Where the axis ends; null to end where the data do, rounded.</summary>
    public double? Max { get; set; }

    /// <summary>Names for the places 0, 1, 2 …, instead of numbers; null for numbers.</summary>
    public IReadOnlyList<string>? Categories { get; set; }

    /// <summary>Whether a value has a place here.</summary>
    internal bool Takes(double value) => double.IsFinite(value) && (Scale == AxisScale.Linear || value > 0);
}
