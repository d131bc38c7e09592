using Lamina.NN;

namespace Lamina.Onnx.Tests;

/// <summary>Operators that differ between operator sets, in all of those that are written.</summary>
public sealed class OperatorSetTests : IDisposable
{
    readonly ExportedModel _model = new();

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(20)]
    [InlineData(21)]
    public void Each_operator_set_says_the_same(int opset)
    {
        Conv2d convolution = new(2, 4, 3, padding: 1);
        GroupNorm norm = new(2, 4);
        Lstm lstm = new(8, 3);
        Tensor grid = Tensor.Uniform([1, 5, 6, 2], -1.2, 1.2, generator: new Generator(1));
        Tensor[] Run(Tensor[] x)
        {
            Tensor y = norm.Forward(convolution.Forward(x[0])).Gelu().AvgPool2d(3, 2, 1).Pad((1, 2), (0, 1));
            (Tensor sequence, _) = lstm.Forward(x[0].Reshape(-1, 16, 8));
            return
            [
                y.Mish(), y.Gelu(tanh: true), y.Amax([1, 2], true), y.Amin([3], false), y.Max(), y.LogSumExp([-1]), y.Sum([0, 1]), y.LogSoftmax(1), y.Rfft(),
                x[0].GridSample(grid.Expand([x[0].Shape[0], 5, 6, 2]), alignCorners: true), x[0].Interpolate([5, 11], InterpolationMode.Linear), sequence,
            ];
        }

        Onnx.Export(_model.FilePath, Run, [Random(2)], new OnnxExportOptions { Opset = opset, DynamicAxes = [new(0, 0)] });
        Assert.Equal(opset, OnnxSummary.Of(Onnx.Load(_model.FilePath)).Opsets["ai.onnx"]);
        Assert.Equal(opset >= 20 ? 2 : 0, _model.Operators.GetValueOrDefault("Gelu"));
        Assert.Equal(opset >= 18 ? 1 : 0, _model.Operators.GetValueOrDefault("Mish"));
        _model.IsAs(Run, Random(3));
    }

    static Tensor Random(long batch) => Tensor.Randn([batch, 2, 8, 8], generator: new Generator(5));
}
