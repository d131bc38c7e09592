namespace Lamina.NN;

/// <summary>
/// An optimizer whose update of a parameter is written in tensor operations: for those that need norms, means or products of a whole
/// parameter, which no formula over single elements sees.
/// </summary>
/// <remarks>
/// Rate and number of updates come as tensors, and nothing is read to the host, so a step can be captured. Where the update is made of
/// single elements alone, <see cref="FormulaOptimizer{TSettings}"/> is faster.
/// </remarks>
/// <typeparam name="TSettings">The settings.</typeparam>
public abstract class TensorOptimizer<TSettings> : Optimizer<TSettings>
    where TSettings : OptimizerSettings
{
    /// <inheritdoc/>
    protected TensorOptimizer(TSettings settings)
        : base(settings)
    {
    }

    /// <summary>The names of the tensors kept for a parameter.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="settings">The settings of its group.</param>
    protected abstract IReadOnlyList<string> StateNames(Parameter parameter, TSettings settings);

    /// <summary>The shape of a tensor kept for a parameter; the parameter's unless overridden.</summary>
    /// <param name="name">One of the names.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="settings">The settings of its group.</param>
    protected virtual Shape StateShape(string name, Parameter parameter, TSettings settings) => parameter.Shape;

    /// <inheritdoc/>
    protected override Tensor MakeState(string name, Parameter parameter, TSettings settings) =>
        Tensor.Zeros(StateShape(name, parameter, settings), parameter.DType);

    /// <summary>Changes a parameter and what is kept for it.</summary>
    /// <param name="update">The parameter's values, gradient and states; what is set there is written in place.</param>
    /// <param name="settings">The settings of its group.</param>
    protected abstract void Update(TensorUpdate update, TSettings settings);

    private protected sealed override IReadOnlyList<string> StateNamesOf(Parameter parameter, OptimizerSettings settings) => StateNames(parameter, (TSettings)settings);

    private protected sealed override Shape StateShapeOf(string name, Parameter parameter, OptimizerSettings settings) => StateShape(name, parameter, (TSettings)settings);

    private protected sealed override void StepGroup(ParameterGroup group, Tensor? skip)
    {
        TSettings settings = (TSettings)group.Settings;
        foreach (ParameterSlot slot in Due(group))
        {
            Update(new TensorUpdate(slot, StateNames(slot.Parameter, settings), group.Rate, skip), settings);
            slot.End();
        }
    }
}
