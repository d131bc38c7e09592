using Lamina.NN;

namespace Lamina.Training;

/// <summary>A classification that after 200 steps is no better than naming each class as often as it comes.</summary>
internal sealed class LossAtChance : GuardRule
{
    const long AtStep = 200;
    const int Losses = 20;
    const double NearChance = 0.97, Falling = 0.98;
    const long FewestLabels = 64;

    readonly Dictionary<long, long> _labels = [];

    public override string Name => "loss-at-chance";

    public override double[] Memory
    {
        get => [.. _labels.SelectMany(pair => (double[])[pair.Key, pair.Value])];
        set
        {
            _labels.Clear();
            foreach (double[] pair in value.Chunk(2))
                _labels[(long)pair[0]] = (long)pair[1];
        }
    }

    public override string? Look(GuardLook look)
    {
        if (look.Weighs || look.Loss is { Reduction: not Reduction.Mean } || look.Step > AtStep || look.Target is not { } target || !Count(look.Loss, target) || look.Step < AtStep)
            return null;
        long total = _labels.Values.Sum();
        double chance = -_labels.Values.Sum(count => (double)count / total * Math.Log((double)count / total));
        double now = look.Losses.Latest(Losses).Average() - Penalty(look.Module), before = look.Losses.Latest(Losses, skip: Losses).Average();
        return total >= FewestLabels && chance > 0.1 && now > NearChance * chance && now > Falling * before
            ? FormattableString.Invariant($"after {AtStep} steps the loss is {now:G4}; whoever knows only how often each class comes has {chance:G4}. Do labels belong to their inputs? Does the network see the input? Try a higher or lower learning rate.")
            : null;
    }

    // Classes of some batches, as numbers or one-hot.
    bool Count(Loss? loss, Tensor target)
    {
        using GradientScope off = Gradients.Off();
        bool isBinary = loss?.Name.StartsWith("BinaryCross", StringComparison.Ordinal) == true;
        Tensor? labels = isBinary ? target.Greater(0.5)
            : loss is not null and not ClassLoss && !loss.Name.Contains("CrossEntropy", StringComparison.Ordinal) ? null
            : target.DType.IsInteger() ? target
            : loss is not null && target.Rank == 2 ? target.ArgMax(1)
            : null;
        if (labels is null)
            return false;
        foreach (long label in labels.To(DType.Int64).ToArray<long>())
        {
            if (label >= 0)
                _labels[label] = _labels.GetValueOrDefault(label) + 1;
        }

        return true;
    }

    static double Penalty(Module module)
    {
        using GradientScope off = Gradients.Off();
        return module.PenaltyOrNone()?.ToDouble() ?? 0;
    }
}
