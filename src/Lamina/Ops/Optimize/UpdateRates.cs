namespace Lamina.Ops;

/// <summary>Up to three numbers that an optimizer's formula needs for one parameter and one step.</summary>
/// <param name="First">The first number: by custom, what the direction is multiplied by.</param>
/// <param name="Second">The second number.</param>
/// <param name="Third">The third number.</param>
public readonly record struct UpdateRates(double First, double Second = 0, double Third = 0);
