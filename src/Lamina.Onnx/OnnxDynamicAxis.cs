namespace Lamina.Onnx;

/// <summary>An axis of an input whose size an exported model leaves open.</summary>
/// <param name="Input">Which input, from 0.</param>
/// <param name="Axis">Which of its axes; negative ones count from the end.</param>
/// <param name="Name">What the file calls the size. Axes of one name have one size. By default <c>batch</c> for axis 0, else the input's name and the axis, as in <c>input_1</c>.</param>
public sealed record OnnxDynamicAxis(int Input, int Axis, string? Name = null);
