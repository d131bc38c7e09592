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
    const int MostRecordings = 32;

    readonly Func<Tensor[], Tensor> _body;
    readonly int _inputs;
    readonly bool _folds;
    readonly List<Recording> _recordings = [];

    internal Step(Func<Tensor[], Tensor> body, int inputs, bool folds = false)
    {
        _folds = folds;
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
        return Find(inputs) is not { } recording ? Record(inputs) : recording.Plan is null ? _body(inputs.ToArray()) : recording.Replay(inputs);
    }

    /// <summary>
    /// Runs the step both replayed and eagerly, from the same state, and compares: the ops, and the bits of all they wrote. Where the
    /// body now does other ops, they are recorded in the place of the old; where the same ops came to other bits, the step
    /// runs eagerly from now on.
    /// </summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The body's result, and what was different, or null.</returns>
    internal (Tensor Result, string? Difference) RunChecked(params ReadOnlySpan<Tensor> inputs)
    {
        if (Find(inputs) is not { Plan: { } plan } recording)
            return (Run(inputs), null);
        // The inputs first: a body may write to them, and both runs are to begin with what came.
        recording.Take(inputs);
        string replayed;
        using (Snapshot before = new(plan.Written, plan.Generators))
        {
            plan.Run();
            replayed = Snapshot.Hash(plan.Written);
            before.Restore();
        }

        // One of the two runs at a time has memory for the values between.
        plan.Rest();
        (Tensor result, Trace trace) = Trace(recording.Inputs);
        string? difference = trace.Obstacle ?? plan.Difference(trace);
        if (difference is not null)
        {
            _recordings.Remove(recording);
            return (Keep(recording.Inputs, result, trace), difference);
        }

        // The eager run made its own result and gradients; replays write to the recorded ones, which users hold.
        recording.TakeOver(result);
        if (Snapshot.Hash(plan.Written) == replayed)
            return (recording.Result, null);
        _recordings[_recordings.IndexOf(recording)] = recording with { Plan = null };
        WhyEager = "a replay came to other bits than the step itself: its body reads or changes something that is no tensor";
        return (result, WhyEager);
    }

    Recording? Find(ReadOnlySpan<Tensor> inputs)
    {
        foreach (Recording recording in _recordings)
        {
            if (recording.Fits(inputs))
                return recording;
        }

        return null;
    }

    Tensor Record(ReadOnlySpan<Tensor> inputs)
    {
        if (_recordings.Count == MostRecordings)
        {
            WhyEager = $"inputs of more than {MostRecordings} different shapes came; those after run eagerly";
            return _body(inputs.ToArray());
        }

        Tensor[] own = new Tensor[inputs.Length];
        for (int i = 0; i < own.Length; i++)
            own[i] = inputs[i].Detach().Contiguous().Clone();
        (Tensor result, Trace trace) = Trace(own);
        return Keep(own, result, trace);
    }

    (Tensor Result, Trace Trace) Trace(Tensor[] inputs)
    {
        using Trace trace = Graphs.Trace.OpenLight();
        return (_body(inputs), trace);
    }

    Tensor Keep(Tensor[] inputs, Tensor result, Trace trace)
    {
        if (trace.Obstacle is { } obstacle)
        {
            WhyEager = obstacle;
            _recordings.Add(new Recording(inputs, result, [], null));
            return result;
        }

        // Gradients that parameters hold after the step are to hold the new ones after a replay. One of an input, which a penalty on gradients asks for, nobody sees.
        Dictionary<Tensor, Tensor> gradients = new(ReferenceEqualityComparer.Instance);
        foreach (TraceStep step in trace.Steps)
        {
            foreach (Tensor input in step.Inputs)
            {
                if (input is { IsLeaf: true, Grad: { } gradient } && !Array.Exists(inputs, given => ReferenceEquals(given.Buffer, input.Buffer)))
                    gradients[input] = gradient;
            }
        }

        ReplayPlan plan = ReplayPlan.Make(trace, inputs, [result, .. gradients.Values], _folds);
        _recordings.Add(new Recording(inputs, result, [.. gradients.Select(pair => (pair.Key, pair.Value))], plan));
        return result;
    }

    sealed record Recording(Tensor[] Inputs, Tensor Result, (Tensor Leaf, Tensor Gradient)[] Gradients, ReplayPlan? Plan)
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
            Take(inputs);
            Plan!.Run();
            return Result;
        }

        /// <summary>Copies inputs to where replays read them.</summary>
        public void Take(ReadOnlySpan<Tensor> inputs)
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (ReferenceEquals(inputs[i].Buffer, Inputs[i].Buffer))
                    continue;
                CopySegment.Launch(Inputs[i].AsOperand(), inputs[i].AsOperand());
                GC.KeepAlive(inputs[i]);
            }
        }

        /// <summary>Brings what an eager run made to where replays write it.</summary>
        public void TakeOver(Tensor result)
        {
            using (Lamina.Gradients.Off())
            {
                Copy(result, Result);
                foreach ((Tensor leaf, Tensor gradient) in Gradients)
                {
                    if (leaf.Grad is { } made)
                        Copy(made, gradient);
                    leaf.Grad = gradient;
                }
            }
        }

        static void Copy(Tensor from, Tensor to)
        {
            if (!ReferenceEquals(from.Buffer, to.Buffer))
                CopySegment.Launch(to.AsOperand(), from.AsOperand());
            to.Buffer.Version++;
            GC.KeepAlive(from);
            GC.KeepAlive(to);
        }
    }
}
