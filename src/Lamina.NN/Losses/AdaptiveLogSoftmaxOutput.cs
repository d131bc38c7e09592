namespace Lamina.NN;

/// <summary>What <see cref="AdaptiveLogSoftmaxWithLoss"/> gives: <c>(output, loss) = layer.Forward(x, labels)</c>.</summary>
/// <param name="Output">The logarithm of each label's probability, of the labels' shape.</param>
/// <param name="Loss">−mean of it.</param>
public readonly record struct AdaptiveLogSoftmaxOutput(Tensor Output, Tensor Loss);
