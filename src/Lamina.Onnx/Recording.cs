using Lamina.Graphs;
using Lamina.NN;

namespace Lamina.Onnx;

/// <summary>A forward pass as it was recorded: eval mode, no gradients.</summary>
internal sealed record Recording(Tensor[] Inputs, Tensor[] Outputs, IReadOnlyList<TraceStep> Steps)
{
    /// <summary>Records a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="module">The module that is in it, to be in eval mode; or null.</param>
    /// <param name="examples">Its inputs.</param>
    public static Recording Of(Func<Tensor[], Tensor[]> function, Module? module, Tensor[] examples)
    {
        Tensor[] inputs = [.. examples.Select(example => example.Detach().Contiguous())];
        (Module Module, bool Training)[] modes = [.. module?.Modules().Select(part => (part, part.IsTraining)) ?? []];
        module?.Eval();
        try
        {
            using (Gradients.Off())
            using (Trace trace = Trace.Open())
            {
                Tensor[] outputs = function([.. inputs]);
                return trace.Obstacle is null
                    ? new Recording(inputs, outputs, trace.Steps)
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

    /// <summary>Whether another recording has the same ops in the same order.</summary>
    public bool GoesAs(Recording other) => Steps.Select(step => step.Op.Name).SequenceEqual(other.Steps.Select(step => step.Op.Name));
}
