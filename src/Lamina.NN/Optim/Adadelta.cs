using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// Adadelta: steps as long as past steps were, over as long as past gradients were: v ← ρv + (1 − ρ)g², d = √(u + ε)/√(v + ε)·g, u ← ρu + (1 − ρ)d²,
/// p ← p − η·d. Weight decay adds λ·p to g first.
/// </summary>
/// <remarks>
/// As <c>torch.optim.Adadelta</c>, defaults included (Keras takes η = 0.001, ρ = 0.95, ε = 1e-7). States: <c>square_avg</c> v, <c>acc_delta</c> u.
/// Source: Zeiler, ADADELTA: An Adaptive Learning Rate Method, 2012.
/// </remarks>
public sealed class Adadelta : FormulaOptimizer<AdadeltaSettings>
{
    /// <summary>Makes an optimizer without parameters, to be attached later.</summary>
    /// <param name="learningRate">η.</param>
    /// <param name="rho">ρ.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adadelta(double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : base(new AdadeltaSettings(learningRate, rho, epsilon, weightDecay))
    {
    }

    /// <summary>Makes an optimizer of the given parameters.</summary>
    /// <param name="parameters">The parameters, such as <c>model.Parameters()</c>.</param>
    /// <param name="learningRate">η.</param>
    /// <param name="rho">ρ.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="weightDecay">λ.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Adadelta(IEnumerable<Parameter> parameters, double learningRate = 1, double rho = 0.9, double epsilon = 1e-6, double weightDecay = 0)
        : this(learningRate, rho, epsilon, weightDecay) => Attach(parameters);

    /// <inheritdoc/>
    protected override UpdateOp Update(AdadeltaSettings settings) => new Update<AdadeltaFormula>(
        new AdadeltaFormula(settings.Rho, settings.Epsilon, settings.WeightDecay));
}
