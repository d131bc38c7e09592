namespace Lamina.NN;

/// <summary>What comes out of a recurrent layer: <c>(output, state) = gru.Forward(x)</c>, <c>(output, (h, c)) = lstm.Forward(x)</c>.</summary>
/// <typeparam name="TState">The state: <see cref="Tensor"/>, or <see cref="LstmState"/>.</typeparam>
/// <param name="Output">h of the last layer at every step, both directions side by side, laid out as the input; zero beyond a sequence's end.</param>
/// <param name="State">The state after each sequence's last step (its first, for the reverse direction).</param>
public readonly record struct RecurrentOutput<TState>(Tensor Output, TState State)
    where TState : class;
