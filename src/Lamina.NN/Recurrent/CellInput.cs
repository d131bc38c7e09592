namespace Lamina.NN;

/// <summary>What goes into a recurrent cell.</summary>
/// <typeparam name="TState">The state: <see cref="Tensor"/>, or <see cref="LstmState"/>.</typeparam>
/// <param name="Input">[batch, features], or [features] for one sequence.</param>
/// <param name="State">The state before; zeros if null.</param>
public readonly record struct CellInput<TState>(Tensor Input, TState? State = null)
    where TState : class;
