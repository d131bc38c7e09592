namespace Lamina.NN;

/// <summary>What <see cref="EmbeddingBag"/> makes of the vectors of a bag.</summary>
public enum BagMode
{
    /// <summary>Their mean; 0 of an empty bag.</summary>
    Mean,

    /// <summary>Their sum, each times its weight if there are weights.</summary>
    Sum,

    /// <summary>The largest of each number; 0 of an empty bag.</summary>
    Max,
}
