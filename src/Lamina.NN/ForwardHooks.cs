using Lamina.Graphs;

namespace Lamina.NN;

/// <summary>The functions that watch or change what goes into a module and what comes out of it.</summary>
internal sealed class ForwardHooks<TIn, TOut>
{
    // Replaced on every change, so that a hook may remove itself while hooks run.
    Func<TIn, TIn>[] _before = [];
    Func<TIn, TOut, TOut>[] _after = [];

    public IDisposable AddBefore(Func<TIn, TIn> hook)
    {
        _before = [.. _before, hook];
        return new Removal(() => _before = [.. _before.Where(other => !ReferenceEquals(other, hook))]);
    }

    public IDisposable AddAfter(Func<TIn, TOut, TOut> hook)
    {
        _after = [.. _after, hook];
        return new Removal(() => _after = [.. _after.Where(other => !ReferenceEquals(other, hook))]);
    }

    public TIn Before(TIn input)
    {
        foreach (Func<TIn, TIn> hook in _before)
        {
            Trace.Current?.RunsHook("a forward hook");
            input = hook(input);
        }

        return input;
    }

    public TOut After(TIn input, TOut output)
    {
        foreach (Func<TIn, TOut, TOut> hook in _after)
        {
            Trace.Current?.RunsHook("a forward hook");
            output = hook(input, output);
        }

        return output;
    }

    sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
