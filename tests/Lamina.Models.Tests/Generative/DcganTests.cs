using Lamina.Models.Generative;
using Lamina.NN;

namespace Lamina.Models.Tests.Generative;

/// <summary>The adversarial networks have the sizes that follow from their layers, and learn against each other.</summary>
public sealed class DcganTests
{
    [Fact]
    public void Parameters_and_shapes_follow_from_the_layers()
    {
        DcganGenerator generator = new();
        DcganDiscriminator discriminator = new();
        Assert.Equal((64 * 128 * 49) + (2 * 128) + (128 * 64 * 16) + (2 * 64) + (64 * 16), generator.ParameterCount);
        Assert.Equal((64 * 16) + (64 * 128 * 16) + (2 * 128) + (128 * 49) + 1, discriminator.ParameterCount);
        Tensor pictures = generator.Forward(Tensor.Randn([2, 64, 1, 1]));
        Assert.Equal([2, 1, 28, 28], pictures.Shape);
        Assert.InRange(pictures.Max().ToDouble(), -1, 1);
        Assert.Equal([2, 1], discriminator.Forward(pictures).Shape);
    }

    [Fact]
    public void A_generator_learns_to_pass_a_fixed_discriminator()
    {
        Tensor.Seed(4);
        DcganGenerator generator = new();
        DcganDiscriminator discriminator = new();
        discriminator.Freeze();
        Adam optimizer = new(generator.Parameters(), 2e-3);
        Tensor noise = Tensor.Randn([4, 64, 1, 1]);
        double first = 0, last = 0;
        for (int i = 0; i < 10; i++)
        {
            optimizer.ZeroGrad();
            Tensor judged = discriminator.Call(generator.Call(noise)), loss = Loss.BinaryCrossEntropyWithLogits(judged, Tensor.Ones([4, 1]));
            loss.Backward();
            optimizer.Step();
            last = loss.ToDouble();
            first = i == 0 ? last : first;
        }

        Assert.True(last < 0.7 * first, $"from {first} to {last}");
    }
}
