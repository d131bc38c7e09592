namespace Lamina.Benchmarks.Workloads;

/// <summary>A step that can be run again and again: its body, and the inputs that it is given each time.</summary>
/// <param name="Body">The step.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Parameters">Trained numbers in it, which a peer must have as many of.</param>
sealed record StepTask(Func<Tensor[], Tensor> Body, Tensor[] Inputs, long Parameters);
