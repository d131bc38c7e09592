using Lamina.Ops;

namespace Lamina.Graphs;

/// <summary>One op that ran, with the tensors it took and gave.</summary>
internal sealed record TraceStep(Op Op, Tensor[] Inputs, Tensor[] Outputs, LayerPlace Place);
