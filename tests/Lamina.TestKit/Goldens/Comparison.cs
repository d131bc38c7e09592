namespace Lamina.TestKit.Goldens;

/// <summary>
/// The rule by which a result agrees with a reference: no element is further off than a share of the reference's largest
/// magnitude, 1e-9 in float64 and 1e-5 in float32. NaN and infinities must be equal. Zero everywhere must be zero everywhere.
/// </summary>
public static class Comparison
{
    public static double Tolerance(DType dtype) => dtype == DType.Float64 ? 1e-9 : dtype == DType.Float32 ? 1e-5 : 0;

    public static void Check(string what, Tensor expected, Tensor actual)
    {
        if (expected.Shape != actual.Shape)
            throw new CheckFailedException($"{what}: the shape is {actual.Shape}, not {expected.Shape}.");
        if (actual.DType.IsFloatingPoint() != expected.DType.IsFloatingPoint())
            throw new CheckFailedException($"{what}: the dtype is {actual.DType.Name()}; the reference has {expected.DType.Name()}.");
        Check(what, expected.ToArray<double>(), actual.ToArray<double>(), Tolerance(actual.DType));
    }

    public static void Check(string what, double[] expected, double[] actual, double tolerance)
    {
        double largest = 0, worst = -1;
        foreach (double value in expected)
            largest = double.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        int at = -1;
        for (int i = 0; i < expected.Length; i++)
        {
            double error = double.IsFinite(expected[i]) ? Math.Abs(expected[i] - actual[i]) : expected[i].Equals(actual[i]) ? 0 : double.PositiveInfinity;
            if (double.IsNaN(error))
                error = double.PositiveInfinity;
            if (error > worst)
                (worst, at) = (error, i);
        }

        if (worst > tolerance * largest)
            throw new CheckFailedException($"{what}: element {at} is {actual[at]:R}, not {expected[at]:R}: off by {worst / largest:E2} of the largest magnitude ({largest:G6}); {tolerance:E0} is allowed.");
    }
}
