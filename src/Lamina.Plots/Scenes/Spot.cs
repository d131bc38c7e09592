namespace Lamina.Plots.Scenes;

/// <summary>A place in a scene, in units from its left upper corner.</summary>
internal readonly record struct Spot(double X, double Y);
