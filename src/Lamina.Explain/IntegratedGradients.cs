using Lamina.NN;

namespace Lamina.Explain;

/// <summary>
/// Integrated gradients: (x − x′) · ∫₀¹ ∂F/∂x (x′ + t·(x − x′)) dt, where x′ is a baseline that stands for the absence of information. The contributions of a sample sum to
/// F(x) − F(x′).
/// </summary>
/// <remarks>
/// The integral is taken by Gauss's two points on equal pieces of the way; for samples whose sum misses the difference by more than the tolerance, the pieces are halved.
/// <b>Source:</b> Sundararajan, Taly, Yan: Axiomatic attribution for deep networks (2017). Counterpart: captum's <c>IntegratedGradients</c>.
/// </remarks>
public static class IntegratedGradients
{
    // Gauss's points of order 2 in [0, 1]: 1/2 ± 1/(2√3).
    static readonly double[] Points = [0.5 - (0.5 / Math.Sqrt(3)), 0.5 + (0.5 / Math.Sqrt(3))];

    /// <summary>Explains an output for each sample.</summary>
    /// <param name="module">The network: [N, …] → [N] or [N, outputs]. It is asked in evaluation mode, and left as it was.</param>
    /// <param name="input">[N, …], floats, as the network reads them.</param>
    /// <param name="baseline">[N, …] or one sample [1, …]; zeros if null. For standardized inputs that is the mean of the training part.</param>
    /// <param name="output">Which output; 0 for a network of one.</param>
    /// <param name="steps">Pieces of the way at first.</param>
    /// <param name="tolerance">By what share of the difference of the outputs a sum may miss it; a difference below this share of the sum of the contributions' sizes counts as that.</param>
    /// <param name="mostSteps">Where halving ends; what is then missed, <see cref="Attribution.Gap"/> says.</param>
    /// <exception cref="ShapeException">The baseline does not fit the input, or the network has no such output.</exception>
    /// <exception cref="DTypeException">The input is no float.</exception>
    public static Attribution Of(Module<Tensor, Tensor> module, Tensor input, Tensor? baseline = null, int output = 0, int steps = 32, double tolerance = 0.01, int mostSteps = 32_768)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        if (input.Rank < 1)
            throw new ShapeException($"Integrated gradients take a batch, whose first axis counts the samples; got {input.Spec}.");
        if (!input.DType.IsFloatingPoint())
            throw new DTypeException($"Integrated gradients take floats; got {input.Spec}. For tokens, explain the network behind the embedding.");
        Tensor start = (baseline ?? Tensor.Zeros([1, .. input.Shape.ToArray()[1..]], input.DType)).Expand(input.Shape);
        (Module Module, bool Training)[] modes = [.. module.Modules().Select(part => (part, part.IsTraining))];
        module.Eval();
        try
        {
            double[] at = Ask(module, input, output), from = Ask(module, start, output), differences = [.. at.Zip(from, (high, low) => high - low)], gaps = new double[at.Length];
            double[][] values = new double[at.Length][];
            for (long[] asked = [.. Enumerable.Range(0, at.Length)]; asked.Length > 0; steps *= 2)
            {
                Tensor which = Tensor.From<long>(asked, [asked.Length]);
                double[][] found = [.. Contributions(module, input.IndexSelect(0, which), start.IndexSelect(0, which), output, steps).To(DType.Float64).ToArray<double>().Chunk((int)(input.Count / at.Length))];
                for (int i = 0; i < asked.Length; i++)
                    (values[asked[i]], gaps[asked[i]]) = (found[i], found[i].Sum() - differences[asked[i]]);

                // Large contributions that cancel leave a difference of which rounding alone makes a share.
                asked = steps * 2 > mostSteps ? [] : [.. asked.Where(sample => Math.Abs(gaps[sample]) > tolerance * Math.Max(Math.Abs(differences[sample]), tolerance * values[sample].Sum(Math.Abs)))];
            }

            return new Attribution(Tensor.From<double>([.. values.SelectMany(value => value)], input.Shape).To(input.DType), at, from, gaps);
        }
        finally
        {
            // Each before its children, as `Train` reaches all below.
            foreach ((Module part, bool training) in modes)
                part.Train(training);
        }
    }

    static double[] Ask(Module<Tensor, Tensor> module, Tensor input, int output)
    {
        using (Gradients.Off())
            return Chosen(module.Forward(input), input, output).To(DType.Float64).ToArray<double>();
    }

    // In float64, so that the sum over many pieces adds no rounding of its own.
    static Tensor Contributions(Module<Tensor, Tensor> module, Tensor input, Tensor start, int output, int steps)
    {
        Tensor way = input - start, sum = Tensor.Zeros(input.Shape, DType.Float64);
        for (int piece = 0; piece < steps; piece++)
        {
            foreach (double point in Points)
            {
                Tensor place = (start + (way * ((piece + point) / steps))).Detach().RequireGrad();
                sum += Chosen(module.Forward(place), input, output).Sum().Gradients(place)[0].To(DType.Float64);
            }
        }

        return (way.To(DType.Float64) * sum / (steps * Points.Length)).To(input.DType);
    }

    static Tensor Chosen(Tensor outputs, Tensor input, int output)
    {
        if (outputs.Rank == 1 && output == 0 && outputs.Shape[0] == input.Shape[0])
            return outputs;
        if (outputs.Rank != 2 || outputs.Shape[0] != input.Shape[0] || (ulong)output >= (ulong)outputs.Shape[1])
            throw new ShapeException($"Output {output} of each of {input.Shape[0]} samples was asked for, and the network gave {outputs.Spec}. Explain a network that gives [N] or [N, outputs].");
        return outputs.Select(1, output);
    }
}
