namespace Lamina.NN;

/// <summary>
/// An optimizer with its settings: what <see cref="FormulaOptimizer{TSettings}"/> and <see cref="TensorOptimizer{TSettings}"/> share. Groups,
/// learning rates and state dicts are here and in <see cref="Optimizer"/>.
/// </summary>
/// <typeparam name="TSettings">The settings.</typeparam>
public abstract class Optimizer<TSettings> : Optimizer
    where TSettings : OptimizerSettings
{
    /// <summary>Makes an optimizer without parameters.</summary>
    /// <param name="settings">The settings of groups that name none of their own.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    protected Optimizer(TSettings settings)
    {
        settings.Check();
        Settings = settings;
    }

    /// <summary>The settings of groups that name none of their own.</summary>
    public TSettings Settings { get; private set; }

    private protected sealed override OptimizerSettings Defaults => Settings;

    /// <summary>Adds a group of parameters.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="settings">From the optimizer's settings to those of the group: <c>s => s with { WeightDecay = 0 }</c>. The same without it.</param>
    /// <exception cref="ArgumentException">A parameter is there already, or a setting is out of its range.</exception>
    public void AddGroup(IEnumerable<Parameter> parameters, Func<TSettings, TSettings>? settings = null) =>
        Add(parameters, settings is null ? Settings : settings(Settings));

    /// <summary>The first value of a state; zeros unless overridden.</summary>
    /// <param name="name">One of the names that the update keeps.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="settings">The settings of its group.</param>
    protected virtual Tensor MakeState(string name, Parameter parameter, TSettings settings) => Tensor.Zeros(parameter.Shape, parameter.DType);

    private protected sealed override Tensor MakeStateOf(string name, Parameter parameter, OptimizerSettings settings) =>
        MakeState(name, parameter, (TSettings)settings);

    private protected sealed override void ChangeDefaults(double learningRate)
    {
        TSettings changed = Settings with { LearningRate = learningRate };
        changed.Check();
        Settings = changed;
    }
}
