namespace Lamina.Onnx;

/// <summary>Writes one recorded op as ONNX nodes: reads inputs and attributes from the context, adds nodes, and names the results.</summary>
/// <param name="context">The op, its attributes, the names of its inputs, and the graph that is built.</param>
public delegate void OnnxTranslator(OnnxContext context);
