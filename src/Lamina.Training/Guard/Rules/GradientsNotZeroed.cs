namespace Lamina.Training;

/// <summary>A loop of one's own that forgets <c>ZeroGrad</c>: gradients hold those of steps before. <c>Fit</c> does it by itself.</summary>
internal sealed class GradientsNotZeroed : GuardRule
{
    const double LargestRest = 0.05, LargestFactor = 1.5;

    public override string Name => "gradients-not-zeroed";

    // The gradient is what arrived, possibly clipped; what is left beside that came before.
    public override string? Look(GuardLook look)
    {
        if (look.Arrived is not var (parameter, arrived) || parameter.Grad is not { } gradient || gradient.Shape != arrived.Shape)
            return null;
        using GradientScope off = Gradients.Off();
        Tensor held = gradient.Detach().To(DType.Float32), came = arrived.To(DType.Float32);
        double square = came.Square().Sum().ToDouble(), size = held.Norm().ToDouble();
        if (!(square > 0) || !(size > 0) || !double.IsFinite(square) || !double.IsFinite(size))
            return null;
        double factor = (held * came).Sum().ToDouble() / square;
        double rest = (held - (came * factor)).Norm().ToDouble() / size;
        return rest > LargestRest || factor > LargestFactor
            ? "gradients hold those of earlier steps too. Call `optimizer.ZeroGrad()` before each `Backward()`."
            : null;
    }
}
