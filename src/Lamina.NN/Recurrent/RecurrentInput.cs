namespace Lamina.NN;

/// <summary>What goes into a recurrent layer.</summary>
/// <typeparam name="TState">The state: <see cref="Tensor"/>, or <see cref="LstmState"/>.</typeparam>
/// <param name="Sequence">[steps, batch, features], or [batch, steps, features] for a layer that is batch-first; both without batch for one sequence.</param>
/// <param name="State">The first state; zeros if null.</param>
/// <param name="Lengths">Steps of each sequence, integers [batch]; all steps if null.</param>
public readonly record struct RecurrentInput<TState>(Tensor Sequence, TState? State = null, Tensor? Lengths = null)
    where TState : class;
