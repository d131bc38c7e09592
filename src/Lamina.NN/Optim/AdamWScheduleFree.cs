using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// AdamW that needs no falling rate: gradients are taken at y, between a fast sequence z and its average x. v ← β₂v + (1 − β₂)g², u = g/(√v̂ + ε) + λ·y, z ← z − η·u,
/// x ← (1 − c)·x + c·z, y = (1 − β₁)·z + β₁·x, with c = wₜ/Σw and w = η².
/// </summary>
/// <remarks>
/// The parameters are y while training; <see cref="Apply"/> puts x in their place for measuring and saving, and <c>Fit</c> does so when it validates. The rate is meant to stay: c is that of a constant rate after its warm-up.
/// States: <c>z</c>, <c>exp_avg_sq</c>. Defaults are the authors'. Source: Defazio and others, The Road Less Scheduled, 2024.
/// </remarks>
public sealed class AdamWScheduleFree : FormulaOptimizer<AdamWScheduleFreeSettings>, IWeightAverage
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="warmUp">Updates over which the rate rises from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdamWScheduleFree(double learningRate = 2.5e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, long warmUp = 0)
        : base(new AdamWScheduleFreeSettings(learningRate, beta1, beta2, epsilon, weightDecay, warmUp))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="beta1">β₁.</param>
    /// <param name="beta2">β₂.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <param name="warmUp">Updates over which the rate rises from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public AdamWScheduleFree(IEnumerable<Parameter> parameters, double learningRate = 2.5e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0, long warmUp = 0)
        : this(learningRate, beta1, beta2, epsilon, weightDecay, warmUp) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(AdamWScheduleFreeSettings settings) => new Update<AdamWScheduleFreeFormula>(
        new AdamWScheduleFreeFormula(settings.Beta1, settings.Beta2, settings.Epsilon, settings.WeightDecay, settings.WarmUp));

    /// <summary>Puts the average x in the place of the parameters that were updated, until what is returned is disposed.</summary>
    public IDisposable Apply() => new AppliedWeights(
        from owner in Groups
        from slot in owner.Slots
        where slot.States.Length > 0
        select (slot.Parameter, AverageOf(slot, ((AdamWScheduleFreeSettings)owner.Settings).Beta1)));

    /// <inheritdoc/>
    protected override Tensor MakeState(string name, Parameter parameter, AdamWScheduleFreeSettings settings) =>
        name == "z" ? parameter.Value.Clone() : base.MakeState(name, parameter, settings);

    // y = (1 − β₁)·z + β₁·x, solved for x.
    static Tensor AverageOf(ParameterSlot slot, double beta1)
    {
        Tensor parameter = slot.Master ?? slot.Parameter.Value;
        return parameter + ((1 - (1 / beta1)) * (slot.States[0] - parameter));
    }
}
