using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>Penalties and constraints of layers reach their weights, whenever these are made.</summary>
public sealed class RegularizationTests
{
    [Fact]
    public void They_wait_for_the_weights_and_stand_on_them()
    {
        Regularizer kernel = Regularizer.L2(0.1), bias = Regularizer.L1(0.2);
        Constraint limit = Constraint.MaxNorm(3), sign = Constraint.NonNegative();
        foreach (bool early in (bool[])[false, true])
        {
            Dense dense = new(4, inputShape: early ? [3] : null) { KernelRegularizer = kernel, BiasRegularizer = bias, KernelConstraint = limit, BiasConstraint = sign };
            Assert.Equal((kernel, bias, limit, sign), (dense.KernelRegularizer, dense.BiasRegularizer, dense.KernelConstraint, dense.BiasConstraint));
            dense.Forward(Tensor.Ones([2, 3]));
            Linear layer = dense.Layer!;
            Assert.Equal((kernel, bias, limit, sign), (layer.Weight.Regularizer, layer.Bias!.Regularizer, layer.Weight.Constraint, layer.Bias.Constraint));
            Assert.Equal((kernel, bias, limit, sign), (dense.KernelRegularizer, dense.BiasRegularizer, dense.KernelConstraint, dense.BiasConstraint));
            layer.Bias.Load(Tensor.Full([4], 0.5));
            Assert.Equal((0.1 * layer.Weight.Value.Square().Sum().ToDouble()) + (0.2 * 4 * 0.5), dense.Penalty().ToDouble(), 1e-6);
            dense.KernelRegularizer = null;
            Assert.Null(layer.Weight.Regularizer);
        }

        Conv2D conv = new(2, 3) { KernelRegularizer = kernel };
        conv.Forward(Tensor.Ones([1, 5, 5, 1]));
        Assert.Equal(0.1 * conv.Layer!.Weight.Value.Square().Sum().ToDouble(), conv.Penalty().ToDouble(), 1e-6);

        LSTM lstm = new(3) { KernelRegularizer = kernel, RecurrentRegularizer = bias, RecurrentConstraint = limit };
        lstm.Forward(Tensor.Ones([1, 4, 2]));
        Assert.Equal((kernel, bias, limit), (lstm.Weight!.Regularizer, lstm.RecurrentWeight!.Regularizer, lstm.RecurrentWeight.Constraint));
        Assert.Equal((bias, limit), (lstm.RecurrentRegularizer, lstm.RecurrentConstraint));
    }

    [Fact]
    public void Outputs_are_penalized_after_the_activation_by_sample()
    {
        Dense dense = new(5, Activation.Relu) { ActivityRegularizer = Regularizer.L1(0.5) };
        Tensor y = dense.Forward(Tensor.Randn([8, 3]));
        Assert.Equal(0.5 * y.Sum().ToDouble() / 8, dense.Penalty().ToDouble(), 1e-5);
        MaxPooling2D pooling = new(2) { ActivityRegularizer = Regularizer.L2(1) };
        Assert.Equal([3, 2, 2, 1], pooling.Forward(Tensor.Ones([3, 4, 4, 1])).Shape.ToArray());
        Assert.Equal(4, pooling.Penalty().ToDouble(), 1e-6);
    }

    [Fact]
    public void A_layer_without_such_weights_says_so()
    {
        MaxPooling2D pooling = new(2) { KernelRegularizer = Regularizer.L2() };
        Assert.Contains("MaxPooling2D", Assert.Throws<ModuleException>(() => pooling.Forward(Tensor.Ones([1, 4, 4, 1]))).Message);
        Dense dense = new(2, useBias: false, inputShape: [3]);
        Assert.Contains("'bias'", Assert.Throws<ModuleException>(() => dense.BiasConstraint = Constraint.NonNegative()).Message);
        dense.BiasConstraint = null;
    }
}
