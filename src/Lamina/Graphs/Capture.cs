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

    /// <summary>
    /// A step that predicts: it runs without gradients, and what its parameters are is taken as settled, so that more can be done before it is
    /// replayed. Batch normalization in evaluation mode becomes a part of the convolution before it.
    /// </summary>
    /// <param name="body">The step, <c>x => network.Call(x)</c> with a network in evaluation mode. It runs once for each new set of input shapes.</param>
    /// <remarks>
    /// Parameters that change all the same, in training or by hand, are noticed at the next run. Results are those of the body up to rounding: an element
    /// after a convolution and a normalization with scale γ/√(variance + ε) differs by a few units of 2⁻²⁴ · scale · (Σ |w·x| + |mean|) in float32.
    /// <see cref="Step(Func{Tensor, Tensor})"/> gives the same bits.
    /// </remarks>
    public static Step Inference(Func<Tensor, Tensor> body) => Inference((Tensor[] inputs) => body(inputs[0]), 1);

    /// <summary>A step of any number of inputs that predicts.</summary>
    /// <inheritdoc cref="Inference(Func{Tensor, Tensor})"/>
    public static Step Inference(Func<Tensor[], Tensor> body) => Inference(body, -1);

    static Step Inference(Func<Tensor[], Tensor> body, int inputs) => new(
        given =>
        {
            using GradientScope off = Gradients.Off();
            return body(given);
        },
        inputs,
        folds: true);
}
