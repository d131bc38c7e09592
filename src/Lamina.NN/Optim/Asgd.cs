using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Averaged stochastic gradient descent: p ← (1 − δ·ηₜ)·p − ηₜ·g, with ηₜ = η/(1 + δ·η·(t − 1))^α, while a ← a + (p − a)/max(1, t − 1 − t₀) averages the parameters
/// from update t₀ on. Weight decay adds λ·p to g first.
/// </summary>
/// <remarks>
/// As <c>torch.optim.ASGD</c>, defaults included; a changed learning rate counts from the same step, there from the next. State: <c>ax</c>, the average a;
/// PyTorch's <c>eta</c> and <c>mu</c> follow from the number of updates. Source: Polyak and Juditsky, Acceleration of Stochastic Approximation by Averaging, 1992.
/// </remarks>
public sealed class Asgd : FormulaOptimizer<AsgdSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="decay">δ.</param>
    /// <param name="power">α.</param>
    /// <param name="start">t₀.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Asgd(double learningRate = 0.01, double decay = 1e-4, double power = 0.75, double start = 1e6, double weightDecay = 0)
        : base(new AsgdSettings(learningRate, decay, power, start, weightDecay))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="decay">δ.</param>
    /// <param name="power">α.</param>
    /// <param name="start">t₀.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Asgd(IEnumerable<Parameter> parameters, double learningRate = 0.01, double decay = 1e-4, double power = 0.75, double start = 1e6, double weightDecay = 0)
        : this(learningRate, decay, power, start, weightDecay) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(AsgdSettings settings) => new Update<AsgdFormula>(
        new AsgdFormula(settings.Decay, settings.Power, settings.Start, settings.WeightDecay));

    private protected override IReadOnlyList<string> Derived => ["eta", "mu"];
}
