namespace Lamina.Training;

/// <summary>
/// Mean average precision of detections by COCO's rule: <c>mean_average_precision</c>. Overlaps (intersection over union) from 0.50 to 0.95 in steps of 0.05,
/// precision at 101 recalls, at most 100 detections of a class a picture; crowds and objects beyond a range of sizes are neither hit nor missed.
/// </summary>
/// <remarks>
/// The state keeps a row for each detection and each object. Of detections of one score those measured first stand first.
/// Source: T.-Y. Lin et al., Microsoft COCO: common objects in context, 2014, and the rule's page, cocodataset.org/#detection-eval.
/// </remarks>
public sealed class MeanAveragePrecision : Metric<IReadOnlyList<DetectedBoxes>, IReadOnlyList<TrueBoxes>>
{
    /// <inheritdoc/>
    public override string Name => "mean_average_precision";

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    /// <inheritdoc/>
    public override bool IsFraction => true;

    /// <inheritdoc/>
    protected internal override bool KeepsSamples => true;

    /// <summary>All numbers of the rule.</summary>
    /// <param name="state">A state of this metric.</param>
    public static DetectionSummary Summarize(MetricState<IReadOnlyList<DetectedBoxes>, IReadOnlyList<TrueBoxes>> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        IReadOnlyList<Tensor> parts = state.Parts;
        return parts.Count == 2 ? new DetectionTable(parts[0], parts[1]).Summary() : new DetectionTable(Tensor.Zeros([0, DetectionMatch.Columns]), Tensor.Zeros([0, 5])).Summary();
    }

    /// <inheritdoc/>
    protected internal override IReadOnlyList<Tensor> Measure(IReadOnlyList<DetectedBoxes> prediction, IReadOnlyList<TrueBoxes> target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        if (prediction.Count != target.Count)
            throw new ArgumentException($"The metric '{Name}' takes the true boxes of each picture; got detections of {prediction.Count} pictures and true boxes of {target.Count}.", nameof(target));
        List<double> detections = [], objects = [];
        for (int i = 0; i < prediction.Count; i++)
            DetectionMatch.Add(prediction[i], target[i], detections, objects);
        return
        [
            Tensor.From<double>([.. detections], [detections.Count / DetectionMatch.Columns, DetectionMatch.Columns]),
            Tensor.From<double>([.. objects], [objects.Count / 5, 5]),
        ];
    }

    /// <inheritdoc/>
    protected internal override Tensor Result(IReadOnlyList<Tensor> state) => Number(new DetectionTable(state[0], state[1]).Summary().Precision);
}
