using Lamina.Ops;

namespace Lamina.NN;

/// <summary>Keeps gradients within limits, in place, between Backward and an optimizer's step. Parameters without gradients do not count.</summary>
public static class Clip
{
    /// <summary>
    /// Multiplies all gradients by min(1, maxNorm / (norm + 1e-6)), where the norm is that of all of them taken as one vector.
    /// </summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="maxNorm">The largest norm that stays as it is.</param>
    /// <param name="order">1, 2, or infinity for the largest magnitude.</param>
    /// <returns>The norm before, a tensor without axes; a norm that is not finite shows there, and spoils the gradients as in PyTorch.</returns>
    /// <remarks>As <c>torch.nn.utils.clip_grad_norm_</c>. Nothing is read to the host, so it can be captured. Squares of float32 are taken in float32.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or no number, or the order another.</exception>
    public static Tensor GradientNorm(IEnumerable<Parameter> parameters, double maxNorm, double order = 2)
    {
        if (!(maxNorm >= 0))
            throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "Clip.GradientNorm: the largest norm must be 0 or more.");
        if (order is not (1 or 2 or double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(order), order, "Clip.GradientNorm: the order of the norm must be 1, 2 or infinity.");
        using (Gradients.Off())
        {
            Tensor[] gradients = GradientsOf(parameters);
            (Tensor norm, Tensor factor) = Dispatch.RunAll(new GradientNorm(order, maxNorm), [.. gradients.Select(Gapless)]);
            foreach (Tensor gradient in gradients)
                gradient.MultiplyInPlace(factor);
            return norm;
        }
    }

    /// <summary>Brings every element of every gradient into −limit … limit.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="limit">The largest magnitude that stays as it is.</param>
    /// <remarks>As <c>torch.nn.utils.clip_grad_value_</c>. NaN stays.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or no number.</exception>
    public static void GradientValue(IEnumerable<Parameter> parameters, double limit)
    {
        if (!(limit >= 0))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "Clip.GradientValue: the largest magnitude must be 0 or more.");
        using (Gradients.Off())
        {
            foreach (Tensor gradient in GradientsOf(parameters))
                gradient.ClampInPlace(-limit, limit);
        }
    }

    static Tensor[] GradientsOf(IEnumerable<Parameter> parameters) =>
        [.. from parameter in parameters where parameter.Grad is not null select parameter.Grad];

    static Tensor Gapless(Tensor gradient) => gradient.Layout.IsDense ? gradient : gradient.Contiguous();
}
