namespace Lamina.Training;

/// <summary>What a detector found in one picture.</summary>
/// <param name="Boxes">[n, 4]: left, top, right, bottom, in pixels.</param>
/// <param name="Scores">[n].</param>
/// <param name="Labels">[n], class numbers.</param>
public sealed record DetectedBoxes(Tensor Boxes, Tensor Scores, Tensor Labels);
