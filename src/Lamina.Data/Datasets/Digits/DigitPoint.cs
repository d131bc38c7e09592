namespace Lamina.Data;

/// <summary>A point of the flattened path.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
/// <param name="Pressure">The pen's radius here, relative to its mean.</param>
/// <param name="Starts">Whether a stroke begins here.</param>
internal record struct DigitPoint(float X, float Y, float Pressure, bool Starts);
