using Lamina.NN;

namespace Lamina.Training;

public sealed partial class Model
{
    StepOutcome Outcome(IReadOnlyList<Tensor> predictions, BatchParts batch, IReadOnlyDictionary<long, double>? classWeights = null)
    {
        if (Loss is not OutputLosses { Outputs: var outputs })
        {
            Tensor prediction = predictions.Count == 1 ? predictions[0] : throw new ShapeException($"{Module} gives {predictions.Count} outputs, and the model has one loss: give `Compile` one for each output.");
            return new StepOutcome(Penalized(LossOf(Loss, prediction, batch.Target, batch.Weights, classWeights)), [], predictions);
        }

        if (predictions.Count != outputs.Count || batch.Targets.Count != outputs.Count)
            throw new ShapeException($"The model was compiled for the outputs {string.Join(", ", outputs.Select(output => output.Name))}; {Module} gives {predictions.Count}, and the batch has {batch.Targets.Count} targets. There must be one of each for each loss, in the same order.");
        if (classWeights is not null)
            throw new InvalidOperationException("ClassWeights are of one output, and this model has several: give the loss of the output a `weight`, or the data set weights of samples.");
        Tensor[] losses = [.. outputs.Select((output, i) => LossOf(output.Loss, predictions[i], batch.Targets[i], batch.Weights, null))];
        Tensor total = Weighted(0);
        for (int i = 1; i < losses.Length; i++)
            total += Weighted(i);
        return new StepOutcome(Penalized(total), losses, predictions);

        Tensor Weighted(int output) => outputs[output].Weight == 1 ? losses[output] : losses[output] * outputs[output].Weight;
    }

    Tensor Penalized(Tensor loss) => Module.PenaltyOrNone() is { } penalty ? loss + penalty.To(loss.DType) : loss;

    static Tensor LossOf(Loss loss, Tensor prediction, Tensor target, Tensor? sampleWeights, IReadOnlyDictionary<long, double>? classWeights)
    {
        // A loss in 16 bits would be a rough number.
        Tensor wide = prediction.DType is DType.Float16 or DType.BFloat16 ? prediction.To(DType.Float32) : prediction;
        Tensor value = sampleWeights is null && classWeights is null ? loss.Forward(wide, target) : WeightedLossOf(loss, wide, target, sampleWeights, classWeights);
        return value.Count == 1
            ? value
            : throw new ShapeException($"The loss {loss.Name} gave {value.Spec} for a prediction {prediction.Spec} and a target {target.Spec}; training needs a single number. Take the mean or the sum.");
    }

    // Σ w·loss / N: by the number of samples, and not by the sum of the weights.
    static Tensor WeightedLossOf(Loss loss, Tensor prediction, Tensor target, Tensor? sampleWeights, IReadOnlyDictionary<long, double>? classWeights)
    {
        Tensor losses = (loss with { Reduction = Reduction.None }).Forward(prediction, target);
        if (classWeights is not null)
            losses = TimesClassWeights(loss, losses, prediction, target, classWeights);
        if (sampleWeights is not null)
            losses = Times(losses, sampleWeights, "the weights of samples", loss);
        return loss.Reduction switch
        {
            Reduction.Sum => losses.Sum(),
            Reduction.BatchMean => losses.Sum() / prediction.Shape[0],
            _ => losses.Mean(),
        };
    }

    // Losses lie sample by sample; each weight counts for as many of them as there are to one.
    static Tensor Times(Tensor losses, Tensor weights, string what, Loss loss) => losses.Rank > 0 && losses.Count % weights.Count == 0
        ? losses.Reshape([weights.Count, losses.Count / weights.Count]) * weights.To(losses.DType).Unsqueeze(1)
        : throw new ShapeException($"{loss.Name} gave losses {losses.Shape} for {what} {weights.Shape}; it must give one for each weight, or several. A loss of one's own is weighted inside it.");
}
