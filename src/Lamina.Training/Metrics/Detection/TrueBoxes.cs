namespace Lamina.Training;

/// <summary>What there is in one picture.</summary>
/// <param name="Boxes">[n, 4]: left, top, right, bottom, in pixels.</param>
/// <param name="Labels">[n], class numbers.</param>
/// <param name="IsCrowd">[n], not 0 where a box holds a crowd: any number of detections may lie in it, and none of them counts. Null for none.</param>
/// <param name="Areas">[n], by which objects are small or large; those of the boxes where null. COCO gives those of the outlines.</param>
public sealed record TrueBoxes(Tensor Boxes, Tensor Labels, Tensor? IsCrowd = null, Tensor? Areas = null);
