using Lamina.NN;

namespace Lamina.Training;

public sealed partial class Model
{
    /// <summary>A table of the layers with their paths, output shapes, parameters and FLOPs, and what training takes in memory: <c>Console.WriteLine(model.Summary())</c>.</summary>
    /// <param name="input">
    /// Sizes of an input with the axis of the batch, such as <c>[1, 1, 28, 28]</c>, on which the network runs once; null to take a sample
    /// of the data of the last <c>Fit</c> or that the first layer was told, or without one to leave output shapes out.
    /// </param>
    /// <param name="dtype">The dtype of that input.</param>
    public ModelSummary Summary(Shape? input = null, DType dtype = DType.Float32)
    {
        if (input is not { } shape)
            return Summary((Preprocessing.Input ?? Module.KnownInput()) is { } sample ? Tensor.Zeros(sample.Shape.Insert(0, 1), sample.DType) : null);
        return Summary(Tensor.Zeros(shape, dtype));
    }

    /// <summary>The table of the layers, with the output shapes that an example gives.</summary>
    /// <param name="example">A batch; null to leave output shapes out.</param>
    public ModelSummary Summary(Tensor? example)
    {
        using EvaluationMode.Scope mode = _mode.Enter();
        return new ModelSummary(Module, example, Optimizer);
    }
}
