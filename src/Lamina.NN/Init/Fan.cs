namespace Lamina.NN;

/// <summary>
/// The number of connections by which random weights are scaled. A weight is [out, in] or, for a convolution, [out, in / groups, kernel…];
/// its fan-in is the product of all but the first axis, its fan-out that of all but the second.
/// </summary>
public enum Fan
{
    /// <summary>Inputs of an output: values keep their size on the way forward.</summary>
    In,

    /// <summary>Outputs of an input: gradients keep their size on the way back.</summary>
    Out,

    /// <summary>The mean of both.</summary>
    Average,
}
