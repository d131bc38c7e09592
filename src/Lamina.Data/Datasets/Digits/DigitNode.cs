namespace Lamina.Data;

/// <summary>A point that the pen passes, in units of the digit's height, y downwards.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Downwards.</param>
/// <param name="Corner">Whether the path may turn sharply here.</param>
internal readonly record struct DigitNode(float X, float Y, bool Corner);
