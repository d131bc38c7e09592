using Xunit;

namespace Lamina.NN.Tests;

public sealed class SubnormalStateTests
{
    [Fact]
    public void A_decaying_average_ends_at_zero_and_not_at_a_subnormal_number()
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            Parameter parameter = new(Tensor.Zeros([37], dtype));
            Adam adam = new([parameter], beta2: 0.5);
            parameter.Grad = Tensor.Full([37], 1e-3, dtype);
            adam.Step();
            parameter.Grad = Tensor.Zeros([37], dtype);
            double smallest = dtype == DType.Float32 ? 1.17549435e-38 : 2.2250738585072014e-308;
            for (int i = 0; i < 8000; i++)
                adam.Step();
            Assert.All(adam.StateDict(), state => Assert.All(
                state.Value.To(DType.Float64).ToArray<double>(), value => Assert.True(value == 0 || Math.Abs(value) >= smallest, $"{state.Key}: {value}")));
        }
    }
}
