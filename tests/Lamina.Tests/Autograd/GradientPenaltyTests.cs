using Lamina.TestKit;

namespace Lamina.Tests.Autograd;

public sealed class GradientPenaltyTests
{
    [Fact]
    public void A_penalty_on_the_gradient_trains_through_convolution_activation_and_linear()
    {
        Tensor kernel = Numbers([4, 1, 3, 3], 1).RequireGrad(), weight = Numbers([1, 4 * 3 * 3], 2).RequireGrad();
        Tensor[] parameters = [kernel, weight];
        Tensor x = Numbers([6, 1, 8, 8], 3).RequireGrad();

        // (‖∂f/∂x‖² − 1)², as in improved Wasserstein training (Gulrajani et al., 2017).
        Tensor Penalty()
        {
            Tensor score = x.Conv2d(kernel).Exp().MaxPool2d(2).Flatten(1).MatMul(weight.T);
            Tensor gradient = score.Sum().Gradients([x], createGraph: true)[0];
            return (gradient.Square().Sum(1, 2, 3) - 1).Square().Mean();
        }

        double first = Penalty().ToDouble(), last = first;
        for (int step = 0; step < 60; step++)
        {
            Tensor penalty = Penalty();
            Tensor[] gradients = penalty.Gradients(parameters);
            using (Gradients.Off())
            {
                for (int i = 0; i < parameters.Length; i++)
                    parameters[i].SubtractInPlace(gradients[i] * 0.002);
            }

            last = penalty.ToDouble();
        }

        Assert.True(last < first / 5, $"The penalty went from {first:g4} to {last:g4}.");
    }

    [Fact]
    public void The_gradient_of_a_penalty_equals_differences()
    {
        Tensor[] inputs = [Numbers([2, 1, 5, 5], 1).RequireGrad(), Numbers([2, 1, 2, 2], 2).RequireGrad()];
        GradCheck.Second("conv, exp, pool", x => x[0].Conv2d(x[1]).Exp().AvgPool2d(2), inputs);
    }

    static Tensor Numbers(Shape shape, int seed) => Samples.Tensor(Samples.Values(shape, DType.Float64, (-0.5, 0.5), seed), DType.Float64);
}
