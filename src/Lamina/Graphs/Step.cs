using Lamina.Cpu.Elementwise;
using Lamina.Graphs;

namespace Lamina;

/// <summary>A captured step: see <see cref="Capture"/>.</summary>
/// <remarks>
/// The first run with inputs of given shapes and dtypes executes the body for real and records it; later runs replay.
/// A body whose shapes depend on values, or that reads a value to the host on the way, cannot be replayed: it runs
/// eagerly each time, and <see cref="WhyEager"/> says why. Parameters and states are found by their memory: replacing a
/// parameter's tensor by another needs a new capture.
/// </remarks>
public sealed class Step
{
    readonly Func<Tensor[], Tensor> _body;
    readonly int _inputs;
    readonly List<Recording> _recordings = [];

    internal Step(Func<Tensor[], Tensor> body, int inputs)
    {
        _body = body;
        _inputs = inputs;
    }

    /// <summary>Why the step runs eagerly, or null while it is replayed.</summary>
    public string? WhyEager { get; private set; }

    /// <summary>Bytes of memory planned for the values between, over all recorded shapes.</summary>
    public long PlannedBytes => _recordings.Sum(r => r.Plan?.Bytes ?? 0);

    /// <summary>Runs the step.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The body's result. In a replay it is the same tensor each time, with new values: clone it to keep them.</returns>
    /// <exception cref="ShapeException">The number of inputs is not that of the body.</exception>
    public Tensor Run(params ReadOnlySpan<Tensor> inputs)
    {
        if (_inputs >= 0 && inputs.Length != _inputs)
            throw new ShapeException($"This captured step takes {_inputs} inputs; got {inputs.Length}.");
        foreach (Recording recording in _recordings)
        {
            if (recording.Fits(inputs))
                return recording.Plan is null ? _body(inputs.ToArray()) : recording.Replay(inputs);
        }

        return Record(inputs);
    }

    Tensor Record(ReadOnlySpan<Tensor> inputs)
    {
        Tensor[] own = new Tensor[inputs.Length];
        for (int i = 0; i < own.Length; i++)
            own[i] = inputs[i].Detach().Contiguous().Clone();
        Tensor result;
        Trace trace = Trace.Open();
        using (trace)
            result = _body(own);
        if (trace.Obstacle is { } obstacle)
        {
            WhyEager = obstacle;
            _recordings.Add(new Recording(own, result, null));
            return result;
        }

        // Gradients that parameters hold after the step are to hold the new ones after a replay.
        HashSet<Tensor> kept = [result];
        foreach (TraceStep step in trace.Steps)
        {
            foreach (Tensor input in step.Inputs)
            {
                if (input is { IsLeaf: true, Grad: { } gradient })
                    kept.Add(gradient);
            }
        }

        _recordings.Add(new Recording(own, result, ReplayPlan.Make(trace, kept)));
        return result;
    }

    sealed record Recording(Tensor[] Inputs, Tensor Result, ReplayPlan? Plan)
    {
        public bool Fits(ReadOnlySpan<Tensor> inputs)
        {
            if (inputs.Length != Inputs.Length)
                return false;
            for (int i = 0; i < inputs.Length; i++)
            {
                if (inputs[i].DType != Inputs[i].DType || inputs[i].Shape != Inputs[i].Shape)
                    return false;
            }

            return true;
        }

        public Tensor Replay(ReadOnlySpan<Tensor> inputs)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (ReferenceEquals(inputs[i].Buffer, Inputs[i].Buffer))
                    continue;
                CopySegment.Launch(Inputs[i].AsOperand(), inputs[i].AsOperand());
                GC.KeepAlive(inputs[i]);
            }

            Plan!.Run();
            return Result;
        }
    }
}
