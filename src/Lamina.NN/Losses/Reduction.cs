namespace Lamina.NN;

/// <summary>What becomes of the losses of single elements or samples.</summary>
public enum Reduction
{
    /// <summary>Their mean; where classes have weights, the weighted mean.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>They are given as they are.</summary>
    None,

    /// <summary>Their sum divided by the size of the prediction's first axis.</summary>
    BatchMean,
}
