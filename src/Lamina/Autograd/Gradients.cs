using Lamina.Autograd;

namespace Lamina;

/// <summary>Switches for the recording of gradients on the current thread.</summary>
public static class Gradients
{
    /// <summary>True if ops on tensors that require gradients are recorded on this thread.</summary>
    public static bool AreRecorded => GradMode.Enabled;

    /// <summary>Records nothing until the result is disposed: <c>using (Gradients.Off()) { … }</c>.</summary>
    public static GradientScope Off() => Set(false);

    /// <summary>Records again inside an <see cref="Off"/>, until the result is disposed.</summary>
    public static GradientScope On() => Set(true);

    /// <summary>
    /// Checks every result, forward and backward, until the result is disposed, and raises a <see cref="NumericException"/>
    /// that names the op which made the first NaN out of inputs without one, in backward by its name in the forward pass; or
    /// the op that took a NaN from outside. Slow: for looking, not for training.
    /// </summary>
    public static GradientScope DetectAnomaly()
    {
        GradientScope scope = new(GradMode.Enabled, GradMode.Anomaly);
        GradMode.Anomaly = true;
        return scope;
    }

    static GradientScope Set(bool enabled)
    {
        GradientScope scope = new(GradMode.Enabled, GradMode.Anomaly);
        GradMode.Enabled = enabled;
        return scope;
    }
}
