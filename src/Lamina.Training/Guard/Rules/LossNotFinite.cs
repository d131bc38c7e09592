namespace Lamina.Training;

/// <summary>The loss is NaN or infinite, and training goes on.</summary>
internal sealed class LossNotFinite : GuardRule
{
    public override string Name => "loss-not-finite";

    public override bool FollowsEachStep => true;

    public override string? Look(GuardLook look) => double.IsFinite(look.Losses.Current)
        ? null
        : "the loss is NaN or infinite; the weights will be too. Lower the learning rate, clip the gradients, and look for log or division by 0; `StopOnNaN` ends training there.";
}
