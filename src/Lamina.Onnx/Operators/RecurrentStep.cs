using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>A step of a recurrent layer in any of the standard's forms: clipped, with peepholes, with other activations, with the reset in front.</summary>
internal sealed class RecurrentStep(NodeCall call, int gates, int direction, string[] activations, Tensor recurrent, Tensor recurrentBias, bool resetsAfter)
{
    readonly long _units = recurrent.Shape[1];

    // The input: its part of the gates, [steps, batch, gates · units].
    public RecurrentPass Over(Tensor input, Tensor hidden, Tensor cell, Tensor? lengths, bool isReverse)
    {
        long steps = input.Shape[0];
        Tensor[] outputs = new Tensor[steps];
        Tensor? ends = lengths?.To(DType.Int64).Unsqueeze(1);
        for (long i = 0; i < steps; i++)
        {
            long t = isReverse ? steps - 1 - i : i;
            (Tensor next, Tensor nextCell) = Once(input.Select(0, t), hidden, cell);
            if (ends is not null)
            {
                // Beyond its end a sequence keeps its state, and gives zeros.
                Tensor runs = ends.Greater(t);
                outputs[t] = Tensor.Where(runs, next, 0);
                (next, nextCell) = (Tensor.Where(runs, next, hidden), Tensor.Where(runs, nextCell, cell));
            }
            else
            {
                outputs[t] = next;
            }

            (hidden, cell) = (next, nextCell);
        }

        return new RecurrentPass(Tensor.Stack(outputs, 0), hidden, gates == 4 ? cell : null);
    }

    (Tensor Hidden, Tensor Cell) Once(Tensor input, Tensor hidden, Tensor cell)
    {
        Tensor Part(Tensor all, int gate) => all.Slice(-1, gate * _units, (gate + 1) * _units);
        Tensor Recurrent(Tensor state, int gate) => state.Linear(recurrent.Slice(0, gate * _units, (gate + 1) * _units), Part(recurrentBias, gate));
        if (gates == 1)
            return (Activate(0, Part(input, 0) + Recurrent(hidden, 0)), cell);
        if (gates == 3)
        {
            Tensor z = Activate(0, Part(input, 0) + Recurrent(hidden, 0)), r = Activate(0, Part(input, 1) + Recurrent(hidden, 1));
            Tensor candidate = Activate(1, Part(input, 2) + (resetsAfter ? r * Recurrent(hidden, 2) : Recurrent(r * hidden, 2)));
            return (((1 - z) * candidate) + (z * hidden), cell);
        }

        Tensor? peepholes = call.Has(7) ? call.X(7).Select(0, direction) : null;
        Tensor Peep(Tensor gate, int part, Tensor state) => peepholes is null ? gate : gate + (Part(peepholes, part) * state);
        Tensor i = Activate(0, Peep(Part(input, 0) + Recurrent(hidden, 0), 0, cell));
        Tensor f = call.Flag("input_forget") ? 1 - i : Activate(0, Peep(Part(input, 2) + Recurrent(hidden, 2), 2, cell));
        Tensor next = (f * cell) + (i * Activate(1, Part(input, 3) + Recurrent(hidden, 3)));
        Tensor o = Activate(0, Peep(Part(input, 1) + Recurrent(hidden, 1), 1, next));
        return (o * Activate(2, next), next);
    }

    Tensor Activate(int which, Tensor x)
    {
        if (call.HasAttribute("clip"))
            x = x.Clamp(-call.Float("clip", 0), call.Float("clip", 0));
        double Given(string name, double otherwise) => call.HasAttribute(name) && call.Attribute(name).Singles is { } values && values.Count > which ? values[which] : otherwise;
        return activations[which].ToUpperInvariant() switch
        {
            "SIGMOID" => x.Sigmoid(),
            "TANH" => x.Tanh(),
            "RELU" => x.Relu(),
            "AFFINE" => (x * Given("activation_alpha", 1)) + Given("activation_beta", 0),
            "LEAKYRELU" => x.LeakyRelu(Given("activation_alpha", 0.01)),
            "THRESHOLDEDRELU" => Tensor.Where(x.Greater(Given("activation_alpha", 1)), x, 0),
            "SCALEDTANH" => Given("activation_alpha", 1) * (x * Given("activation_beta", 1)).Tanh(),
            "HARDSIGMOID" => ((x * Given("activation_alpha", 0.2)) + Given("activation_beta", 0.5)).Clamp(0, 1),
            "ELU" => x.Elu(Given("activation_alpha", 1)),
            "SOFTSIGN" => x.Softsign(),
            "SOFTPLUS" => x.Softplus(),
            var other => throw call.Fault($"the activation {other} is not known"),
        };
    }
}
