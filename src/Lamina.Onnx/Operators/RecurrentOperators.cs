using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>RNN, LSTM and GRU: the usual forms on the engine's kernels for whole sequences, the others step by step.</summary>
internal static class RecurrentOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("LSTM", call => Run(call, 4));
        table.Add("GRU", call => Run(call, 3));
        table.Add("RNN", call => Run(call, 1));
    }

    static Value[] Run(NodeCall call, int gates)
    {
        bool batchFirst = call.Flag("layout");
        Tensor x = batchFirst ? call.X().SwapAxes(0, 1) : call.X();
        string direction = call.Text("direction", "forward");
        int directions = direction == "bidirectional" ? 2 : 1;
        List<RecurrentPass> passes = [.. Enumerable.Range(0, directions).Select(i => RecurrentPass.Run(call, x, gates, i, isReverse: direction == "reverse" || i == 1))];
        Tensor output = Tensor.Stack([.. passes.Select(pass => pass.Output)], 1), hidden = Tensor.Stack([.. passes.Select(pass => pass.Hidden)], 0);
        if (batchFirst)
            (output, hidden) = (output.Permute(2, 0, 1, 3), hidden.SwapAxes(0, 1));
        if (gates != 4)
            return [call.Like(0, output), call.Like(0, hidden)];
        Tensor cell = Tensor.Stack([.. passes.Select(pass => pass.Cell!)], 0);
        return [call.Like(0, output), call.Like(0, hidden), call.Like(0, batchFirst ? cell.SwapAxes(0, 1) : cell)];
    }
}
