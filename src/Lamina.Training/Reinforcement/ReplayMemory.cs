using Lamina.Data;

namespace Lamina.Training;

/// <summary>The latest steps of an agent, from which it learns in random order, so that what it learns from is less alike than steps that follow one another.</summary>
/// <remarks><b>Source:</b> Lin, Self-improving reactive agents based on reinforcement learning, planning and teaching (1992).</remarks>
public sealed class ReplayMemory
{
    readonly int _places;
    readonly float[] _before, _after, _rewards, _terminated;
    readonly long[] _actions;
    long _added;

    /// <summary>An empty memory.</summary>
    /// <param name="capacity">Steps that it holds; the oldest go.</param>
    /// <param name="observationSize">Numbers of an observation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or the memory's numbers do not fit into an array.</exception>
    public ReplayMemory(int capacity, int observationSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(observationSize);
        if ((long)capacity * observationSize > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, $"A memory of {capacity} observations of {observationSize} numbers is larger than an array can be.");
        (Capacity, _places) = (capacity, observationSize);
        (_before, _after) = (new float[capacity * observationSize], new float[capacity * observationSize]);
        (_rewards, _terminated, _actions) = (new float[capacity], new float[capacity], new long[capacity]);
    }

    /// <summary>Steps that it can hold.</summary>
    public int Capacity { get; }

    /// <summary>Steps that it holds.</summary>
    public int Count => (int)Math.Min(_added, Capacity);

    /// <summary>Keeps a step.</summary>
    /// <param name="observation">What was seen before.</param>
    /// <param name="action">What was done.</param>
    /// <param name="step">What came of it.</param>
    /// <exception cref="ArgumentException">An observation has another size.</exception>
    public void Add(ReadOnlySpan<float> observation, int action, EnvironmentStep step)
    {
        if (observation.Length != _places || step.Observation?.Length != _places)
            throw new ArgumentException($"The memory holds observations of {_places} numbers; got {observation.Length} and {step.Observation?.Length ?? 0}.", nameof(observation));
        int at = (int)(_added++ % Capacity);
        observation.CopyTo(_before.AsSpan(at * _places));
        step.Observation.CopyTo(_after.AsSpan(at * _places));
        (_actions[at], _rewards[at], _terminated[at]) = (action, (float)step.Reward, step.IsTerminated ? 1 : 0);
    }

    /// <summary>Draws steps, each as likely as any other, one perhaps twice.</summary>
    /// <param name="count">How many.</param>
    /// <param name="draws">The source of random numbers.</param>
    /// <exception cref="InvalidOperationException">The memory is empty.</exception>
    public Transitions Sample(int count, ref Draws draws)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (Count == 0)
            throw new InvalidOperationException("The memory is empty: add steps before drawing from it.");
        float[] before = new float[count * _places], after = new float[count * _places], rewards = new float[count], terminated = new float[count];
        long[] actions = new long[count];
        for (int i = 0; i < count; i++)
        {
            int at = draws.Below(Count);
            _before.AsSpan(at * _places, _places).CopyTo(before.AsSpan(i * _places));
            _after.AsSpan(at * _places, _places).CopyTo(after.AsSpan(i * _places));
            (actions[i], rewards[i], terminated[i]) = (_actions[at], _rewards[at], _terminated[at]);
        }

        return new Transitions(
            Tensor.From<float>(before, [count, _places]),
            Tensor.From<long>(actions, [count, 1]),
            Tensor.From<float>(rewards, [count, 1]),
            Tensor.From<float>(after, [count, _places]),
            Tensor.From<float>(terminated, [count, 1]));
    }
}
