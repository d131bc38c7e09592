namespace Lamina.NN;

/// <summary>The state of an LSTM, of all layers and directions: layer 0, layer 0 in reverse, layer 1 …</summary>
/// <param name="Hidden">h, [layers · directions, batch, hidden], or projection in place of hidden; without batch for one sequence.</param>
/// <param name="Cell">c, [layers · directions, batch, hidden].</param>
public sealed record LstmState(Tensor Hidden, Tensor Cell);
