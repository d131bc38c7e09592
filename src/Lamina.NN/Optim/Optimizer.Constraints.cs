namespace Lamina.NN;

public abstract partial class Optimizer
{
    // Ops like all others, so that a captured step does them too.
    static void Constrain(ParameterGroup group)
    {
        foreach (ParameterSlot slot in group.Slots)
        {
            if (slot.IsDue && slot.Parameter.Constraint is { } constraint)
                slot.Parameter.Value.CopyFrom(constraint.Apply(slot.Parameter.Value));
        }
    }
}
