using Xunit;

namespace Lamina.NN.Tests;

/// <summary>Sixteen-bit parameters, and sixteen-bit activations over float32 parameters.</summary>
public sealed class MixedPrecisionTests
{
    [Fact]
    public void Mixed_activations_are_short_and_gradients_of_parameters_are_not()
    {
        Sequential net = new(new Conv2d(1, 4, 3), new Relu(), new Flatten(), new Linear(4 * 36, 5));
        Tensor x = Tensor.Randn([2, 1, 8, 8], generator: new Generator(1)), full = net.Forward(x), mixed;
        using (Precision.Mixed(DType.BFloat16))
        {
            mixed = net.Forward(x);
            using (Precision.Plain())
                Assert.Equal(DType.Float32, net.Forward(x).DType);
            Assert.Equal(DType.BFloat16, x.Reshape([2, 64]).MatMul(x.Reshape([2, 64]).T).DType);
            Assert.Equal(DType.Float64, x.To(DType.Float64).Reshape([2, 64]).MatMul(x.Reshape([2, 64]).T).DType);
            mixed.To(DType.Float32).Square().Sum().Backward();
        }

        Assert.Equal(DType.Float32, net.Forward(x).DType);
        Assert.Equal(DType.BFloat16, mixed.DType);
        double largest = full.Abs().Max().ToDouble();
        Assert.InRange((mixed.To(DType.Float32) - full).Abs().Max().ToDouble() / largest, 1e-6, 0.02);
        float[][] gradients = [.. net.Parameters().Select(parameter => parameter.Grad!.ToArray<float>())];
        net.ZeroGrad();
        full.Square().Sum().Backward();
        foreach ((Parameter parameter, float[] rough) in net.Parameters().Zip(gradients))
        {
            Assert.Equal(DType.Float32, parameter.Grad!.DType);
            float[] exact = parameter.Grad.ToArray<float>();
            float scale = exact.Max(Math.Abs);
            for (int i = 0; i < exact.Length; i++)
                Assert.Equal(exact[i], rough[i], 0.03 * scale);
        }

        Assert.Throws<DTypeException>(() => Precision.Mixed(DType.Float32));
    }

    [Fact]
    public void A_checkpoint_computes_again_as_it_did()
    {
        Linear layer = new(6, 6);
        Tensor x = Tensor.Randn([4, 6], generator: new Generator(2));
        float[][] gradients = [.. new[] { false, true }.Select(kept =>
        {
            layer.ZeroGrad();
            Tensor y;
            using (Precision.Mixed())
                y = kept ? Checkpoint.Run(Part, x) : Part(x);
            Assert.Equal(DType.BFloat16, y.DType);
            y.To(DType.Float32).Sum().Backward();
            return layer.Weight.Grad!.ToArray<float>();
        })];
        Assert.Equal(gradients[0], gradients[1]);

        Tensor Part(Tensor input) => layer.Forward(layer.Forward(input).Tanh());
    }

    [Fact]
    public void Sixteen_bits_train_to_nearly_the_loss_of_float32()
    {
        double full = Train(DType.Float32, null, null);
        Assert.InRange(full, 0, 0.1);
        foreach ((DType parameters, DType? activations, LossScaler? scaler) in new (DType, DType?, LossScaler?)[]
        {
            (DType.BFloat16, null, null), (DType.Float16, null, new LossScaler(initialFactor: 1 << 24)),
            (DType.Float32, DType.BFloat16, null), (DType.Float32, DType.Float16, new LossScaler()),
        })
        {
            double loss = Train(parameters, activations, scaler);
            Assert.True(Math.Abs(loss - full) < 0.02, $"{parameters} {activations}: {loss}, in float32 {full}");
            if (parameters == DType.Float16)
                Assert.InRange(scaler!.Factor, 1, 1 << 23);
        }
    }

    // Two spirals' easier cousin: whether a point lies inside a ring. Captured, as all training may be.
    static double Train(DType parameters, DType? activations, LossScaler? scaler)
    {
        Sequential net = new(new Linear(2, 32), new Tanh(), new Linear(32, 32), new Relu(), new Linear(32, 2));
        Generator generator = new(4);
        foreach (Parameter parameter in net.Parameters())
            parameter.Load(Tensor.Randn(parameter.Shape, generator: generator) * (parameter.Shape.Rank == 2 ? 1 / Math.Sqrt(parameter.Shape[1]) : 0));
        net.To(parameters);
        Tensor x = Tensor.Randn([256, 2], generator: generator), labels = (x.Square().Sum(1) < 1.2).To(DType.Int64);
        Adam optimizer = new(net.Parameters(), 0.01);
        Step step = Capture.Step(input =>
        {
            optimizer.ZeroGrad();
            Tensor prediction;
            using (PrecisionScope? mixed = activations is { } kept ? Precision.Mixed(kept) : null)
                prediction = net.Forward(input.To(parameters));
            Tensor loss = Loss.CrossEntropy(prediction.To(DType.Float32), labels);
            (scaler is null ? loss : scaler.Scale(loss)).Backward();
            if (scaler is null)
                optimizer.Step();
            else
                scaler.Step(optimizer);
            scaler?.Update();
            return loss.Detach();
        });
        double last = 0;
        for (int i = 0; i < 300; i++)
            last = step.Run(x).ToDouble();
        Assert.Null(step.WhyEager);
        return last;
    }
}
