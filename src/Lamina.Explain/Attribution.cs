namespace Lamina.Explain;

/// <summary>How much each number of an input contributes to an output.</summary>
/// <param name="Values">The contributions, of the input's shape. For one sample they sum to the output less that of the baseline, but for <paramref name="Gap"/>.</param>
/// <param name="Output">The output of each sample.</param>
/// <param name="BaselineOutput">The output of each sample's baseline.</param>
/// <param name="Gap">What each sample's contributions sum to, less the difference of the outputs.</param>
public sealed record Attribution(Tensor Values, IReadOnlyList<double> Output, IReadOnlyList<double> BaselineOutput, IReadOnlyList<double> Gap);
