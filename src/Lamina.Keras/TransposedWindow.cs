using Lamina.NN;

namespace Lamina.Keras;

/// <summary>Keras' rule for the sizes of transposed convolutions, along one axis.</summary>
/// <param name="Kernel">Length of the window.</param>
/// <param name="Stride">How far apart the windows lie in the output.</param>
/// <param name="Dilation">Step between the taps of a window.</param>
/// <param name="Padding">Same or valid.</param>
/// <param name="OutputPadding">What is added at the end; null for what the padding asks for.</param>
internal readonly record struct TransposedWindow(int Kernel, int Stride, int Dilation, Padding Padding, int? OutputPadding)
{
    /// <summary>What the layer of Lamina.NN cuts off at each end: Keras cuts an odd element off the end, which is left to the caller.</summary>
    public int Cut => Math.Max(0, -Rest) / 2;

    /// <summary>What the layer of Lamina.NN adds at the end.</summary>
    public int Added => Math.Max(0, Rest);

    int Reach => (Dilation * (Kernel - 1)) + 1;

    // By how much the output is longer than what the windows cover.
    int Rest => Padding.IsSame ? (Reach % 2) + (OutputPadding ?? Stride - (Reach % 2)) - Reach : OutputPadding ?? Math.Max(Stride - Reach, 0);

    /// <summary>The size of the output: of <see cref="Padding.Same"/> input·stride, of <see cref="Padding.Valid"/> input·stride + max(kernel − stride, 0), unless the output padding says otherwise.</summary>
    public long OutputOf(long input) => ((input - 1) * Stride) + Reach + Rest;
}
