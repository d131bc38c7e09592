using Lamina.NN;

namespace Lamina.Training;

/// <summary>How far probabilities are from frequencies, in bins of equal width.</summary>
/// <param name="classes">The classes.</param>
/// <param name="bins">Their number.</param>
/// <param name="isMaximum">True for the worst bin, false for the mean over samples.</param>
internal sealed class CalibrationErrorMetric(Classes classes, int bins, bool isMaximum) : Metric
{
    public override string Name => isMaximum ? "maximum_calibration_error" : "expected_calibration_error";

    public Classes Classes => classes;

    public int Bins => bins;

    public bool IsMaximum => isMaximum;

    public override bool IsFraction => true;

    internal override Metric For(Loss? loss) => classes.For(loss) is var read && read == classes ? this : new CalibrationErrorMetric(read, bins, isMaximum);

    protected internal override IReadOnlyList<Tensor> Measure(Tensor prediction, Tensor target)
    {
        (Tensor scores, Tensor truth) = classes.Rows(Name, prediction, target);
        Tensor counted = classes.Counted(truth) ?? Tensor.Ones(truth.Shape, DType.Float64);
        (Tensor confidence, Tensor hit) = classes.Kind == ClassKind.Multiclass
            ? (scores.Amax(-1), scores.ArgMax(-1).EqualTo(truth))
            : (scores, truth.EqualTo(1));
        confidence = confidence.Reshape(-1).To(DType.Float64);
        counted = counted.Reshape(-1);
        Tensor bin = ((confidence * bins).Ceiling() - 1).Clamp(0, bins - 1).To(DType.Int64), empty = Tensor.Zeros([bins], DType.Float64);
        return
        [
            empty.ScatterAdd(0, bin, counted),
            empty.ScatterAdd(0, bin, confidence * counted),
            empty.ScatterAdd(0, bin, hit.Reshape(-1).To(DType.Float64) * counted),
        ];
    }

    protected internal override Tensor Result(IReadOnlyList<Tensor> state)
    {
        double[] counts = state[0].ToArray<double>(), confidence = state[1].ToArray<double>(), hits = state[2].ToArray<double>();
        double total = counts.Sum();
        if (total == 0)
            return Number(double.NaN);
        IEnumerable<int> filled = Enumerable.Range(0, bins).Where(b => counts[b] > 0);
        return Number(isMaximum
            ? filled.Max(b => Math.Abs(confidence[b] - hits[b]) / counts[b])
            : filled.Sum(b => Math.Abs(confidence[b] - hits[b])) / total);
    }
}
