using Lamina.Cpu.Recurrent;

namespace Lamina.Ops;

/// <summary>The kinds of recurrent cells.</summary>
internal enum RecurrentCell
{
    RnnTanh,
    RnnRelu,
    RnnSigmoid,
    Lstm,
    Gru,
}

/// <summary>What the kinds differ in.</summary>
internal static class RecurrentCells
{
    public static string Prefix(this RecurrentCell cell) => cell switch
    {
        RecurrentCell.Lstm => "lstm",
        RecurrentCell.Gru => "gru",
        RecurrentCell.RnnRelu => "rnn_relu",
        RecurrentCell.RnnSigmoid => "rnn_sigmoid",
        _ => "rnn_tanh",
    };

    /// <summary>Blocks of rows of the weights.</summary>
    public static int Gates(this RecurrentCell cell) => cell switch { RecurrentCell.Lstm => LstmCell.Gates, RecurrentCell.Gru => GruCell.Gates, _ => 1 };

    /// <summary>Blocks that a step saves for the gradient.</summary>
    public static int Saved(this RecurrentCell cell) => cell switch { RecurrentCell.Lstm => LstmCell.Saved, RecurrentCell.Gru => GruCell.Saved, _ => 0 };
}
