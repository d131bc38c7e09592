namespace Lamina.Onnx;

/// <summary>How a model is written.</summary>
public sealed record OnnxExportOptions
{
    /// <summary>The version of ONNX's operator set, from 17 to 21; 17 by default.</summary>
    public int Opset { get; init; } = 17;

    /// <summary>Axes of inputs whose sizes are left open. None by default.</summary>
    public IReadOnlyList<OnnxDynamicAxis> DynamicAxes { get; init; } = [];

    /// <summary>What the file calls the inputs. By default <c>input</c>, or <c>input_1</c>, <c>input_2</c> … if there are several.</summary>
    public IReadOnlyList<string> InputNames { get; init; } = [];

    /// <summary>What the file calls the outputs. By default <c>output</c>, or <c>output_1</c>, <c>output_2</c> … if there are several.</summary>
    public IReadOnlyList<string> OutputNames { get; init; } = [];
}
