using Lamina.Ops;
using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> CrossEntropy =>
    [
        OpCase.OfOne("softmax_cross_entropy", x => Entropy(x, 0, isMean: false), x => EntropyOf(x, null, 0, isMean: false), [3, 4], [1, 1], [0, 3], [300, 10], [5, 257]) with
        { DTypes = Wide, HasSecondDerivative = true, BadShapes = [[[3]], [[2, 3, 4]]] },
        OpCase.OfOne("softmax_cross_entropy_smoothed", x => Entropy(x, 0.3, isMean: true), x => EntropyOf(x, null, 0.3, isMean: true), [3, 4], [300, 10], [5, 257]) with
        { DTypes = Wide, HasSecondDerivative = true },
        OpCase.General(
            "softmax_cross_entropy_weighted",
            x => Entropy(x[0], 0, isMean: true, x[1]),
            x => EntropyOf(x[0], x[1], 0, isMean: true),
            [[3, 4], [4]],
            [[300, 10], [10]],
            [[5, 257], [257]]) with { DTypes = Wide, HasSecondDerivative = true, Ranges = [(-3, 3), (0.5, 2)] },
        OpCase.General(
            "softmax_cross_entropy_gradient",
            x => Entropy(x[0], 0.3, x[2], x[1].Contiguous()),
            x => EntropyGradientOf(x[0], x[1], x[2], 0.3),
            [[3, 4], [4], [3]],
            [[300, 10], [10], [300]],
            [[5, 257], [257], [5]]) with { DTypes = Wide, IsDifferentiable = false, Ranges = [(-3, 3), (0.5, 2), (-1, 1)] },
    ];

    static Tensor RowLabels(Tensor scores) => scores.Rank == 2 ? LabelsFor([scores.Shape[0], scores.Shape[1], 1]).Squeeze(1) : Tensor.From<long>([0], [1]);

    static Tensor Entropy(Tensor scores, double smoothing, bool isMean, Tensor? weights = null)
    {
        SoftmaxCrossEntropy op = new(smoothing, -1, isMean);
        return weights is null
            ? Dispatch.Run(op, scores.Contiguous(), RowLabels(scores))
            : Dispatch.Run(op, scores.Contiguous(), RowLabels(scores), weights.Contiguous());
    }

    static Tensor Entropy(Tensor scores, double smoothing, Tensor upstream, Tensor weights)
    {
        (Tensor rows, Tensor labels) = (scores.Contiguous(), RowLabels(scores));
        Tensor[] forward = Dispatch.RunAll(new SoftmaxCrossEntropy(smoothing, -1, false), rows, labels, weights);
        return Dispatch.Run(new SoftmaxCrossEntropyGradient(smoothing, -1, false), rows, labels, upstream.Contiguous(), forward[1], forward[2], weights);
    }

    static Nd EntropyOf(Nd x, Nd? weights, double smoothing, bool isMean)
    {
        (long rows, long classes) = (x.Shape[0], x.Shape[1]);
        Nd losses = Nd.Zeros([rows]), mean = Nd.Zeros([]);
        double total = 0;
        for (long i = 0; i < rows; i++)
        {
            long row = i, label = LabelOf(i, classes);
            if (label < 0)
                continue;
            double[] p = Probabilities(c => x[row, c], classes, classes);
            losses[i] = -(1 - smoothing) * Weight(label) * Math.Log(p[label]);
            for (long c = 0; c < classes; c++)
                losses[i] -= smoothing / classes * Weight(c) * Math.Log(p[c]);
            total += Weight(label);
            mean[Array.Empty<long>()] += losses[i];
        }

        mean[Array.Empty<long>()] /= total;
        return isMean ? mean : losses;

        double Weight(long c) => weights is null ? 1 : weights[c];
    }

    static Nd EntropyGradientOf(Nd x, Nd weights, Nd upstream, double smoothing)
    {
        (long rows, long classes) = (x.Shape[0], x.Shape[1]);
        Nd gradient = Nd.Zeros(x.Shape);
        for (long i = 0; i < rows; i++)
        {
            long row = i, label = LabelOf(i, classes);
            if (label < 0)
                continue;
            double[] p = Probabilities(c => x[row, c], classes, classes);
            for (long c = 0; c < classes; c++)
            {
                double share = (smoothing / classes * weights[c]) + (c == label ? (1 - smoothing) * weights[c] : 0);
                for (long k = 0; k < classes; k++)
                    gradient[i, k] += upstream[i] * share * (p[k] - (k == c ? 1 : 0));
            }
        }

        return gradient;
    }
}
