using Lamina.Ops;
using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    const int LongestTarget = 3;

    static IEnumerable<OpCase> Alignment =>
    [
        OpCase.OfOne("ctc", x => Aligned(x)[0], x => AlignedOf(x, null), [4, 3, 3], [1, 1, 2], [7, 5, 4], [40, 2, 9], [0, 2, 3], [3, 0, 3]) with { DTypes = Wide, BadShapes = [[[3]], [[2, 3]]] },
        OpCase.General(
            "ctc_gradient",
            x => Dispatch.Run(new CtcGradient(0, true), [x[0].Contiguous(), .. AlignmentOf(x[0].Shape), Aligned(x[0])[1], x[1].Contiguous()]),
            x => AlignedOf(x[0], x[1]),
            [[4, 3, 3], [3]],
            [[7, 5, 4], [5]],
            [[40, 2, 9], [2]]) with { DTypes = Wide, IsDifferentiable = false },
    ];

    static Tensor[] Aligned(Tensor scores) =>
        Dispatch.RunAll(new Ctc(0, true), [scores.Contiguous(), .. scores.Rank == 3 ? AlignmentOf(scores.Shape) : [Tensor.Zeros([1, 1], DType.Int64), Tensor.Zeros([1], DType.Int64), Tensor.Zeros([1], DType.Int64)]]);

    // Targets with repetitions, and samples of all lengths; some of them too long for their steps.
    static long TargetOf(long sample, long place, long classes) => 1 + ((sample + (place / 2)) % (classes - 1));

    static (long Steps, long Length) LengthsOf(long sample, long steps) => (Math.Max(0, steps - (sample % 3)), sample % (LongestTarget + 1));

    static Tensor[] AlignmentOf(Shape scores)
    {
        long[] samples = [.. Enumerable.Range(0, (int)scores[1]).Select(n => (long)n)];
        return
        [
            Tensor.From<long>([.. samples.SelectMany(n => Enumerable.Range(0, LongestTarget).Select(i => TargetOf(n, i, scores[2])))], [scores[1], LongestTarget]),
            Tensor.From<long>([.. samples.Select(n => LengthsOf(n, scores[0]).Steps)], [scores[1]]),
            Tensor.From<long>([.. samples.Select(n => LengthsOf(n, scores[0]).Length)], [scores[1]]),
        ];
    }

    // The gradient of a class at a step is the share of the paths that go through it: those left when the step's other classes are ruled out.
    static Nd AlignedOf(Nd x, Nd? upstream)
    {
        Nd losses = Nd.Zeros([x.Shape[1]]), gradient = Nd.Zeros(x.Shape);
        for (long n = 0; n < x.Shape[1]; n++)
        {
            double all = Paths(x, n, -1, -1);
            losses[n] = all > 0 ? -Math.Log(all) : 0;
            for (long t = 0; upstream is not null && all > 0 && t < LengthsOf(n, x.Shape[0]).Steps; t++)
            {
                for (long c = 0; c < x.Shape[2]; c++)
                    gradient[t, n, c] = -upstream[n] * Paths(x, n, t, c) / all;
            }
        }

        return upstream is null ? losses : gradient;
    }

    static double Paths(Nd x, long sample, long onlyAt, long only)
    {
        (long steps, long length) = LengthsOf(sample, x.Shape[0]);
        double[] sums = new double[(2 * length) + 1];
        if (steps == 0)
            return length == 0 ? 1 : 0;
        for (long t = 0; t < steps; t++)
        {
            double[] before = (double[])sums.Clone();
            for (long s = 0; s < sums.Length; s++)
            {
                long label = Label(s);
                double sum = t == 0 ? (s < 2 ? 1 : 0) : before[s] + (s > 0 ? before[s - 1] : 0) + (s > 1 && label != 0 && label != Label(s - 2) ? before[s - 2] : 0);
                sums[s] = t == onlyAt && label != only ? 0 : sum * Math.Exp(x[t, sample, label]);
            }
        }

        return sums[^1] + (length > 0 ? sums[^2] : 0);

        long Label(long state) => state % 2 == 0 ? 0 : TargetOf(sample, state / 2, x.Shape[2]);
    }
}
