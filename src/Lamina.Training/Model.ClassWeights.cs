using Lamina.NN;

namespace Lamina.Training;

public sealed partial class Model
{
    IReadOnlyDictionary<long, double>? _classWeights;

    /// <summary>
    /// What the loss of a sample is multiplied by in training, by its class, as where some classes are rare; a class that is not named counts 1. Null for none.
    /// Evaluation, that of <c>Fit</c> included, is not weighted.
    /// </summary>
    /// <remarks>
    /// As Keras' <c>class_weight</c>: the loss of a batch is Σ w[class]·loss / N, where N is the number of samples and not the sum of the weights; that is what the losses' own
    /// <c>weight</c> divides by, as in PyTorch. The class is an integer target, the largest of one-hot targets, or 0 and 1 beside a binary loss.
    /// </remarks>
    /// <exception cref="ArgumentException">A class is negative, or a weight is negative or no number.</exception>
    public IReadOnlyDictionary<long, double>? ClassWeights
    {
        get => _classWeights;
        set
        {
            foreach ((long label, double weight) in value ?? new Dictionary<long, double>())
            {
                if (label < 0 || !(weight >= 0 && double.IsFinite(weight)))
                    throw new ArgumentException($"ClassWeights: classes are numbered from 0, and weights are 0 or more; got {weight} for class {label}.", nameof(value));
            }

            _classWeights = value;
        }
    }

    static Tensor TimesClassWeights(Loss loss, Tensor losses, Tensor prediction, Tensor target, IReadOnlyDictionary<long, double> weights)
    {
        (Tensor labels, long classes) = ClassesOf(loss, prediction, target);
        if (weights.Keys.FirstOrDefault(label => label >= classes) is > 0 and var unknown)
            throw new IndexException($"ClassWeights names class {unknown}, but there are the classes 0 to {classes - 1}.");
        double[] table = new double[classes];
        for (int label = 0; label < table.Length; label++)
            table[label] = weights.GetValueOrDefault(label, 1);

        // Labels that a loss leaves out lie outside, and their loss is 0.
        Tensor each = Tensor.From<double>(table, [classes]).To(losses.DType).IndexSelect(0, labels.Reshape([labels.Count]).Clamp(0, classes - 1));
        return Times(losses, each, "ClassWeights of", loss);
    }

    static (Tensor Labels, long Classes) ClassesOf(Loss loss, Tensor prediction, Tensor target)
    {
        using GradientScope off = Gradients.Off();
        if (loss.Name.StartsWith("Binary", StringComparison.Ordinal))
            return (target.Greater(0.5).To(DType.Int64), 2);
        if (target.DType.IsInteger())
            return (target.To(DType.Int64), Math.Max(1, prediction.Count / Math.Max(1, target.Count)));
        if (target.Rank < 2 || target.Shape != prediction.Shape)
            throw new ShapeException($"ClassWeights: a target {target.Spec} beside a prediction {prediction.Spec} names no classes. Give class numbers as integers, or one-hot targets.");
        int axis = loss is CrossEntropyLoss ? 1 : target.Rank - 1;
        return (target.ArgMax(axis), target.Shape[axis]);
    }
}
