using Lamina.Graphs;
using Lamina.NN;

namespace Lamina.Onnx;

/// <summary>A forward pass as it was recorded: eval mode, no gradients.</summary>
internal sealed record Recording(Tensor Input, Tensor Output, IReadOnlyList<TraceStep> Steps)
{
    public static Recording Of(Module<Tensor, Tensor> module, Tensor example)
    {
        Tensor input = example.Detach().Contiguous();
        (Module Module, bool Training)[] modes = [.. module.Modules().Select(part => (part, part.IsTraining))];
        module.Eval();
        try
        {
            using (Gradients.Off())
            using (Trace trace = Trace.Open())
            {
                Tensor output = module.Call(input);
                return trace.Obstacle is null
                    ? new Recording(input, output, trace.Steps)
                    : throw new OnnxException($"ONNX export: the forward pass cannot be recorded: {trace.Obstacle}. Compute with tensors alone in Forward, without hooks.");
            }
        }
        finally
        {
            // A module sets the modes of those it holds, so they are restored from the outside in.
            foreach ((Module part, bool training) in modes)
                part.Train(training);
        }
    }
}
