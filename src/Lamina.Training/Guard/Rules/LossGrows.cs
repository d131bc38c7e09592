namespace Lamina.Training;

/// <summary>The loss has become several times what it was at first.</summary>
internal sealed class LossGrows : GuardRule
{
    // A training that goes on from a loss near 0 may see it rise by a factor, and be well.
    const double Factor = 5, Least = 1;
    const int Steps = 8;

    public override string Name => "loss-grows";

    public override bool FollowsEachStep => true;

    public override string? Look(GuardLook look)
    {
        if (look.Losses.Count < Steps + 3 || !double.IsFinite(look.Losses.Current))
            return null;
        double limit = Math.Max(Least, Factor * Math.Abs(look.Losses.First));
        return look.Losses.Latest(Steps).All(loss => loss > limit)
            ? FormattableString.Invariant($"the loss was {look.Losses.First:G3} at first and is above {limit:G3} for {Steps} steps. Lower the learning rate (now {look.Optimizer.LearningRate:G3}), warm it up, or clip the gradients.")
            : null;
    }
}
