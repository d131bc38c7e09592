namespace Lamina.Training;

/// <summary>One module of a summary.</summary>
/// <param name="Path">Its path in the network; empty for the network itself.</param>
/// <param name="Layer">The class and what it was built with.</param>
/// <param name="Output">What it gave for the example; null if it was not called, or gives something else than one tensor.</param>
/// <param name="Parameters">Parameters that it holds itself, those of its parts not counted; what is shared counts where it stands first.</param>
/// <param name="Flops">Floating-point operations of its own forward for the example, those of its parts not counted; a multiply-add counts as two. 0 without an example.</param>
public sealed record SummaryRow(string Path, string Layer, TensorSpec? Output, long Parameters, double Flops = 0);
