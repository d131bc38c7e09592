namespace Lamina.Benchmarks.Workloads;

/// <summary>A step that can be run again and again: its body, and the inputs that it is given each time.</summary>
/// <param name="Body">The step.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Parameters">Trained numbers in it, which a peer must have as many of.</param>
/// <param name="Predicts">Whether it is a prediction, whose parameters stay as they are.</param>
sealed record StepTask(Func<Tensor[], Tensor> Body, Tensor[] Inputs, long Parameters, bool Predicts = false)
{
    /// <summary>The step, to be recorded at its first run.</summary>
    public Step Capture() => Predicts ? Lamina.Capture.Inference(Body) : Lamina.Capture.Step(Body);
}
