namespace Lamina.Data.Vision;

/// <summary>Two adjustments, each with how likely it is done and how much of it, from 0 to 9.</summary>
internal readonly record struct AutoAugmentPair(
    Adjustment First, double FirstProbability, int FirstMagnitude, Adjustment Second, double SecondProbability, int SecondMagnitude);
