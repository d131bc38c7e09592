using Lamina.Keras;
using Lamina.NN;

namespace Lamina.Onnx.Tests;

/// <summary>Modules and functions of several inputs and outputs.</summary>
public sealed class ManyInputsExportTests : IDisposable
{
    readonly ExportedModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void A_module_of_two_inputs_is_the_same()
    {
        Bilinear layer = new(3, 4, 5);
        layer.ToOnnx(_model.FilePath, Random(2, 3), Random(2, 4), new OnnxExportOptions { DynamicAxes = [new(0, 0), new(1, 0)] });
        Assert.Equal(["input_1: float32[batch, 3]", "input_2: float32[batch, 4]"], Onnx.Load(_model.FilePath).Inputs.Select(input => input.ToString()));
        _model.IsAs(x => [layer.Forward(x[0], x[1])], Random(7, 3), Random(7, 4));
    }

    [Fact]
    public void A_module_of_three_inputs_is_the_same()
    {
        Mixed net = new();
        net.ToOnnx(_model.FilePath, Random(2, 3), Random(2, 3), Random(1, 3));
        _model.IsAs(x => [net.Forward(x[0], x[1], x[2])], Random(2, 3), Random(2, 3), Random(1, 3));
    }

    [Fact]
    public void A_sparse_product_is_the_same()
    {
        SparseMatrix matrix = SparseMatrix.From(Tensor.From([2L, 0, 2, 1]), Tensor.From([1L, 0, 0, 4]), Tensor.From([5f, 1, 2, -7]), 3, 5);
        Tensor[] Run(Tensor[] x) => [matrix.With(x[1]).Multiply(x[0]).Relu()];
        Onnx.Export(_model.FilePath, Run, [Random(5, 4), Random(4)]);
        Tensor[] inputs = [Random(5, 4), Random(4)];
        Assert.Equal(Run(inputs)[0].ToArray<float>(), Onnx.Load(_model.FilePath).Run(inputs)[0].ToArray<float>());
        _model.IsAs(Run, inputs);
    }

    [Fact]
    public void A_functional_network_of_two_inputs_and_outputs_is_the_same()
    {
        Input left = new([6]), right = new([4]);
        Node both = new Keras.Concatenate().Of(new Dense(5, Activation.Relu).Of(left), right);
        Functional net = new([left, right], [new Dense(2).Of(both), both]);
        Tensor[] Run(Tensor[] x) => [.. net.ForwardAll(x)];
        Onnx.Export(_model.FilePath, Run, [Random(2, 6), Random(2, 4)], new OnnxExportOptions { DynamicAxes = [new(0, 0), new(1, 0)] }, net);
        _model.IsAs(Run, Random(3, 6), Random(3, 4));
    }

    [Fact]
    public void Outputs_may_be_alike_inputs_or_constants()
    {
        Tensor[] Run(Tensor[] x)
        {
            Tensor sum = x[0] + x[1];
            return [sum, sum, x[1], Tensor.From([1f, 2])];
        }

        Onnx.Export(_model.FilePath, Run, [Random(2), Random(2)]);
        _model.IsAs(Run, Random(2), Random(2));
    }

    [Fact]
    public void A_model_that_was_read_is_written_under_its_names()
    {
        Sequential net = new(new Linear(4, 3), new Tanh());
        net.ToOnnx(_model.FilePath, Random(2, 4), new OnnxExportOptions { InputNames = ["x"], OutputNames = ["y"], DynamicAxes = [new(0, 0, "N")] });
        OnnxModel read = Onnx.Load(_model.FilePath);
        read.ToOnnx(_model.FilePath, [Random(2, 4)], new OnnxExportOptions { Opset = 21, DynamicAxes = [new(0, 0, "N")] });
        OnnxModel again = Onnx.Load(_model.FilePath);
        Assert.Equal(["x: float32[N, 4]"], again.Inputs.Select(input => input.ToString()));
        Assert.Equal(["y: float32[N, 3]"], again.Outputs.Select(output => output.ToString()));
        Assert.Equal(read.StateDict().Keys, again.StateDict().Keys);
        _model.IsAs(x => [net.Forward(x[0])], Random(5, 4));
    }

    [Fact]
    public void Sizes_of_several_dynamic_axes_are_told_apart()
    {
        // Rows and columns of the outer product, flattened and back, and constants of their sizes.
        Tensor[] Run(Tensor[] x)
        {
            long rows = x[0].Shape[0], columns = x[1].Shape[0];
            Tensor outer = x[0].Reshape(rows, 1, 2) * x[1].Reshape(1, columns, 2);
            Tensor flat = outer.Reshape(rows * columns, 2).Tanh();
            return [flat.Reshape(columns, rows, 2) + Tensor.Ones([columns, rows, 1]), flat.Reshape(rows, 1, columns * 2).Expand([rows, columns, columns * 2])];
        }

        Onnx.Export(_model.FilePath, Run, [Random(3, 2), Random(3, 2)], new OnnxExportOptions { DynamicAxes = [new(0, 0, "rows"), new(1, 0, "columns")] });
        _model.IsAs(Run, Random(4, 2), Random(5, 2));
    }

    [Fact]
    public void What_becomes_of_constants_at_a_dynamic_size_is_computed_by_the_model()
    {
        Tensor table = Random(1, 3);
        Tensor[] Run(Tensor[] x)
        {
            Tensor wide = table.Expand([x[0].Shape[0], 3]);
            return [Tensor.Concatenate([x[0], wide], 1), wide.Tanh()];
        }

        Onnx.Export(_model.FilePath, Run, [Random(2, 2)], new OnnxExportOptions { DynamicAxes = [new(0, 0)] });
        _model.IsAs(Run, Random(5, 2));
    }

    [Fact]
    public void Options_that_do_not_fit_are_refused()
    {
        void Refused(string what, OnnxExportOptions options)
        {
            OnnxException error = Assert.Throws<OnnxException>(() => Onnx.Export(_model.FilePath, x => [x[0] + x[1]], [Random(2, 3), Random(1, 3)], options));
            Assert.Contains(what, error.Message, StringComparison.Ordinal);
            Assert.False(File.Exists(_model.FilePath));
        }

        Refused("operator sets 17 to 21", new() { Opset = 16 });
        Refused("1 names for 2 inputs", new() { InputNames = ["x"] });
        Refused("names that differ", new() { InputNames = ["x", "y"], OutputNames = ["x"] });
        Refused("input 2", new() { DynamicAxes = [new(2, 0)] });
        Refused("axis 2", new() { DynamicAxes = [new(0, 2)] });
        Refused("axis -2", new() { DynamicAxes = [new(0, 0), new(0, -2)] });
        Refused("have 2 and 1", new() { DynamicAxes = [new(0, 0), new(1, 0)] });
    }

    static Tensor Random(params long[] shape) => Tensor.Randn([.. shape], generator: new Generator(5));

    sealed class Mixed : Module<Tensor, Tensor, Tensor, Tensor>
    {
        readonly Linear _layer = new(3, 3);

        public override Tensor Forward(Tensor first, Tensor second, Tensor third) => _layer.Forward(first) * second.Sigmoid() + third;
    }
}
