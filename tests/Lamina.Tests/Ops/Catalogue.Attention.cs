using Lamina.Ops;
using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Attention =>
    [
        OpCase.General(
            "attention",
            x => x[0].Attention(x[1], x[2]),
            x => Attended(x[0], x[1], x[2], false, null),
            [[2, 2, 3, 4], [2, 2, 5, 4], [2, 2, 5, 3]],
            [[3, 2], [4, 2], [4, 5]],
            [[3, 7, 5], [3, 6, 5], [3, 6, 1]],
            [[1, 2, 70, 20], [1, 2, 131, 20], [1, 2, 131, 17]]) with
        {
            HasSecondDerivative = true,
            Called = "Attention",
            Slack = 8,
            BadShapes = [[[2, 3, 4], [2, 5, 3], [2, 5, 3]], [[2, 3, 4], [2, 5, 4], [2, 6, 3]], [[2, 3, 4], [3, 5, 4], [3, 5, 4]]],
        },
        OpCase.General(
            "attention_causal",
            x => x[0].Attention(x[1], x[2], isCausal: true, scale: 0.7),
            x => Attended(x[0], x[1], x[2], true, 0.7),
            [[2, 2, 4, 3], [2, 2, 4, 3], [2, 2, 4, 3]],
            [[5, 2], [3, 2], [3, 2]],
            [[3, 2], [6, 2], [6, 2]],
            [[2, 130, 33], [2, 130, 33], [2, 130, 33]]) with { HasSecondDerivative = true, Slack = 8 },
        OpCase.General(
            "attention_masked",
            x => x[0].Attention(x[1], x[2], mask: x[3]),
            x => Attended(x[0], x[1], x[2], false, null, (outer, row, key) => x[3].Values[((outer % x[3].Shape[0] * x[3].Shape[1]) + (row % x[3].Shape[1])) * x[3].Shape[2] + key]),
            [[2, 3, 4], [2, 5, 4], [2, 5, 3], [2, 3, 5]],
            [[2, 2, 3, 4], [2, 2, 5, 4], [2, 2, 5, 3], [1, 3, 5]],
            [[1, 3, 7, 5], [1, 3, 6, 5], [1, 3, 6, 1], [3, 1, 6]],
            [[2, 70, 20], [2, 131, 20], [2, 131, 17], [1, 70, 131]]) with
        {
            HasSecondDerivative = true,
            Called = "Attention",
            Slack = 8,
            BadShapes = [[[2, 3, 4], [2, 5, 4], [2, 5, 4], [2, 5, 3]], [[2, 3, 4], [2, 5, 4], [2, 5, 4], [1, 2, 3, 5]]],
        },
        OpCase.General(
            "attention_some_keys",
            x => x[0].Attention(x[1], x[2], isCausal: true, mask: SomeKeys(x[0].Shape[^2], x[1].Shape[^2])),
            x => Attended(x[0], x[1], x[2], true, null, (_, row, key) => (row + key) % 3 != 1 || key == 0 ? 0 : double.NegativeInfinity),
            [[2, 2, 4, 3], [2, 2, 4, 3], [2, 2, 4, 3]],
            [[3, 67, 5], [3, 67, 5], [3, 67, 6]]) with { HasSecondDerivative = true, Slack = 8 },
        OpCase.General(
            "attention_grouped",
            x => x[0].Attention(x[1], x[2], isCausal: true),
            x => Attended(x[0], x[1], x[2], true, null),
            [[2, 4, 3, 4], [2, 2, 3, 4], [2, 2, 3, 5]],
            [[2, 3, 5, 2], [2, 1, 6, 2], [2, 1, 6, 2]],
            [[1, 6, 70, 9], [1, 2, 70, 9], [1, 2, 70, 9]]) with
        {
            HasSecondDerivative = true,
            Called = "Attention",
            Slack = 8,
            BadShapes = [[[2, 4, 3, 4], [2, 3, 3, 4], [2, 3, 3, 4]], [[2, 2, 3, 4], [2, 4, 3, 4], [2, 4, 3, 4]]],
        },
        AttentionGradientCase("attention_gradient_of_queries", 0),
        AttentionGradientCase("attention_gradient_of_keys", 1),
        AttentionGradientCase("attention_gradient_of_values", 2),
    ];

    // The op's own inputs hang together, so they are made here, and the reference is the gradient of the op in simpler ops.
    static OpCase AttentionGradientCase(string name, int output) => OpCase.General(
        name,
        x =>
        {
            Tensor q = x[0].Contiguous(), k = x[1].Contiguous(), v = x[2].Contiguous();
            Tensor[] forward = Dispatch.RunAll(new Lamina.Ops.Attention(0.5, true), q, k, v);
            return Dispatch.RunAll(new AttentionGradient(0.5, true), q, k, v, x[3].Contiguous(), forward[0], forward[1])[output];
        },
        x => AttendedGradient(x[0], x[1], x[2], x[3])[output],
        [[2, 4, 2, 3], [2, 4, 2, 3], [2, 4, 2, 5], [2, 4, 2, 5]],
        [[1, 70, 1, 5], [1, 70, 1, 5], [1, 70, 1, 3], [1, 70, 1, 3]]) with
    { DTypes = Wide, IsDifferentiable = false, Slack = 16 };

    static double[] Probabilities(Func<long, double> score, long keys, long seen)
    {
        double[] terms = new double[keys];
        double max = double.NegativeInfinity, sum = 0;
        for (long j = 0; j < seen; j++)
            max = Math.Max(max, score(j));
        for (long j = 0; j < seen; j++)
            sum += terms[j] = Math.Exp(score(j) - max);
        for (long j = 0; j < seen; j++)
            terms[j] /= sum;
        return terms;
    }

    // Which keys are seen: not those where the numbers of query and key leave 1 of 3, but the first in any case.
    static Tensor SomeKeys(long queries, long keys)
    {
        Tensor sums = Tensor.Arange(queries).Unsqueeze(1) + Tensor.Arange(keys);
        return sums.Remainder(Tensor.From(3L)).NotEqualTo(1) | Tensor.Arange(keys).EqualTo(0);
    }

    static Nd Attended(Nd q, Nd k, Nd v, bool isCausal, double? scale, Func<long, long, long, double>? added = null)
    {
        long depth = q.Shape[^1], keys = k.Shape[^2], width = v.Shape[^1], queries = q.Shape[^2];
        double factor = scale ?? (1 / Math.Sqrt(depth));
        double[] result = new double[q.Shape.CountOf(..^1) * width];

        // The matrix of keys that a matrix of queries meets: heads that follow one another share one.
        long shared = q.Shape.CountOf(..^2) / k.Shape.CountOf(..^2);
        for (long row = 0; row < q.Shape.CountOf(..^1); row++)
        {
            long head = row / queries, outer = head / shared, place = row % queries;
            double Score(long j) => (factor * Enumerable.Range(0, (int)depth).Sum(d => q.Values[(row * depth) + d] * k.Values[(((outer * keys) + j) * depth) + d])) + (added?.Invoke(head, place, j) ?? 0);
            double[] p = Probabilities(Score, keys, isCausal ? Math.Min(keys, place + 1) : keys);
            for (long e = 0; e < width; e++)
                result[(row * width) + e] = Enumerable.Range(0, (int)keys).Sum(j => p[j] * v.Values[(((outer * keys) + j) * width) + e]);
        }

        return new Nd(result, [.. q.Shape[..^1], width]);
    }

    static Nd[] AttendedGradient(Nd q, Nd k, Nd v, Nd dy)
    {
        Nd dq = Nd.Zeros(q.Shape), dk = Nd.Zeros(k.Shape), dv = Nd.Zeros(v.Shape);
        long keys = k.Shape[1], depth = q.Shape[3], width = v.Shape[3];
        for (long b = 0; b < q.Shape[0]; b++)
        {
            for (long h = 0; h < q.Shape[2]; h++)
            {
                for (long i = 0; i < q.Shape[1]; i++)
                {
                    double[] p = Probabilities(j => 0.5 * Enumerable.Range(0, (int)depth).Sum(d => q[b, i, h, d] * k[b, j, h, d]), keys, Math.Min(keys, i + 1));
                    double[] up = [.. Enumerable.Range(0, (int)keys).Select(j => Enumerable.Range(0, (int)width).Sum(e => dy[b, i, h, e] * v[b, j, h, e]))];
                    double mean = Enumerable.Range(0, (int)keys).Sum(j => p[j] * up[j]);
                    for (long j = 0; j < keys; j++)
                    {
                        double ds = p[j] * (up[j] - mean) * 0.5;
                        for (long e = 0; e < width; e++)
                            dv[b, j, h, e] += p[j] * dy[b, i, h, e];
                        for (long d = 0; d < depth; d++)
                        {
                            dq[b, i, h, d] += ds * k[b, j, h, d];
                            dk[b, j, h, d] += ds * q[b, i, h, d];
                        }
                    }
                }
            }
        }

        return [dq, dk, dv];
    }
}
