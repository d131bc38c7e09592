namespace Lamina.Autograd;

/// <summary>Whether the current thread records gradients, and whether it looks for the first NaN.</summary>
internal static class GradMode
{
    [ThreadStatic]
    static bool _disabled;

    [ThreadStatic]
    static bool _anomaly;

    public static bool Enabled
    {
        get => !_disabled;
        set => _disabled = !value;
    }

    public static bool Anomaly
    {
        get => _anomaly;
        set => _anomaly = value;
    }
}
