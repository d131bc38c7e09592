namespace Lamina.NN;

/// <summary>Says when the penalties of outputs are computed: in training, and where a loss is measured as in training. A prediction does without.</summary>
internal static class ActivityPenalties
{
    [ThreadStatic]
    static bool _measured;

    /// <summary>Has them computed in evaluation mode too, on this thread, until it is disposed.</summary>
    public static Scope Measured()
    {
        Scope scope = new(_measured);
        _measured = true;
        return scope;
    }

    /// <summary>The penalty of an output, divided by the number of samples; null where none is asked for.</summary>
    public static Tensor? Of(Module layer, Regularizer? regularizer, Tensor output)
    {
        if (regularizer is null || !(layer.IsTraining || _measured))
            return null;
        Tensor penalty = regularizer.Penalty(output);
        return output.Rank > 0 && output.Shape[0] > 0 ? penalty / output.Shape[0] : penalty;
    }

    public readonly struct Scope(bool before) : IDisposable
    {
        public void Dispose() => _measured = before;
    }
}
