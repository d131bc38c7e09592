namespace Lamina.Keras;

/// <summary>The shapes of an <see cref="EinsumDense"/> for an input.</summary>
/// <param name="Weight">The kernel's.</param>
/// <param name="Output">That of a sample of the output.</param>
/// <param name="Bias">The bias's; null without.</param>
internal readonly record struct EinsumDenseShapes(Shape Weight, Shape Output, Shape? Bias);
