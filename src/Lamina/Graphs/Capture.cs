using Lamina.Graphs;

namespace Lamina;

/// <summary>
/// Records a whole step of a program once, forward, backward and update, and replays it: the same kernels on the same
/// values in planned memory, with nothing allocated and no graph built.
/// </summary>
public static class Capture
{
    /// <summary>A step of one input: <c>Step step = Capture.Step(x => …); step.Run(x)</c>.</summary>
    /// <param name="body">The step. It runs once for each new set of input shapes; what it does besides tensor operations happens then only.</param>
    public static Step Step(Func<Tensor, Tensor> body) => new((Tensor[] inputs) => body(inputs[0]), 1);

    /// <summary>A step of two inputs, such as pictures and labels.</summary>
    /// <inheritdoc cref="Step(Func{Tensor, Tensor})"/>
    public static Step Step(Func<Tensor, Tensor, Tensor> body) => new(inputs => body(inputs[0], inputs[1]), 2);

    /// <summary>A step of any number of inputs.</summary>
    /// <inheritdoc cref="Step(Func{Tensor, Tensor})"/>
    public static Step Step(Func<Tensor[], Tensor> body) => new(body, -1);
}
