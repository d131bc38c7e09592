using Lamina.Autograd;
using Lamina.Graphs;
using Lamina.Storage;
using Buffer = Lamina.Storage.Buffer;
using Stopwatch = System.Diagnostics.Stopwatch;

namespace Lamina.Ops;

/// <summary>The one door through which every op runs: infer, allocate, run, bump versions, append to tape and trace.</summary>
public static class Dispatch
{
    /// <summary>Runs an op of one output.</summary>
    public static Tensor Run(Op op, params ReadOnlySpan<Tensor> inputs) => RunAll(op, inputs)[0];

    /// <summary>Runs an op and gives all its outputs, the extra ones included.</summary>
    public static Tensor[] RunAll(Op op, params ReadOnlySpan<Tensor> inputs)
    {
        TensorSpec[] specs = new TensorSpec[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            specs[i] = inputs[i].Spec;
        Device device = CheckDevices(op, specs);
        TensorSpec[] outputSpecs = op.Infer(specs);
        ulong needed = GradMode.Enabled ? OpNode.NeededInputs(op, inputs, outputSpecs) : 0;
        bool writes = InPlaceWrites.AreIn(op, outputSpecs.Length);
        if (writes)
            inputs = InPlaceWrites.Guard(op, inputs, outputSpecs.Length, needed);

        Tensor[] outputs = new Tensor[outputSpecs.Length];
        bool computes = false;
        for (int i = 0; i < outputs.Length; i++)
        {
            Effect effect = op.EffectOf(i);
            outputs[i] = effect.Kind switch
            {
                EffectKind.View => inputs[effect.Input].ViewAs(op.ViewLayout(inputs[effect.Input].Layout)),
                EffectKind.Write => inputs[effect.Input],
                _ => Allocate(outputSpecs[i]),
            };
            computes |= effect.Kind != EffectKind.View;
        }

        // The node saves inputs as they are before the op writes to them, and refuses what it would need later.
        OpNode? node = needed == 0 ? null : new OpNode(op, inputs, specs, outputSpecs, needed);
        AnomalyCheck? anomaly = GradMode.Anomaly ? AnomalyCheck.Before(op, inputs) : null;
        if (computes)
        {
            long begin = Profiler.Current is null ? 0 : Stopwatch.GetTimestamp();
            Compute(op, device, specs, outputSpecs, inputs, outputs);
            Profiler.Current?.Add(op.Name, LayerPlace.Current, begin, op.Cost(specs, outputSpecs));
        }

        if (writes)
            InPlaceWrites.Note(op, outputs, recorded: node is not null);
        node?.Attach(outputs);
        Trace.Current?.Append(op, inputs, outputs);
        anomaly?.After(outputs);
        return outputs;
    }

    internal static Tensor Allocate(in TensorSpec spec)
    {
        Buffer buffer = BufferPool.Shared.Rent(spec.Bytes);
        Temporaries.Current?.Add(buffer);
        return new Tensor(buffer, spec.DType, Layout.Dense(spec.Shape, spec.Format));
    }

    static void Compute(Op op, Device device, TensorSpec[] specs, TensorSpec[] outputSpecs, ReadOnlySpan<Tensor> inputs, Tensor[] outputs)
    {
        Operand[] sources = new Operand[inputs.Length], results = new Operand[outputs.Length];
        for (int i = 0; i < sources.Length; i++)
            sources[i] = inputs[i].AsOperand();
        for (int i = 0; i < results.Length; i++)
            results[i] = outputs[i].AsOperand();
        long bytes = op.Workspace(specs, outputSpecs);
        Buffer? workspace = bytes > 0 ? BufferPool.Shared.Rent(bytes) : null;
        KernelTable.Find(op, device.Kind, specs)(new KernelCall(op, sources, results, workspace is null ? 0 : workspace.Address));
        workspace?.Release();

        // Addresses are in use up to here: the pool must not take the blocks of tensors that nobody else holds.
        foreach (Tensor input in inputs)
            GC.KeepAlive(input.Buffer);
        GC.KeepAlive(outputs);
    }

    static Device CheckDevices(Op op, TensorSpec[] specs)
    {
        Device device = specs.Length > 0 ? specs[0].Device : Device.Cpu;
        foreach (TensorSpec spec in specs)
        {
            if (spec.Device != device)
                throw new DeviceException($"{op.Name}: tensors of {device} and {spec.Device} meet in one op. Move one of them.");
        }

        return device;
    }
}
