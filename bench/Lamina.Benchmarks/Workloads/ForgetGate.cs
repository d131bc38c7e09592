using Lamina.NN;

namespace Lamina.Benchmarks.Workloads;

/// <summary>
/// LSTM layers that begin to remember: the bias of the forget gate is 1, as Keras begins. With 0, as PyTorch begins, the gradient halves at
/// each step back, and over 200 steps it passes through the denormal numbers, which some processors take a hundred times as long for.
/// </summary>
static class ForgetGate
{
    public static Lstm Open(Lstm lstm)
    {
        using (Gradients.Off())
        {
            foreach ((string name, Parameter parameter) in lstm.NamedParameters())
            {
                if (name.StartsWith("bias_ih", StringComparison.Ordinal))
                    parameter.Value.Slice(0, lstm.HiddenSize, 2 * lstm.HiddenSize).FillInPlace(1);
            }
        }

        return lstm;
    }
}
