using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// The batches of one call of <c>Predict</c> or <c>Evaluate</c>: the first is recorded, the others replay it. Nothing outlives the call, so
/// a network that changes between calls is never answered for by an old recording.
/// </summary>
/// <remarks>
/// The second batch is done both ways and compared, as <c>Fit</c> compares the first of each epoch. A network that does other ops
/// by then, or comes to other bits, runs op by op from there on, as does one with hooks or one that reads values to the host.
/// </remarks>
/// <param name="module">The network.</param>
/// <param name="body">What is done with a batch.</param>
/// <param name="batches">How many batches there are.</param>
internal sealed class ForwardReplay(Module module, Func<Tensor[], Tensor> body, long batches)
{
    // Recording and comparing take about as long as two batches op by op.
    const long FewestBatches = 4;

    TensorSpec[] _specs = [];
    Step? _step;
    long _replayed;
    bool _isEager = batches < FewestBatches;

    /// <summary>Does a batch. The result of a replay is written over by the next one.</summary>
    public Tensor Run(params Tensor[] inputs)
    {
        // First values are drawn at the first input, once: that is no part of a step.
        if (_isEager || !module.IsBuilt())
            return body(inputs);
        TensorSpec[] specs = [.. inputs.Select(input => input.Spec)];
        if (_step is null)
        {
            _specs = specs;
            _step = Capture.Step(body);
            return _step.Run(inputs);
        }

        // The last batch is smaller: no recording is worth it.
        if (!specs.AsSpan().SequenceEqual(_specs))
            return body(inputs);
        if (_replayed++ > 0)
            return _step.Run(inputs);
        (Tensor result, string? difference) = _step.RunChecked(inputs);
        _isEager = difference is not null || _step.WhyEager is not null;
        return result;
    }
}
