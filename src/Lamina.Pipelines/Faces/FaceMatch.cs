namespace Lamina.Pipelines;

/// <summary>Whether two pictures show the same person.</summary>
/// <param name="IsSame">True if the similarity reaches the threshold.</param>
/// <param name="Similarity">The cosine of the angle between the two faces' places: 1 for the same picture, 0 for nothing in common.</param>
/// <param name="Threshold">From where on two pictures are taken for the same person.</param>
public sealed record FaceMatch(bool IsSame, double Similarity, double Threshold);
