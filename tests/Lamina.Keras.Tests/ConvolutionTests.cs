using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>Convolutions of every number of axes are those of Lamina.NN on permuted data, and transposed ones are gradients.</summary>
public sealed class ConvolutionTests
{
    static readonly Padding[] Paddings = [Padding.Valid, Padding.Same];

    static void Close(Tensor expected, Tensor got)
    {
        Assert.Equal(expected.Shape, got.Shape);
        Assert.True((expected - got).Abs().Max().ToDouble() < 1e-12);
    }

    static T Wide<T>(T layer)
        where T : Module
    {
        layer.To(DType.Float64);
        return layer;
    }

    // TensorFlow defines a transposed convolution as the gradient of the convolution with respect to its input, of the size that is asked for.
    [Fact]
    public void Transposed_convolutions_are_gradients_of_convolutions()
    {
        foreach (Padding padding in Paddings)
        {
            foreach (int kernel in new[] { 1, 2, 3, 4, 5 })
            {
                foreach (int stride in new[] { 1, 2, 3 })
                {
                    Conv1DTranspose one = Wide(new Conv1DTranspose(2, kernel, padding: padding, strides: stride, inputShape: [4, 3]));
                    Tensor x = Tensor.Randn([2, 4, 3], DType.Float64), y = one.Forward(x);
                    Conv1D forth = Wide(new Conv1D(3, kernel, padding: padding, strides: stride, useBias: false, inputShape: [y.Shape[1], 2]));
                    Close(GradientOf(forth, forth.Layer!.Weight, one.Layer!.Weight, y.Shape, x), y);

                    Conv2DTranspose two = Wide(new Conv2DTranspose(2, (kernel, 3), padding: padding, strides: (stride, 2), inputShape: [4, 3, 3]));
                    Tensor pictures = Tensor.Randn([2, 4, 3, 3], DType.Float64), larger = two.Forward(pictures);
                    Conv2D back = Wide(new Conv2D(3, (kernel, 3), padding: padding, strides: (stride, 2), useBias: false, inputShape: larger.Shape.Remove(0)));
                    Close(GradientOf(back, back.Layer!.Weight, two.Layer!.Weight, larger.Shape, pictures), larger);

                    Conv3DTranspose three = Wide(new Conv3DTranspose(2, (kernel, 3, 2), padding: padding, strides: (stride, 2, 1), inputShape: [3, 2, 3, 3]));
                    Tensor volumes = Tensor.Randn([1, 3, 2, 3, 3], DType.Float64), grown = three.Forward(volumes);
                    Conv3D whole = Wide(new Conv3D(3, (kernel, 3, 2), padding: padding, strides: (stride, 2, 1), useBias: false, inputShape: grown.Shape.Remove(0)));
                    Close(GradientOf(whole, whole.Layer!.Weight, three.Layer!.Weight, grown.Shape, volumes), grown);
                }
            }
        }
    }

    static Tensor GradientOf(Layer<Tensor, Tensor> convolution, Parameter weight, Parameter transposed, Shape shape, Tensor upstream)
    {
        weight.Load(transposed);
        Tensor at = Tensor.Zeros(shape, DType.Float64).RequireGrad();
        (convolution.Forward(at) * upstream).Sum().Backward();
        return at.Grad!;
    }

    // Keras' layers for PyTorch's own: the channels before and behind, nothing else.
    [Fact]
    public void Sequences_and_volumes_are_convolved_as_permuted_data()
    {
        foreach (Padding padding in Paddings)
        {
            Conv1D one = Wide(new Conv1D(6, 3, Activation.Tanh, padding, 2, groups: 2, inputShape: [9, 4]));
            Conv1d behind = Wide(new Conv1d(4, 6, 3, 2, padding, groups: 2));
            behind.LoadStateDict(one.StateDict());
            Tensor x = Tensor.Randn([3, 9, 4], DType.Float64);
            Close(behind.Forward(x.Permute(0, 2, 1)).Tanh().Permute(0, 2, 1), one.Forward(x));

            Conv3D three = Wide(new Conv3D(6, (3, 2, 1), Activation.Softmax, padding, (2, 1, 1), inputShape: [5, 4, 3, 4]));
            Conv3d volume = Wide(new Conv3d(4, 6, (3, 2, 1), (2, 1, 1), padding));
            volume.LoadStateDict(three.StateDict());
            Tensor v = Tensor.Randn([2, 5, 4, 3, 4], DType.Float64);
            Close(volume.Forward(v.Permute(0, 4, 1, 2, 3)).Permute(0, 2, 3, 4, 1).Softmax(), three.Forward(v));
        }
    }

    // By hand: the kernels of a channel stand side by side in the output.
    [Fact]
    public void Depthwise_kernels_see_one_channel()
    {
        DepthwiseConv1D layer = new(2, depthMultiplier: 2, inputShape: [3, 2]);
        layer.Layer!.Weight.Load(Tensor.From([[1f, 0f], [0f, 1f], [1f, 1f], [1f, -1f]]).Reshape(4, 1, 2));
        Tensor x = Tensor.From([[1f, 10f], [2f, 20f], [4f, 50f]]).Unsqueeze(0);
        Assert.Equal([1f, 2f, 30f, -10f, 2f, 4f, 70f, -30f], layer.Forward(x).ToArray<float>());
        SeparableConv1D separable = new(1, 2, depthMultiplier: 2, useBias: false, inputShape: [3, 2]);
        separable.Layer!.Depthwise.Weight.Load(layer.Layer.Weight);
        separable.Layer.Pointwise.Weight.Load(Tensor.From([1f, 100f, 2f, 0f]).Reshape(1, 4, 1));
        Assert.Equal([261f, 542f], separable.Forward(x).ToArray<float>());
    }

    [Fact]
    public void Parameters_are_those_that_Keras_counts_and_draws()
    {
        Assert.Equal((3 * 4 * 6) + 6, new Conv1D(6, 3, inputShape: [9, 4]).ParameterCount);
        Assert.Equal((27 * 4 * 6) + 6, new Conv3D(6, 3, inputShape: [5, 5, 5, 4]).ParameterCount);
        Assert.Equal((9 * 4 * 6) + 6, new Conv2DTranspose(6, 3, inputShape: [5, 5, 4]).ParameterCount);
        Assert.Equal((9 * 4 * 2) + 8, new DepthwiseConv2D(3, depthMultiplier: 2, inputShape: [5, 5, 4]).ParameterCount);
        Assert.Equal((9 * 4 * 2) + (8 * 6) + 6, new SeparableConv2D(6, 3, depthMultiplier: 2, inputShape: [5, 5, 4]).ParameterCount);

        // Keras' fans of a depthwise kernel [3, 3, channels, multiplier]: 9·channels in, 9·multiplier out.
        double limit = Math.Sqrt(6.0 / (9 * (200 + 4)));
        DepthwiseConv2D depthwise = new(3, depthMultiplier: 4, inputShape: [5, 5, 200]);
        Assert.InRange(depthwise.Layer!.Weight.Value.Abs().Max().ToDouble(), 0.98 * limit, limit);
        Assert.Equal(0, depthwise.Layer.Bias!.Value.Abs().Max().ToDouble());
        double wide = Math.Sqrt(6.0 / (9 * (200 + 30)));
        Assert.InRange(new Conv2DTranspose(30, 3, inputShape: [5, 5, 200]).Layer!.Weight.Value.Abs().Max().ToDouble(), 0.98 * wide, wide);
    }
}
