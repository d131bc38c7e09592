namespace Lamina.Plots;

/// <summary>Principal component analysis: the plane in which examples differ most.</summary>
public static class PrincipalComponents
{
    /// <summary>Coordinates along the directions of largest variance: (X − mean) V, with V the right singular vectors of X − mean.</summary>
    /// <param name="points">[examples, features], two examples or more.</param>
    /// <param name="components">How many directions, 1 to the number of features.</param>
    /// <returns>[examples, components] in float64, the direction of largest variance first.</returns>
    /// <remarks>A direction's sign is such that its largest coefficient is positive, so equal data give equal pictures.</remarks>
    /// <exception cref="ShapeException">The points have another shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no such components.</exception>
    public static Tensor Project(Tensor points, int components = 2)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Rank != 2 || points.Shape[0] < 2 || points.Shape[1] < 1)
            throw new ShapeException($"PrincipalComponents takes two points or more, [examples, features]; got {points.Shape}.");
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(components, points.Shape[1]);
        using GradientScope scope = Gradients.Off();
        Tensor wide = points.To(DType.Float64);
        Tensor centred = wide - wide.Mean([0], keepDims: true);

        // Of the covariance, which is as small as the number of features however many examples there are.
        (_, Tensor vectors) = centred.Transpose(0, 1).MatMul(centred).EigenSymmetric();
        long features = points.Shape[1];
        double[] columns = vectors.ToArray<double>();
        double[] directions = new double[features * components];
        for (int component = 0; component < components; component++)
        {
            // Eigenvalues ascend.
            long column = features - 1 - component;
            double[] direction = [.. Enumerable.Range(0, (int)features).Select(row => columns[(row * features) + column])];
            double sign = direction.MaxBy(Math.Abs) < 0 ? -1 : 1;
            for (int row = 0; row < features; row++)
                directions[(row * components) + component] = sign * direction[row];
        }

        return centred.MatMul(Tensor.From(directions).Reshape(features, components));
    }
}
