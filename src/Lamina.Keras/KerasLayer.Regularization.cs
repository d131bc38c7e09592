using Lamina.NN;

namespace Lamina.Keras;

public abstract partial class KerasLayer
{
    private protected const string KernelKey = "weight", BiasKey = "bias";

    Tensor? _activityPenalty;

    /// <summary>A penalty on the kernel, the parameter <c>weight</c>, which <c>Fit</c> adds to the loss; null for none.</summary>
    /// <exception cref="ModuleException">The layer has no kernel: at once, or when it is built.</exception>
    public Regularizer? KernelRegularizer
    {
        get => RegularizerOf(KernelKey, field);
        set => SetRegularizer(KernelKey, field = value);
    }

    /// <summary>A penalty on the bias, which <c>Fit</c> adds to the loss; null for none.</summary>
    /// <exception cref="ModuleException">The layer has no bias: at once, or when it is built.</exception>
    public Regularizer? BiasRegularizer
    {
        get => RegularizerOf(BiasKey, field);
        set => SetRegularizer(BiasKey, field = value);
    }

    /// <summary>A penalty on the output, after the activation, divided by the number of samples, which <c>Fit</c> adds to the loss; null for none.</summary>
    public Regularizer? ActivityRegularizer { get; set; }

    /// <summary>What the kernel is brought to after every update; null for nothing.</summary>
    /// <exception cref="ModuleException">The layer has no kernel: at once, or when it is built.</exception>
    public Constraint? KernelConstraint
    {
        get => ConstraintOf(KernelKey, field);
        set => SetConstraint(KernelKey, field = value);
    }

    /// <summary>What the bias is brought to after every update; null for nothing.</summary>
    /// <exception cref="ModuleException">The layer has no bias: at once, or when it is built.</exception>
    public Constraint? BiasConstraint
    {
        get => ConstraintOf(BiasKey, field);
        set => SetConstraint(BiasKey, field = value);
    }

    Tensor? IActivityRegularized.ActivityPenalty => _activityPenalty;

    // Once the layer is built, its parameters hold what is set: who changes it there changes it here.
    private protected Regularizer? RegularizerOf(string key, Regularizer? waiting) => IsBuilt ? Find(key)?.Regularizer : waiting;

    private protected Constraint? ConstraintOf(string key, Constraint? waiting) => IsBuilt ? Find(key)?.Constraint : waiting;

    private protected void SetRegularizer(string key, Regularizer? value)
    {
        if (IsBuilt)
            Need(key, value)?.Regularizer = value;
    }

    private protected void SetConstraint(string key, Constraint? value)
    {
        if (IsBuilt)
            Need(key, value)?.Constraint = value;
    }

    /// <summary>Hands what was set before to the parameters that were made.</summary>
    private protected virtual void Regularize()
    {
        Regularize(KernelKey, KernelRegularizer, KernelConstraint);
        Regularize(BiasKey, BiasRegularizer, BiasConstraint);
    }

    private protected void Regularize(string key, Regularizer? regularizer, Constraint? constraint)
    {
        Need(key, regularizer)?.Regularizer = regularizer;
        Need(key, constraint)?.Constraint = constraint;
    }

    Parameter? Find(string key) => NamedParameters().FirstOrDefault(entry => entry.Name == key).Parameter;

    Parameter? Need(string key, object? value) => Find(key) is not { } parameter && value is not null
        ? throw new ModuleException($"{this} has no parameter '{key}', on which {value} could stand. It has: {string.Join(", ", NamedParameters().Select(entry => entry.Name))}.")
        : Find(key);
}
