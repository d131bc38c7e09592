using Xunit;

namespace Lamina.NN.Tests.Losses;

/// <summary>The forms, refusals and limits of the losses over margins, likelihoods, overlaps and embeddings; their values are LossGoldenTests'.</summary>
[Collection(nameof(Alone))]
public sealed class FurtherLossTests
{
    static readonly Loss[] ElementLosses =
    [
        Loss.LogCosh(), Loss.MeanAbsolutePercentageError(), Loss.MeanSquaredLogarithmicError(), Loss.CosineSimilarity(), Loss.PoissonNegativeLogLikelihood(), Loss.Hinge(), Loss.SquaredHinge(),
        Loss.CategoricalHinge(), Loss.HingeEmbedding(), Loss.SoftMargin(), Loss.MultiLabelSoftMargin(), Loss.BinaryFocalCrossEntropy(), Loss.CategoricalFocalCrossEntropy(), Loss.Dice(),
        Loss.Tversky(), Loss.InfoNce(),
    ];

    [Fact]
    public void Shapes_that_would_broadcast_are_refused()
    {
        Tensor flat = Tensor.Zeros([4]), column = Tensor.Zeros([4, 1]);
        foreach (Loss loss in ElementLosses)
        {
            string message = Assert.Throws<ShapeException>(() => loss.Forward(flat, column)).Message;
            Assert.StartsWith(loss.Name, message);
            Assert.Contains("Reshape([4])", message);
            Assert.StartsWith(loss.Name, Assert.Throws<DTypeException>(() => loss.Forward(Tensor.From(1L, 2L), Tensor.From(1f, 2f))).Message);
        }

        foreach (Func<Tensor> call in (Func<Tensor>[])
        [
            () => Loss.MarginRanking(flat, column, flat), () => Loss.MarginRanking(flat, flat, column), () => Loss.TripletMargin(column, column, flat), () => Loss.CosineEmbedding(column, column, column),
            () => Loss.GaussianNegativeLogLikelihood(flat, flat, Tensor.Ones([3])), () => Loss.GeneralizedIou(column, column), () => Loss.CompleteIou(flat, column), () => Loss.MultiLabelMargin(flat, column),
            () => Loss.MultiMargin(column, column.To(DType.Int64)), () => Loss.ArcFace(column, column.To(DType.Int64)), () => Loss.InfoNce(flat, flat),
        ])
            Assert.Throws<ShapeException>(call);
        Assert.Throws<DTypeException>(() => Loss.MultiLabelMargin(flat, flat));
        Assert.Throws<IndexException>(() => Loss.MultiLabelMargin(flat, Tensor.From(4L, -1L, 0L, 0L)));
    }

    [Fact]
    public void Every_loss_trains_and_takes_16_bit_floats()
    {
        Tensor.Seed(1);
        foreach (Loss loss in ElementLosses)
        {
            Tensor x = Tensor.Uniform([6, 4], 0.1, 0.9), y = Tensor.RandInt([6, 4], 0, 2).To(DType.Float32);
            double expected = loss.Forward(x, y).ToDouble();
            foreach (DType dtype in (DType[])[DType.BFloat16, DType.Float16])
            {
                Tensor result = loss.Forward(x.To(dtype), y);
                Assert.Equal(dtype, result.DType);
                Assert.True(loss is MeanAbsolutePercentageErrorLoss || Math.Abs(result.ToDouble() - expected) < 0.03 * (1 + Math.Abs(expected)), $"{loss.Name}: {result.ToDouble()} in {dtype}, {expected} in float32");
            }

            double before = expected;
            for (int step = 0; step < 5; step++)
            {
                x.RequireGrad();
                x = x.Detach() - (loss.Forward(x, y).Gradients(x)[0] * 1e-3 / (1 + Math.Abs(expected)));
            }

            Assert.True(loss.Forward(x, y).ToDouble() < before, $"{loss.Name} does not fall against its gradient.");
        }
    }

    [Fact]
    public void Right_answers_cost_nothing_and_wrong_ones_stay_finite()
    {
        Tensor one = Tensor.From([1f, 0f], [0f, 1f]), wrong = 1 - one;
        foreach (Loss loss in (Loss[])[Loss.LogCosh(), Loss.MeanSquaredLogarithmicError(), Loss.BinaryFocalCrossEntropy(), Loss.BinaryFocalCrossEntropy(gamma: 0.5), Loss.CategoricalFocalCrossEntropy(), Loss.Dice(), Loss.Tversky()])
        {
            Assert.Equal(0, loss.Forward(one, one).ToDouble(), 1e-6);
            Tensor x = wrong.Clone().RequireGrad();
            Tensor value = loss.Forward(x, one);
            Assert.True(value.ToDouble() > 0.2 && double.IsFinite(value.ToDouble()), loss.Name);
            value.Backward();
            Assert.All(x.Grad!.ToArray<float>(), g => Assert.True(float.IsFinite(g), loss.Name));
        }

        Assert.Equal(-1, Loss.CosineSimilarity(one, one * 3).ToDouble(), 1e-6);
        Assert.Equal(0, Loss.CosineSimilarity(one * 0, one).ToDouble());
        Assert.Equal(0, Loss.SoftMargin(Tensor.From(1000f, -1000f), Tensor.From(1f, -1f)).ToDouble());
        Assert.Equal(1000, Loss.SoftMargin(Tensor.From(1000f, -1000f), Tensor.From(-1f, 1f)).ToDouble());
        Assert.Equal(0, Loss.Dice(one * 0, one * 0, smooth: 1).ToDouble(), 1e-6);
        Assert.Equal(0, Loss.TripletMargin(one, one, one * 9).ToDouble(), 1e-5);
    }

    [Fact]
    public void Boxes_come_nearer_though_they_do_not_touch()
    {
        Tensor target = Tensor.From([0f, 0f, 1f, 1f]).Unsqueeze(0);
        foreach (Loss loss in (Loss[])[Loss.GeneralizedIou(), Loss.DistanceIou(), Loss.CompleteIou()])
        {
            Assert.Equal(0, loss.Forward(target, target).ToDouble(), 1e-6);
            double far = loss.Forward(target + 5, target).ToDouble(), near = loss.Forward(target + 2, target).ToDouble();
            Assert.True(far > near && near > 1, $"{loss.Name}: {far}, {near}");
            Tensor x = (target + 5).RequireGrad();
            loss.Forward(x, target).Backward();
            Assert.All(x.Grad!.ToArray<float>(), g => Assert.True(float.IsFinite(g)));
            Assert.True(x.Grad.Sum().ToDouble() > 0, loss.Name);
        }
    }

    [Fact]
    public void A_box_without_height_has_a_gradient()
    {
        Tensor flat = Tensor.From([0f, 1f, 2f, 1f]).Unsqueeze(0).RequireGrad(), target = Tensor.From([0f, 0f, 1f, 1f]).Unsqueeze(0);
        foreach (Loss loss in (Loss[])[Loss.GeneralizedIou(), Loss.DistanceIou(), Loss.CompleteIou()])
        {
            flat.Grad = null;
            loss.Forward(flat, target).Backward();
            Assert.All(flat.Grad!.ToArray<float>(), g => Assert.True(float.IsFinite(g), loss.Name));
        }
    }

    [Fact]
    public void Wrong_settings_are_refused()
    {
        foreach (Func<Loss> make in (Func<Loss>[])
        [
            () => Loss.MultiMargin(p: 3), () => Loss.ArcFace(margin: 4), () => Loss.ArcFace(scale: 0), () => Loss.InfoNce(temperature: 0), () => Loss.BinaryFocalCrossEntropy(gamma: -1),
            () => Loss.BinaryFocalCrossEntropy(alpha: 2), () => Loss.CategoricalFocalCrossEntropy(labelSmoothing: 2), () => Loss.Dice(smooth: -1), () => Loss.MeanAbsolutePercentageError(epsilon: 0),
            () => Loss.GeneralizedIou(epsilon: 0), () => Loss.PoissonNegativeLogLikelihood(epsilon: -1),
        ])
            Assert.Throws<ArgumentOutOfRangeException>(make);
    }

    [Fact]
    public void Circle_and_generalized_losses_hold_at_their_ends()
    {
        // No sample has another of its label: nothing counts, and no gradient is NaN.
        Tensor x = Tensor.Randn([3, 4], generator: new Generator(1)).Normalize().RequireGrad();
        Tensor alone = Loss.Circle(x, Tensor.From(0L, 1, 2));
        Assert.Equal(0, alone.ToDouble());
        alone.Backward();
        Assert.All(x.Grad!.ToArray<float>(), g => Assert.Equal(0, g));
        Assert.True(Loss.Circle(x, Tensor.From(0L, 0, 1)).ToDouble() > 0);
        Assert.Equal(DType.BFloat16, Loss.Circle(x.To(DType.BFloat16), Tensor.From(0L, 0, 1)).DType);
        Assert.Throws<ShapeException>(() => Loss.Circle(x, Tensor.From(0L, 1)));
        Assert.Throws<DTypeException>(() => Loss.Circle(x, Tensor.Zeros([3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.Circle(gamma: 0));

        Tensor p = Tensor.From([0f, 1f], [1f, 0f]).RequireGrad();
        Tensor wrong = Loss.CategoricalGeneralizedCrossEntropy(p, Tensor.From(0L, 1), q: 1);
        Assert.Equal(1, wrong.ToDouble(), 1e-6);
        Assert.Equal(0, Loss.CategoricalGeneralizedCrossEntropy(p, Tensor.From(1L, 0)).ToDouble());
        wrong.Backward();
        Assert.All(p.Grad!.ToArray<float>(), g => Assert.True(float.IsFinite(g)));
        Assert.Throws<ShapeException>(() => Loss.CategoricalGeneralizedCrossEntropy(p, Tensor.From(0L)));
        Assert.Throws<IndexException>(() => Loss.CategoricalGeneralizedCrossEntropy(p, Tensor.From(0L, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Loss.CategoricalGeneralizedCrossEntropy(q: 0));
    }

    [Fact]
    public void ArcFace_trains_a_layer_of_cosines()
    {
        Tensor.Seed(3);
        Tensor centres = Tensor.Randn([5, 8]), labels = Tensor.RandInt([60], 0, 5), x = centres.IndexSelect(0, labels) + (Tensor.Randn([60, 8]) * 0.3);
        Sequential net = new(new Linear(8, 8), new CosineLinear(8, 5));
        Adam optimizer = new(net.Parameters(), 0.01);
        for (int step = 0; step < 150; step++)
        {
            optimizer.ZeroGrad();
            Loss.ArcFace(net.Forward(x), labels, scale: 16).Backward();
            optimizer.Step();
        }

        Tensor cosines = net.Forward(x);
        Assert.True(cosines.Abs().Amax().ToDouble() <= 1 + 1e-5);
        Assert.Equal(1, cosines.ArgMax(1).EqualTo(labels).To(DType.Float32).Mean().ToDouble());
    }
}
