namespace Lamina.Models.Detection;

/// <summary>A place at which <see cref="Fcos"/> looks.</summary>
/// <param name="X">From the left, in pixels.</param>
/// <param name="Y">From the top, in pixels.</param>
/// <param name="Stride">The step of its grid, in pixels.</param>
public readonly record struct FcosPlace(double X, double Y, int Stride);
