using Lamina.NN;

namespace Lamina.Onnx.Tests;

/// <summary>Fourier transforms, determinants and regions, as ONNX Runtime computes them.</summary>
public sealed class FunctionExportTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("lamina-onnx-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Transforms_of_complex_numbers_are_the_same() =>
        Compare(new Function(x => x.Fft().Ifft(norm: FourierNorm.Ortho) + x.Fft(axis: 0, norm: FourierNorm.Forward)), [4, 6, 2]);

    [Fact]
    public void Transforms_of_real_numbers_are_the_same() => Compare(new Function(x => x.Rfft(norm: FourierNorm.Ortho)), [3, 10]);

    [Fact]
    public void A_transform_of_one_line_is_the_same() => Compare(new Function(x => x.Rfft()), [9]);

    [Fact]
    public void Transforms_back_to_real_numbers_are_the_same() => Compare(new Function(x => x.Irfft(9) * x.Irfft(8).Sum()), [3, 5, 2]);

    [Fact]
    public void Short_time_spectra_are_the_same() => Compare(new Function(x => x.Stft(8, 2, Tensor.HannWindow(8), center: false)), [2, 20]);

    [Fact]
    public void Signals_of_short_time_spectra_are_the_same() => Compare(new Function(x => x.Istft(8, 3, Tensor.HammingWindow(8))), [2, 5, 6, 2]);

    [Fact]
    public void Inverse_hyperbolic_functions_and_determinants_are_the_same() =>
        Compare(new Function(x => ((x * 0.1).Atanh() + x.Asinh() + (x.Square() + 1.5).Acosh()).Determinant()), [2, 3, 3]);

    [Theory]
    [InlineData(2, true)]
    [InlineData(0, true)]
    [InlineData(2, false)]
    public void Regions_are_the_same(int samples, bool aligned) =>
        Compare(new Function(x => x.RoiAlign(Tensor.From([[0f, 1, 2, 9, 12], [1, 0.5f, 3, 15, 6]]), 2, 3, 0.5, samples, aligned)), [2, 2, 8, 8]);

    void Compare(Function net, Shape shape)
    {
        string path = Path.Combine(_folder, "model.onnx");
        Tensor input = Tensor.Normal(shape, 0, 1, generator: new Generator(7));
        net.ToOnnx(path, input);
        (float[] values, Shape found) = OnnxRuntime.Run(path, input);
        Tensor expected = net.Forward(input);
        Assert.Equal(expected.Shape, found);
        float[] wanted = expected.ToArray<float>();
        for (int i = 0; i < wanted.Length; i++)
            Assert.True(Math.Abs(values[i] - wanted[i]) <= 1e-5 + (1e-4 * Math.Abs(wanted[i])), $"Value {i}: ONNX Runtime has {values[i]}, Lamina {wanted[i]}.");
    }

    sealed class Function(Func<Tensor, Tensor> run) : Module<Tensor, Tensor>
    {
        public override Tensor Forward(Tensor x) => run(x);
    }
}
