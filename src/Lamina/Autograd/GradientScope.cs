using Lamina.Autograd;

namespace Lamina;

/// <summary>Restores, when disposed, what a switch of <see cref="Gradients"/> changed on this thread.</summary>
public readonly struct GradientScope : IDisposable
{
    readonly bool _enabled;
    readonly bool _anomaly;

    internal GradientScope(bool enabled, bool anomaly)
    {
        _enabled = enabled;
        _anomaly = anomaly;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GradMode.Enabled = _enabled;
        GradMode.Anomaly = _anomaly;
    }
}
