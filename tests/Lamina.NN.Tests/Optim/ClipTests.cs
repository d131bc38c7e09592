using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.NN.Tests.Optim;

[Collection(nameof(Alone))]
public sealed class ClipTests
{
    public static TheoryData<string> Cases => [.. Golden.Names("optimizers").Where(name => name.StartsWith("clip_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Clipped_gradients_agree(string name)
    {
        foreach (DType dtype in (DType[])[DType.Float64, DType.Float32])
        {
            Golden golden = Golden.Load("optimizers", name);
            Parameter[] parameters = [.. golden.Numbered("grad", dtype).Select(gradient => new Parameter(Tensor.Zeros(gradient.Shape, dtype)) { Grad = gradient.Clone() })];
            if (golden.Kind == "clip_grad_norm_")
            {
                double order = golden.Args.IsText("norm_type") ? double.PositiveInfinity : golden.Args.Double("norm_type", 2);
                golden.Check("total_norm", Clip.GradientNorm([.. parameters, new Parameter(Tensor.Zeros([2]))], golden.Args.Double("max_norm", 0), order));
            }
            else
            {
                Clip.GradientValue(parameters, golden.Args.Double("clip_value", 0));
            }

            for (int i = 0; i < parameters.Length; i++)
                golden.Check($"after.{i}", parameters[i].Grad!);
        }
    }

    [Fact]
    public void Norms_of_awkward_lengths_equal_their_definition()
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64, DType.Float16, DType.BFloat16])
        {
            foreach (long length in (long[])[0, 1, 2, 3, 15, 16, 17, 31, 33, 65, 257, 1009, 32769, 100003])
            {
                double[] values = [.. Enumerable.Range(0, (int)length).Select(i => Math.Sin(i + 1) * 3)];
                Parameter parameter = new(Tensor.Zeros([length], dtype)) { Grad = Tensor.From<double>(values, [length]).To(dtype) };
                double[] rounded = parameter.Grad.ToArray<double>();
                foreach ((double order, double expected) in ((double, double)[])
                    [(1, rounded.Sum(Math.Abs)), (2, Math.Sqrt(rounded.Sum(x => x * x))), (double.PositiveInfinity, rounded.Select(Math.Abs).Append(0).Max())])
                {
                    double actual = Clip.GradientNorm([parameter], double.PositiveInfinity, order).ToDouble();
                    Assert.True(Math.Abs(actual - expected) <= 1e-6 * expected, $"{dtype} {length} order {order}: {actual}, not {expected}");
                }

                Assert.Equal(rounded, parameter.Grad.ToArray<double>());
            }
        }
    }

    [Fact]
    public void Bits_of_the_norm_do_not_depend_on_threads()
    {
        double[] norms = new double[4];
        int before = Lamina.Cpu.Workers.Count;
        for (int threads = 1; threads <= norms.Length; threads++)
        {
            Lamina.Cpu.Workers.Count = threads;
            double[] values = [.. Enumerable.Range(0, 300_000).Select(i => Math.Cos(i * i))];
            norms[threads - 1] = Clip.GradientNorm([new Parameter(Tensor.Zeros([300_000])) { Grad = Tensor.From<double>(values, [300_000]).To(DType.Float32) }], 1).ToDouble();
        }

        Lamina.Cpu.Workers.Count = before;
        Assert.All(norms, norm => Assert.Equal(norms[0], norm));
    }

    [Fact]
    public void A_norm_that_is_no_number_shows()
    {
        Parameter parameter = new(Tensor.Zeros([2])) { Grad = Tensor.From(1f, float.NaN) };
        Assert.True(double.IsNaN(Clip.GradientNorm([parameter], 1).ToDouble()));
        Assert.True(float.IsNaN(parameter.Grad.ToArray<float>()[0]));
        parameter.Grad = Tensor.From(1f, float.NaN);
        Assert.True(double.IsNaN(Clip.GradientNorm([parameter], 1, double.PositiveInfinity).ToDouble()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clip.GradientNorm([parameter], -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clip.GradientNorm([parameter], 1, 3));
    }
}
