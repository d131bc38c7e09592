using System.Runtime.InteropServices;
using Lamina.Ops;

namespace Lamina.NN;

/// <summary>
/// An optimizer by two hooks: which formula changes the numbers, element by element, and how what is kept for a parameter begins. A step is one
/// op over all parameters of a group.
/// </summary>
/// <typeparam name="TSettings">The settings.</typeparam>
public abstract class FormulaOptimizer<TSettings> : Optimizer<TSettings>
    where TSettings : OptimizerSettings
{
    /// <inheritdoc/>
    protected FormulaOptimizer(TSettings settings)
        : base(settings)
    {
    }

    /// <summary>The op that makes a step: <c>new Update&lt;TFormula&gt;(formula)</c>.</summary>
    /// <param name="settings">The settings of the group.</param>
    protected abstract UpdateOp Update(TSettings settings);

    private protected sealed override IReadOnlyList<string> StateNamesOf(Parameter parameter, OptimizerSettings settings) => Update((TSettings)settings).StateNames;

    // A rate that is no number tells the op to leave everything as it is.
    private protected sealed override void StepGroup(ParameterGroup group, Tensor? skip)
    {
        UpdateOp update = Update((TSettings)group.Settings);
        ParameterSlot[] due = [.. Due(group)];
        if (due.Length == 0)
            return;
        Tensor rate = skip is null ? group.Rate : Tensor.Where(skip, double.NaN, group.Rate);

        // Float64 parameters are computed in other lanes, so they have an op of their own.
        Run(update, rate, [.. due.Where(slot => slot.StateDType == DType.Float32)]);
        Run(update, rate, [.. due.Where(slot => slot.StateDType == DType.Float64)]);
    }

    static void Run(UpdateOp update, Tensor rate, ParameterSlot[] slots)
    {
        if (slots.Length == 0)
            return;
        List<Tensor> inputs = new(1 + (slots.Length * update.InputsEach)) { rate };
        foreach (ParameterSlot slot in slots)
        {
            inputs.Add(slot.Begin());
            inputs.Add(slot.Gradient());
            inputs.Add(slot.Steps!);
            inputs.AddRange(slot.States);
        }

        Dispatch.RunAll(update, CollectionsMarshal.AsSpan(inputs));
        foreach (ParameterSlot slot in slots)
            slot.End();
    }
}
