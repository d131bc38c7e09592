using Lamina.Graphs;
using Lamina.NN;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Training;

/// <summary>What the tape of a forward would hold, told from its ops: each says which inputs and outputs its gradient needs.</summary>
static class KeptActivations
{
    /// <summary>Bytes of the memory that was made inside and is kept, each piece once however many ops ask for it.</summary>
    public static long Bytes(Module module, IReadOnlyList<TraceStep> steps)
    {
        HashSet<Buffer> learning = new(module.Parameters().Where(parameter => parameter.Trainable).Select(parameter => parameter.Value.Buffer), ReferenceEqualityComparer.Instance);
        HashSet<Buffer> made = new(ReferenceEqualityComparer.Instance), kept = new(ReferenceEqualityComparer.Instance);
        foreach (TraceStep step in steps)
        {
            for (int i = 0; i < step.Outputs.Length; i++)
            {
                if (step.Op.EffectOf(i).Kind == Ops.EffectKind.New)
                    made.Add(step.Outputs[i].Buffer);
            }

            ulong needed = 0;
            for (int i = 0; i < Math.Min(64, step.Inputs.Length); i++)
                needed |= learning.Contains(step.Inputs[i].Buffer) ? 1ul << i : 0;
            if (needed == 0 || step.Op.NonDifferentiable is not null)
                continue;
            Ops.Saves saves = step.Op.Saves(needed);
            for (int i = 0; i < step.Inputs.Length; i++)
            {
                if (saves.Input(i))
                    kept.Add(step.Inputs[i].Buffer);
            }

            for (int i = 0; i < step.Outputs.Length; i++)
            {
                learning.Add(step.Outputs[i].Buffer);
                if (saves.Output(i))
                    kept.Add(step.Outputs[i].Buffer);
            }
        }

        return kept.Where(made.Contains).Sum(buffer => buffer.Bytes);
    }
}
