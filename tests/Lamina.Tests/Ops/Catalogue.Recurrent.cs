using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    // Gates, recurrent weight, state. Outputs and last states are read as one row each, so that a case sees all of them.
    static IEnumerable<OpCase> Recurrent =>
    [
        SequenceCase("rnn_tanh_sequence", 1, 0, false, null, x => Joined(x[0].RnnSequence(x[1], x[2]))),
        SequenceCase("rnn_tanh_sequence_reverse", 1, 0, true, [3, 1, 2], x => Joined(x[0].RnnSequence(x[1], x[2], RnnActivation.Tanh, Lengths(x, 3, 1, 2), reverse: true))),
        SequenceCase("rnn_relu_sequence", 1, 0, false, null, x => Joined(x[0].RnnSequence(x[1], x[2], RnnActivation.Relu))) with { HasSecondDerivative = false },
        SequenceCase("rnn_sigmoid_sequence", 1, 0, false, null, x => Joined(x[0].RnnSequence(x[1], x[2], RnnActivation.Sigmoid))),
        SequenceCase("lstm_sequence", 4, 1, false, null, x => Joined(x[0].LstmSequence(x[1], x[2], x[3]))),
        SequenceCase("lstm_sequence_lengths", 4, 1, false, [2, 3, 0], x => Joined(x[0].LstmSequence(x[1], x[2], x[3], Lengths(x, 2, 3, 0)))),
        SequenceCase("lstm_sequence_reverse", 4, 1, true, [2, 3, 1], x => Joined(x[0].LstmSequence(x[1], x[2], x[3], Lengths(x, 2, 3, 1), reverse: true))),
        SequenceCase("gru_sequence", 3, 1, false, null, x => Joined(x[0].GruSequence(x[1], x[3], x[2]))),
        SequenceCase("gru_sequence_reverse", 3, 1, true, [1, 3, 2], x => Joined(x[0].GruSequence(x[1], x[3], x[2], Lengths(x, 1, 3, 2), reverse: true))),
    ];

    static Tensor Joined((Tensor Output, Tensor Hidden) results) => Tensor.Concatenate([results.Output.Reshape(-1), results.Hidden.Reshape(-1)]);

    static Tensor Joined((Tensor Output, Tensor Hidden, Tensor Cell) results) =>
        Tensor.Concatenate([results.Output.Reshape(-1), results.Hidden.Reshape(-1), results.Cell.Reshape(-1)]);

    // The given lengths again and again, none above the steps there are.
    static Tensor Lengths(Tensor[] x, params long[] lengths) =>
        Tensor.From<long>([.. Enumerable.Range(0, (int)x[0].Shape[1]).Select(i => Math.Min(lengths[i % lengths.Length], x[0].Shape[0]))], [x[0].Shape[1]]);

    static OpCase SequenceCase(string name, int gates, int others, bool reverse, long[]? lengths, Func<Tensor[], Tensor> run)
    {
        Shape[] Set(long steps, long batch, long size)
        {
            Shape other = name.StartsWith("gru", StringComparison.Ordinal) ? [gates * size] : [batch, size];
            return [[steps, batch, gates * size], [gates * size, size], [batch, size], .. Enumerable.Repeat(other, others)];
        }

        Shape[] good = Set(3, 2, 2);
        return OpCase.General(name, run, x => SequenceReference(name, x, reverse, lengths), good, Set(1, 1, 1), Set(4, 3, 17), Set(5, 13, 20), Set(3, 35, 33)) with
        {
            DTypes = [DType.Float64, DType.Float32],
            Ranges = [(-1, 1), (-0.5, 0.5), (-1, 1)],
            HasSecondDerivative = true,
            Slack = 8,
            Called = name[..(name.IndexOf("sequence", StringComparison.Ordinal) + "sequence".Length)],
            BadShapes = [[[3, 2, 5 * gates], .. good[1..]], [[3, 2], .. good[1..]], [good[0], good[1], [3, 2], .. good[3..]]],
        };
    }

    // One number after another, by the formulas.
    static Nd SequenceReference(string name, Nd[] x, bool reverse, long[]? lengths)
    {
        static double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));
        long steps = x[0].Shape[0], batch = x[0].Shape[1], size = x[1].Shape[1];
        bool lstm = name.StartsWith("lstm", StringComparison.Ordinal), gru = name.StartsWith("gru", StringComparison.Ordinal);
        double[] output = new double[steps * batch * size], hidden = [.. x[2].Values], cell = lstm ? [.. x[3].Values] : [];
        for (long b = 0; b < batch; b++)
        {
            long length = lengths is null ? steps : Math.Min(lengths[b % lengths.Length], steps);
            for (long turn = 0; turn < length; turn++)
            {
                long t = reverse ? length - 1 - turn : turn;
                double[] before = hidden[(int)(b * size)..(int)((b + 1) * size)];
                double Product(int gate, long unit) => Enumerable.Range(0, (int)size).Sum(k => x[1][(gate * size) + unit, k] * before[k]);
                double Gate(int gate, long unit) => x[0][t, b, (gate * size) + unit];
                for (long j = 0; j < size; j++)
                {
                    ref double h = ref hidden[(b * size) + j];
                    if (lstm)
                    {
                        ref double c = ref cell[(b * size) + j];
                        c = (Sigmoid(Gate(1, j) + Product(1, j)) * c) + (Sigmoid(Gate(0, j) + Product(0, j)) * Math.Tanh(Gate(2, j) + Product(2, j)));
                        h = Sigmoid(Gate(3, j) + Product(3, j)) * Math.Tanh(c);
                    }
                    else if (gru)
                    {
                        double r = Sigmoid(Gate(0, j) + Product(0, j) + x[3][j]), z = Sigmoid(Gate(1, j) + Product(1, j) + x[3][size + j]);
                        h = ((1 - z) * Math.Tanh(Gate(2, j) + (r * (Product(2, j) + x[3][(2 * size) + j])))) + (z * before[j]);
                    }
                    else
                    {
                        double sum = Gate(0, j) + Product(0, j);
                        h = name.Contains("relu", StringComparison.Ordinal) ? Math.Max(0, sum) : name.Contains("sigmoid", StringComparison.Ordinal) ? Sigmoid(sum) : Math.Tanh(sum);
                    }

                    output[(((t * batch) + b) * size) + j] = h;
                }
            }
        }

        double[] all = [.. output, .. hidden, .. cell];
        return new Nd(all, [all.Length]);
    }
}
