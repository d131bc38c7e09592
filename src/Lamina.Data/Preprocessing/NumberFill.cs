namespace Lamina.Data;

/// <summary>What takes the place of a missing number.</summary>
public enum NumberFill
{
    /// <summary>Nothing: a missing number is an error.</summary>
    None,

    /// <summary>The mean of the training part.</summary>
    Mean,

    /// <summary>The median of the training part.</summary>
    Median,

    /// <summary>The value that the training part has most often; of several the least.</summary>
    MostFrequent,

    /// <summary>A number that is given.</summary>
    Constant,
}
