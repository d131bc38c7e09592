namespace Lamina.NN;

/// <summary>A point on the way along a direction.</summary>
/// <param name="Rate">How far along.</param>
/// <param name="Value">The loss there.</param>
/// <param name="Slope">The loss's derivative along the direction.</param>
/// <param name="Gradient">Its gradient.</param>
internal readonly record struct LinePoint(double Rate, double Value, double Slope, Tensor Gradient);
