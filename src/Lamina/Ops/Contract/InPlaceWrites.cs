using Lamina.Autograd;
using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Ops;

/// <summary>What has to hold around an op that writes into its inputs.</summary>
internal static class InPlaceWrites
{
    /// <summary>True if the op writes into an input.</summary>
    public static bool AreIn(Op op, int outputs)
    {
        for (int i = 0; i < outputs; i++)
        {
            if (op.EffectOf(i).Kind == EffectKind.Write)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Refuses writes that would give wrong values or wrong gradients, and gives the inputs, with a copy of each that the
    /// op would overwrite while it still reads it.
    /// </summary>
    public static ReadOnlySpan<Tensor> Guard(Op op, ReadOnlySpan<Tensor> inputs, int outputs, ulong needed)
    {
        bool recording = GradMode.Enabled, several = outputs > 1, shared = several && ShareMemory(inputs);
        for (int i = 0; i < outputs; i++)
        {
            Effect effect = op.EffectOf(i);
            if (effect.Kind != EffectKind.Write)
                continue;
            Tensor target = inputs[effect.Input];
            if (target.Layout.Repeats)
                throw new ShapeException($"{op.Name}: the tensor that is written ({target.Spec}) has one element in memory for several places, as `Expand` gives it, so that no value could stay at each. Write to its `Clone()`.");
            if (recording)
                RefuseWrongGradients(op, target, needed);
            if (!several || shared)
                inputs = Apart(op, inputs, outputs, effect.Input);
        }

        return inputs;
    }

    /// <summary>Bumps the versions of what was written, and tells views of it that its history has changed.</summary>
    public static void Note(Op op, Tensor[] outputs, bool recorded)
    {
        for (int i = 0; i < outputs.Length; i++)
        {
            if (op.EffectOf(i).Kind != EffectKind.Write)
                continue;
            outputs[i].Buffer.Version++;
            if (recorded)
                outputs[i].NoteRecordedWrite();
        }
    }

    // The first would falsify a leaf's gradient; the second leaves the base with a history that does not know of the write.
    static void RefuseWrongGradients(Op op, Tensor target, ulong needed)
    {
        if (target.RequiresGrad && Edge.To(target, op.Name).Leaf is not null)
            throw new GradientException($"{op.Name}: a leaf that requires gradients ({target.Spec}) is changed in place while gradients are recorded. Do it inside `using (Gradients.Off())`.");
        if (target.IsView && (needed != 0 || target.RequiresGrad || target.Base is { RequiresGrad: true }))
            throw new GradientException($"{op.Name}: a view ({target.Spec}) is changed in place while gradients are recorded, which would leave its base with a wrong gradient. Write `base[…] = value` on the base itself, or work without the view.");
    }

    // An optimizer's step has many targets; to compare each with all inputs would cost more than the step of a small network.
    static bool ShareMemory(ReadOnlySpan<Tensor> inputs)
    {
        HashSet<Buffer> buffers = new(inputs.Length);
        foreach (Tensor input in inputs)
        {
            if (!buffers.Add(input.Buffer))
                return true;
        }

        return false;
    }

    // An operand that lies as its target does is read element by element just before it is written: no copy is needed.
    static ReadOnlySpan<Tensor> Apart(Op op, ReadOnlySpan<Tensor> inputs, int outputs, int target)
    {
        Tensor written = inputs[target];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (i == target || !ReferenceEquals(inputs[i].Buffer, written.Buffer) || !inputs[i].Layout.MayOverlap(written.Layout))
                continue;
            if (IsWritten(op, outputs, i))
                throw new InvalidOperationException($"{op.Name}: inputs {target} ({written.Spec}) and {i} ({inputs[i].Spec}) share memory, and both are written: the result would depend on the order. Give one of them memory of its own with `Clone()`.");
            if (inputs[i].Layout.LiesAs(written.Layout))
                continue;
            Tensor[] apart = inputs.ToArray();
            apart[i] = inputs[i].Clone();
            inputs = apart;
        }

        return inputs;
    }

    static bool IsWritten(Op op, int outputs, int input)
    {
        for (int i = 0; i < outputs; i++)
        {
            if (op.EffectOf(i) is { Kind: EffectKind.Write } effect && effect.Input == input)
                return true;
        }

        return false;
    }
}
