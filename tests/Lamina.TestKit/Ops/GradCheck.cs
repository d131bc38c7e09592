namespace Lamina.TestKit;

/// <summary>Gradients against central differences in float64.</summary>
public static class GradCheck
{
    /// <summary>Checks the gradient of Σ u·f(x) with respect to every input that requires one; u is not uniform.</summary>
    public static void First(string name, Func<Tensor[], Tensor> run, Tensor[] inputs, double tolerance = 2e-6) =>
        Check(name, x => Weighted(run(x)), inputs, tolerance);

    /// <summary>Checks the gradient of Σ v·∇(Σ u·f(x)²). Squared, so that the upstream gradient depends on x too: of a linear f, nothing else would.</summary>
    public static void Second(string name, Func<Tensor[], Tensor> run, Tensor[] inputs, double tolerance = 2e-5) =>
        Check(
            name + " (second derivative)",
            x =>
            {
                Tensor[] wanted = [.. x.Where(t => t.RequiresGrad)];
                Tensor[] gradients = Weighted(run(x).Square()).Gradients(wanted, createGraph: true);
                Tensor total = Weighted(gradients[0]);
                for (int i = 1; i < gradients.Length; i++)
                    total += Weighted(gradients[i]);
                return total;
            },
            inputs,
            tolerance);

    static void Check(string name, Func<Tensor[], Tensor> loss, Tensor[] inputs, double tolerance)
    {
        Tensor[] wanted = [.. inputs.Where(t => t.RequiresGrad)];
        Tensor value = loss(inputs);
        if (!value.RequiresGrad)
        {
            // A derivative that is zero everywhere leaves nothing to differentiate.
            if (value.Count == 1 && inputs.All(i => i.Count == 0 || Flat(loss, inputs, i)))
                return;
            throw new CheckFailedException($"{name}: no gradient was recorded.");
        }

        Tensor[] gradients;
        try
        {
            gradients = value.Gradients(wanted, createGraph: false, retainGraph: true);
        }
        catch (GradientException) when (name.EndsWith("(second derivative)", StringComparison.Ordinal))
        {
            // Where an input has no part in the first derivative, zero is what differences must find.
            gradients = [.. wanted.Select(w => OneGradient(value, w))];
        }

        for (int input = 0, at = 0; input < inputs.Length; input++)
        {
            if (!inputs[input].RequiresGrad)
                continue;
            double[] found = gradients[at++].ToArray<double>();
            double[] values = inputs[input].ToArray<double>();
            double[] expected = new double[values.Length];
            for (int i = 0; i < values.Length; i++)
                expected[i] = Difference(loss, inputs, input, values, i);
            double largest = expected.Select(Math.Abs).Append(1e-3).Max();
            for (int i = 0; i < values.Length; i++)
            {
                if (!(Math.Abs(found[i] - expected[i]) <= tolerance * (largest + 1)))
                    throw new CheckFailedException($"{name}: the gradient of input {input} ({inputs[input].Shape}) at element {i} (value {values[i]:R}) is {found[i]:R}; differences give {expected[i]:R}.");
            }
        }
    }

    static Tensor OneGradient(Tensor value, Tensor input)
    {
        try
        {
            return value.Gradients([input], createGraph: false, retainGraph: true)[0];
        }
        catch (GradientException)
        {
            return Tensor.Zeros(input.Shape, input.DType);
        }
    }

    static bool Flat(Func<Tensor[], Tensor> loss, Tensor[] inputs, Tensor input)
    {
        int at = Array.IndexOf(inputs, input);
        double[] values = input.ToArray<double>();
        return Math.Abs(Difference(loss, inputs, at, values, 0)) < 1e-8;
    }

    static double Difference(Func<Tensor[], Tensor> loss, Tensor[] inputs, int input, double[] values, int element)
    {
        double step = 1e-5 * Math.Max(1, Math.Abs(values[element]));
        double At(double value)
        {
            double[] moved = [.. values];
            moved[element] = value;
            Tensor[] changed = [.. inputs];
            changed[input] = Tensor.From<double>(moved, inputs[input].Shape).RequireGrad(inputs[input].RequiresGrad);
            return loss(changed).ToDouble();
        }

        return (At(values[element] + step) - At(values[element] - step)) / (2 * step);
    }

    static Tensor Weighted(Tensor value)
    {
        double[] weights = new double[value.Count];
        for (int i = 0; i < weights.Length; i++)
            weights[i] = 0.5 + Math.Sin((1.7 * i) + 0.3);
        return (value * Tensor.From<double>(weights, value.Shape)).Sum();
    }
}
