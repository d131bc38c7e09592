namespace Lamina.Ops.Elementwise;

/// <summary>What the divisions of integers share.</summary>
internal static class WholeDivision
{
    /// <summary>The refusal of a division by zero.</summary>
    public static NumericException ByZero(string op) =>
        new($"{op}: an integer is divided by zero. Mask the zeros out with `Tensor.Where`, or convert to floats, where the result is infinite or NaN.");
}
