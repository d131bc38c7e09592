using Lamina.Ops;
using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Classes =>
    [
        OpCase.OfOne("pick_class", x => Dispatch.Run(new PickClass(-1), x, LabelsFor(x.Shape)), Picked, [3, 4, 2], [1, 1, 1], [0, 3, 2], [300, 10, 1], [2, 5, 257]) with
        { HasSecondDerivative = true },
        OpCase.OfOne("spread_class", x => Dispatch.Run(new SpreadClass(-1, 4), x, LabelsFor([x.Shape[0], 4, x.Shape[1]])), Spread, [3, 2], [1, 1], [0, 2], [300, 1], [2, 257]) with
        { HasSecondDerivative = true },
    ];

    // Class numbers in no order, with one in each round that is left out.
    static long LabelOf(long place, long classes) => ((place * 7) % (classes + 1)) - 1;

    static Tensor LabelsFor(Shape scores)
    {
        long[] labels = [.. Enumerable.Range(0, (int)(scores[0] * scores[2])).Select(i => LabelOf(i, scores[1]))];
        return Tensor.From<long>(labels, [scores[0], scores[2]]);
    }

    static Nd Picked(Nd x)
    {
        Nd y = Nd.Zeros([x.Shape[0], x.Shape[2]]);
        foreach (long[] at in y.Indices())
        {
            long label = LabelOf((at[0] * x.Shape[2]) + at[1], x.Shape[1]);
            y[at] = label < 0 ? 0 : x[at[0], label, at[1]];
        }

        return y;
    }

    static Nd Spread(Nd x)
    {
        Nd y = Nd.Zeros([x.Shape[0], 4, x.Shape[1]]);
        foreach (long[] at in x.Indices())
        {
            long label = LabelOf((at[0] * x.Shape[1]) + at[1], 4);
            if (label >= 0)
                y[at[0], label, at[1]] = x[at];
        }

        return y;
    }
}
