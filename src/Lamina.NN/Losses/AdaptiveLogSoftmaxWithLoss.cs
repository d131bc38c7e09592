namespace Lamina.NN;

/// <summary>
/// A softmax over very many classes, sorted by how often they occur, and its loss. The head holds the frequent classes and one entry for each cluster of rare ones, which have a smaller map of their own:
/// ln p(y) = ln p_head(y), or ln p_head(cluster) + ln p_cluster(y). Only samples of a cluster go through its map. Shape: [N, in] and labels [N] → log-probabilities [N] and their negative mean; also without N.
/// </summary>
/// <remarks>
/// As <c>torch.nn.AdaptiveLogSoftmaxWithLoss</c>, its keys and start included: <c>head.weight</c> [cutoffs[0] + clusters, in], <c>tail.i.0.weight</c> [⌊in / divValueⁱ⁺¹⌋, in], <c>tail.i.1.weight</c> [classes of cluster i, ⌊…⌋].
/// DType: floating point, labels are integers. Which samples lie in a cluster is read by the host, so a step with this layer is not captured. Source: Grave et al., Efficient softmax approximation for GPUs (2017).
/// </remarks>
public sealed class AdaptiveLogSoftmaxWithLoss : Module<Tensor, Tensor, AdaptiveLogSoftmaxOutput>
{
    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="inFeatures">Size of the input's last axis.</param>
    /// <param name="classes">Number of classes; the most frequent is 0. PyTorch's <c>n_classes</c>.</param>
    /// <param name="cutoffs">Where the clusters begin: growing numbers from 1 to below the number of classes.</param>
    /// <param name="divValue">How much smaller the map of each cluster is than the one before.</param>
    /// <param name="headBias">True to give the head a bias.</param>
    /// <exception cref="ShapeException">A size is below 1, or the cutoffs do not grow.</exception>
    /// <exception cref="NumericException">The divisor is below 1.</exception>
    public AdaptiveLogSoftmaxWithLoss(long inFeatures, long classes, IEnumerable<long> cutoffs, double divValue = 4, bool headBias = false)
    {
        Cutoffs = [.. cutoffs];
        string name = $"AdaptiveLogSoftmaxWithLoss({inFeatures}→{classes})";
        long[] bounds = [0, .. Cutoffs, classes];
        if (inFeatures < 1 || Cutoffs.Count == 0 || Enumerable.Range(1, bounds.Length - 1).Any(i => bounds[i] <= bounds[i - 1]))
            throw new ShapeException($"{name}: cutoffs are growing numbers from 1 to below the number of classes; got [{string.Join(", ", Cutoffs)}].");
        if (!(divValue >= 1))
            throw new NumericException($"{name}: the maps of clusters are {divValue} times smaller; that must be 1 or more.");
        (InFeatures, Classes, DivValue) = (inFeatures, classes, divValue);
        Head = new Linear(inFeatures, Cutoffs[0] + Cutoffs.Count, headBias);
        Sequential[] tail = new Sequential[Cutoffs.Count];
        for (int i = 0; i < tail.Length; i++)
        {
            long size = (long)(inFeatures / Math.Pow(divValue, i + 1));
            if (size < 1)
                throw new ShapeException($"{name}: {inFeatures} features divided by {divValue} leave none at cluster {i}. Take fewer cutoffs or a smaller divisor.");
            tail[i] = new Sequential(new Linear(inFeatures, size, bias: false), new Linear(size, bounds[i + 2] - bounds[i + 1], bias: false));
        }

        Tail = tail;
    }

    /// <summary>Scores of the frequent classes, then of the clusters.</summary>
    public Linear Head { get; }

    /// <summary>For each cluster the maps to the scores of its classes.</summary>
    public IReadOnlyList<Sequential> Tail { get; }

    /// <summary>Size of the input's last axis.</summary>
    public long InFeatures { get; }

    /// <summary>Number of classes.</summary>
    public long Classes { get; }

    /// <summary>Where the clusters begin.</summary>
    public IReadOnlyList<long> Cutoffs { get; }

    /// <summary>How much smaller the map of each cluster is than the one before.</summary>
    public double DivValue { get; }

    /// <summary>The logarithms of the probabilities of all classes, [N, classes]; also without N. No hooks are called.</summary>
    /// <param name="x">[N, in].</param>
    /// <exception cref="ShapeException">The input has another shape.</exception>
    public Tensor LogProbabilities(Tensor x)
    {
        Check(x);
        Tensor head = Head.Forward(x).LogSoftmax(-1);
        IEnumerable<Tensor> clusters = Tail.Select((tail, i) => tail.Forward(x).LogSoftmax(-1) + head.Slice(-1, Cutoffs[0] + i, Cutoffs[0] + i + 1));
        return Tensor.Concatenate([head.Slice(-1, 0, Cutoffs[0]), .. clusters], -1);
    }

    /// <summary>The most likely class of each sample, int64 [N]; also without N. No hooks are called.</summary>
    /// <param name="x">[N, in].</param>
    /// <exception cref="ShapeException">The input has another shape.</exception>
    public Tensor Predict(Tensor x) => LogProbabilities(x).ArgMax(-1);

    /// <inheritdoc/>
    public override string ToString() => $"AdaptiveLogSoftmaxWithLoss({InFeatures}→{Classes})";

    /// <inheritdoc/>
    public override AdaptiveLogSoftmaxOutput Forward(Tensor first, Tensor second)
    {
        Check(first);
        if (!second.DType.IsInteger())
            throw new DTypeException($"{this}: labels are class numbers, so integers; got {second.Spec}. Convert them with `To(DType.Int64)`.");
        if (second.Shape != first.Shape[..^1])
            throw new ShapeException($"{this}: an input of {first.Shape} needs labels of {first.Shape[..^1]}; got {second.Shape}.");
        if (first.Rank == 1)
        {
            AdaptiveLogSoftmaxOutput one = Forward(first.Unsqueeze(0), second.Unsqueeze(0));
            return one with { Output = one.Output.Squeeze(0) };
        }

        Tensor labels = second.To(DType.Int64);
        if (((labels < 0) | (labels >= Classes)).Any().ToBoolean())
            throw new IndexException($"{this}: labels must be from 0 to {Classes - 1}.");

        // A label's place in the head: its own, or that of its cluster.
        Tensor place = labels.Clamp(max: Cutoffs[0]);
        foreach (long cutoff in Cutoffs.Skip(1))
            place += (labels >= cutoff).To(DType.Int64);
        Tensor output = Of(Head.Forward(first), place);
        for (int i = 0; i < Tail.Count; i++)
        {
            Tensor rows = (place.EqualTo(Cutoffs[0] + i)).NonZero().Reshape(-1);
            if (rows.Count > 0)
                output = output.IndexAdd(0, rows, Of(Tail[i].Forward(first.IndexSelect(0, rows)), labels.IndexSelect(0, rows) - Cutoffs[i]));
        }

        return new(output, -output.Mean());

        static Tensor Of(Tensor scores, Tensor places) => scores.LogSoftmax(-1).Gather(1, places.Unsqueeze(1)).Squeeze(1);
    }

    void Check(Tensor x)
    {
        if (x.Rank is not (1 or 2) || x.Shape[^1] != InFeatures)
            throw new ShapeException($"{this} needs [N, {InFeatures}], or [{InFeatures}] for one sample; got {x.Shape}. Reshape the input.");
    }
}
