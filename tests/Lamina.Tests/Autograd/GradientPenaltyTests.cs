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

    [Fact]
    public void A_penalty_trains_through_layers_activations_and_a_normalization()
    {
        foreach ((string name, Func<Tensor, Tensor> activation) in new (string, Func<Tensor, Tensor>)[]
        {
            ("relu", t => t.Relu()), ("leaky_relu", t => t.LeakyRelu()), ("gelu", t => t.Gelu()), ("silu", t => t.Silu()), ("tanh", t => t.Tanh()), ("softplus", t => t.Softplus()),
        })
        {
            Tensor kernel = Numbers([4, 1, 3, 3], 1).RequireGrad(), weight = Numbers([1, 4 * 6 * 6], 2).RequireGrad(), bias = Numbers([1], 3).RequireGrad();
            Tensor[] inputs = [Numbers([3, 1, 8, 8], 4).RequireGrad(), kernel, weight, bias];
            Tensor Score(Tensor[] x)
            {
                Tensor hidden = activation(x[0].Conv2d(x[1]));
                Tensor centred = (hidden - hidden.Mean([1, 2, 3], keepDims: true)) / (hidden.Variance([1, 2, 3], keepDims: true) + 0.1).Sqrt();
                return centred.Flatten(1).Linear(x[2], x[3]);
            }

            Tensor Penalty()
            {
                Tensor gradient = Score(inputs).Sum().Gradients([inputs[0]], createGraph: true)[0];
                return (gradient.Square().Sum(1, 2, 3).Sqrt() - 1).Square().Mean();
            }

            double first = Penalty().ToDouble(), last = first;
            for (int step = 0; step < 60; step++)
            {
                Tensor penalty = Penalty();
                Tensor[] gradients = penalty.Gradients(kernel, weight);
                using (Gradients.Off())
                {
                    kernel.SubtractInPlace(gradients[0] * 0.02);
                    weight.SubtractInPlace(gradients[1] * 0.02);
                }

                last = penalty.ToDouble();
            }

            Assert.True(last < first / 5, $"{name}: the penalty went from {first:g4} to {last:g4}.");
        }
    }

    [Fact]
    public void The_gradient_of_a_penalty_through_a_layer_and_a_variance_equals_differences()
    {
        Tensor[] inputs = [Numbers([3, 4], 1).RequireGrad(), Numbers([2, 4], 2).RequireGrad(), Numbers([2], 3).RequireGrad()];
        foreach ((string name, Func<Tensor, Tensor> activation) in new (string, Func<Tensor, Tensor>)[] { ("silu", t => t.Silu()), ("gelu", t => t.Gelu()), ("tanh", t => t.Tanh()), ("softplus", t => t.Softplus()) })
            GradCheck.Second(name, x => activation(x[0].Linear(x[1], x[2])) / (x[0].Variance([1], keepDims: true) + 1), inputs);
    }

    static Tensor Numbers(Shape shape, int seed) => Samples.Tensor(Samples.Values(shape, DType.Float64, (-0.5, 0.5), seed), DType.Float64);
}
