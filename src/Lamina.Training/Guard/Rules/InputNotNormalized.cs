using Lamina.NN;

namespace Lamina.Training;

/// <summary>Floating-point inputs that are far from size 1, or all the same, at the first step.</summary>
internal sealed class InputNotNormalized : GuardRule
{
    const double LargestSize = 10, LeastDeviation = 1e-6;

    public override string Name => "input-not-normalized";

    public override string? Look(GuardLook look)
    {
        if (look.Step > 1 || look.Input is not { Count: > 1 } input || !input.DType.IsFloatingPoint() || NormalizesItself(look.Module))
            return null;
        using GradientScope off = Gradients.Off();
        Tensor values = input.Detach().To(DType.Float32);
        double mean = values.Mean().ToDouble(), size = Math.Sqrt(values.Square().Mean().ToDouble());
        double deviation = Math.Sqrt(Math.Max(0, (values - mean).Square().Mean().ToDouble()));
        if (deviation < LeastDeviation * Math.Max(1, Math.Abs(mean)))
            return FormattableString.Invariant($"all values of the input are {mean:G4}: nothing can be learned from them. Look at a batch of the data set.");
        return size > LargestSize || WidestColumn(values) > LargestSize
            ? FormattableString.Invariant($"the inputs reach from {values.Amin().ToDouble():G4} to {values.Amax().ToDouble():G4} (mean {mean:G3}, deviation {deviation:G3}). Networks learn well from values about 1 in size: divide bytes by 255, or normalize by mean and deviation (`Normalization.Fit`).")
            : null;
    }

    // Columns of a table that differ by orders of magnitude hide behind a common mean.
    static double WidestColumn(Tensor values) =>
        values.Rank == 2 ? Math.Sqrt(values.Square().Mean(0).Amax().ToDouble()) : 0;

    static bool NormalizesItself(Module module)
    {
        Module first = module.Modules().FirstOrDefault(part => part.Children().Count == 0) ?? module;
        string name = first.GetType().Name;
        return name.Contains("Norm", StringComparison.Ordinal) || name.Contains("Rescaling", StringComparison.Ordinal) || name.Contains("Embedding", StringComparison.Ordinal);
    }
}
