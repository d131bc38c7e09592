namespace Lamina.Models.Detection;

/// <summary>A box that a detector found, in pixels from the upper left corner.</summary>
/// <param name="X1">The left side.</param>
/// <param name="Y1">The upper side.</param>
/// <param name="X2">The right side.</param>
/// <param name="Y2">The lower side.</param>
/// <param name="Label">The number of the class.</param>
/// <param name="Score">How sure the detector is, from 0 to 1.</param>
public readonly record struct FoundBox(double X1, double Y1, double X2, double Y2, int Label, double Score);
