using Lamina.NN;
using Lamina.Ops;

namespace Lamina.Training;

/// <summary>What is measured of one trainable parameter after a step. Norms are the roots of the sums of squares.</summary>
/// <param name="Name">Its path in the network.</param>
/// <param name="Parameter">The parameter.</param>
/// <param name="IsOptimized">Whether the optimizer has it.</param>
/// <param name="Weight">The norm of the values before the step, or after it where they were not kept.</param>
/// <param name="Gradient">The norm of the gradient; null where there is none.</param>
/// <param name="Change">The norm of what the step changed; null where the values before it were not kept.</param>
internal sealed record ParameterLook(string Name, Parameter Parameter, bool IsOptimized, double Weight, double? Gradient, double? Change)
{
    /// <summary>Whether it is a matrix or a kernel: vectors such as biases begin at 0, and say little by their size.</summary>
    public bool IsMatrix => Parameter.Shape.Rank >= 2;

    /// <summary>The gradient's root of the mean square.</summary>
    public double MeanGradient => (Gradient ?? 0) / Math.Sqrt(Math.Max(1, Parameter.Count));

    public static ParameterLook At(string name, Parameter parameter, bool isOptimized, Tensor? before) => new(
        name,
        parameter,
        isOptimized,
        Norm(before ?? parameter.Value),
        parameter.Grad is { } gradient ? Norm(gradient) : null,
        before is null ? null : Norm(parameter.Value.Detach() - before));

    // Squares of small numbers are 0 in float32; what is exactly 0 is another matter.
    static double Norm(Tensor tensor)
    {
        if (tensor.Count == 0)
            return 0;
        Tensor values = tensor.Detach().To(tensor.DType == DType.Float64 ? DType.Float64 : DType.Float32);
        values = values.Layout.IsDense ? values : values.Contiguous();
        double norm = Of(2);
        return norm == 0 || double.IsInfinity(norm) ? Of(double.PositiveInfinity) : norm;

        // One pass, without a tensor of squares.
        double Of(double order) => Dispatch.RunAll(new GradientNorm(order, 1), values)[0].ToDouble();
    }
}
