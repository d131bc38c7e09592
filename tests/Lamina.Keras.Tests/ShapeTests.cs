using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

public sealed class ShapeTests
{
    // Layer, shape of a sample of the input, shape of a sample of the output as Keras' compute_output_shape has it.
    static readonly (Func<KerasLayer> Make, Shape Input, Shape Output)[] Cases =
    [
        (() => new Dense(5), [7], [5]),
        (() => new Dense(5, Activation.Softmax), [3, 7], [3, 5]),
        (() => new Conv2D(4, 3), [9, 8, 2], [7, 6, 4]),
        (() => new Conv2D(4, 3, padding: Padding.Same), [9, 8, 2], [9, 8, 4]),
        (() => new Conv2D(4, (3, 2), padding: Padding.Same, strides: 2), [9, 8, 2], [5, 4, 4]),
        (() => new Conv2D(4, 3, strides: 2), [9, 8, 2], [4, 3, 4]),
        (() => new Conv2D(4, 3, dilationRate: 2), [9, 8, 2], [5, 4, 4]),
        (() => new Conv1D(4, 3), [9, 2], [7, 4]),
        (() => new Conv1D(4, 3, padding: Padding.Same, strides: 2), [9, 2], [5, 4]),
        (() => new Conv1D(4, 3, dilationRate: 2, groups: 2), [9, 2], [5, 4]),
        (() => new Conv3D(4, 3), [9, 8, 7, 2], [7, 6, 5, 4]),
        (() => new Conv3D(4, (3, 2, 1), padding: Padding.Same, strides: (2, 1, 3)), [9, 8, 7, 2], [5, 8, 3, 4]),
        (() => new DepthwiseConv1D(3, depthMultiplier: 3), [9, 2], [7, 6]),
        (() => new DepthwiseConv2D(3, padding: Padding.Same, strides: 2), [9, 8, 2], [5, 4, 2]),
        (() => new SeparableConv1D(5, 3, strides: 2), [9, 2], [4, 5]),
        (() => new SeparableConv2D(5, (3, 2), padding: Padding.Same, depthMultiplier: 2), [9, 8, 2], [9, 8, 5]),
        (() => new Conv1DTranspose(4, 3), [9, 2], [11, 4]),
        (() => new Conv1DTranspose(4, 2, strides: 3), [9, 2], [27, 4]),
        (() => new Conv1DTranspose(4, 3, padding: Padding.Same, strides: 2), [9, 2], [18, 4]),
        (() => new Conv1DTranspose(4, 4, padding: Padding.Same, strides: 3, outputPadding: 1), [9, 2], [25, 4]),
        (() => new Conv2DTranspose(4, 3, strides: 2), [9, 8, 2], [19, 17, 4]),
        (() => new Conv2DTranspose(4, (5, 2), padding: Padding.Same, strides: (2, 3)), [9, 8, 2], [18, 24, 4]),
        (() => new Conv2DTranspose(4, 3, strides: 2, outputPadding: (1, 0)), [9, 8, 2], [20, 17, 4]),
        (() => new Conv2DTranspose(4, 3, padding: Padding.Same, dilationRate: 2), [9, 8, 2], [9, 8, 4]),
        (() => new Conv3DTranspose(4, (3, 2, 1), strides: (1, 2, 3)), [3, 2, 4, 2], [5, 4, 12, 4]),
        (() => new Conv3DTranspose(4, 3, padding: Padding.Same, strides: 2), [3, 2, 4, 2], [6, 4, 8, 4]),
        (() => new MaxPooling2D(), [9, 8, 2], [4, 4, 2]),
        (() => new MaxPooling2D(3, strides: 2, padding: Padding.Same), [9, 8, 2], [5, 4, 2]),
        (() => new AveragePooling2D((3, 2), strides: 1), [9, 8, 2], [7, 7, 2]),
        (() => new AveragePooling2D(2, padding: Padding.Same), [9, 8, 2], [5, 4, 2]),
        (() => new GlobalAveragePooling2D(), [9, 8, 2], [2]),
        (() => new MaxPooling1D(), [9, 2], [4, 2]),
        (() => new MaxPooling1D(3, strides: 2, padding: Padding.Same), [9, 2], [5, 2]),
        (() => new AveragePooling1D(3, strides: 1), [9, 2], [7, 2]),
        (() => new MaxPooling3D(), [9, 8, 7, 2], [4, 4, 3, 2]),
        (() => new MaxPooling3D((2, 3, 1), strides: 2, padding: Padding.Same), [9, 8, 7, 2], [5, 4, 4, 2]),
        (() => new AveragePooling3D((3, 2, 2), strides: 1), [9, 8, 7, 2], [7, 7, 6, 2]),
        (() => new GlobalMaxPooling1D(), [9, 2], [2]),
        (() => new GlobalMaxPooling2D(), [9, 8, 2], [2]),
        (() => new GlobalMaxPooling3D(), [9, 8, 7, 2], [2]),
        (() => new GlobalAveragePooling1D(), [9, 2], [2]),
        (() => new GlobalAveragePooling3D(), [9, 8, 7, 2], [2]),
        (() => new UpSampling1D(3), [4, 2], [12, 2]),
        (() => new UpSampling2D((2, 3)), [4, 5, 2], [8, 15, 2]),
        (() => new UpSampling3D((1, 2, 3)), [4, 5, 3, 2], [4, 10, 9, 2]),
        (() => new ZeroPadding1D(), [4, 2], [6, 2]),
        (() => new ZeroPadding2D((1, 2)), [4, 5, 2], [6, 9, 2]),
        (() => new ZeroPadding2D(1, 2, 3, 0), [4, 5, 2], [7, 8, 2]),
        (() => new ZeroPadding3D((1, 2, 0)), [4, 5, 3, 2], [6, 9, 3, 2]),
        (() => new Cropping1D(1, 2), [7, 2], [4, 2]),
        (() => new Cropping2D(), [4, 5, 2], [4, 5, 2]),
        (() => new Cropping2D(1, 0, 2, 1), [4, 5, 2], [3, 2, 2]),
        (() => new Cropping3D(), [4, 5, 3, 2], [2, 3, 1, 2]),
        (() => new BatchNormalization(), [9, 8, 2], [9, 8, 2]),
        (() => new BatchNormalization(), [9, 2], [9, 2]),
        (() => new LayerNormalization(), [9, 2], [9, 2]),
        (() => new SimpleRNN(6), [5, 2], [6]),
        (() => new LSTM(6), [5, 2], [6]),
        (() => new LSTM(6, returnSequences: true), [5, 2], [5, 6]),
        (() => new GRU(6, returnSequences: true), [5, 2], [5, 6]),
        (() => new Input([5, 2]), [5, 2], [5, 2]),
    ];

    [Fact]
    public void Outputs_have_the_shapes_of_Keras_and_the_shape_rule_agrees()
    {
        foreach ((Func<KerasLayer> make, Shape input, Shape output) in Cases)
        {
            KerasLayer layer = make();
            Assert.Equal(output, layer.OutputShapeOf(input));
            Assert.Equal(output.Insert(0, 3), layer.Forward(Tensor.Randn(input.Insert(0, 3))).Shape);
            Assert.True(layer.IsBuilt, layer.ToString());
        }
    }

    [Fact]
    public void Weights_that_were_made_for_one_shape_refuse_another()
    {
        foreach ((KerasLayer layer, Shape other) in new (KerasLayer, Shape)[]
        {
            (new Dense(5, inputShape: [7]), [8]), (new Conv2D(4, 3, inputShape: [9, 8, 2]), [9, 8, 3]), (new LSTM(6, inputShape: [5, 2]), [5, 3]),
            (new Conv1D(4, 3, inputShape: [9, 2]), [9, 3]), (new Conv3DTranspose(4, 3, inputShape: [3, 3, 3, 2]), [3, 3, 3, 1]), (new SeparableConv2D(4, 3, inputShape: [9, 8, 2]), [9, 8, 3]),
            (new BatchNormalization(inputShape: [4]), [5]), (new LayerNormalization(inputShape: [4]), [5]), (new Input([4]), [5]),
        })
        {
            ShapeException error = Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Zeros(other.Insert(0, 1))));
            Assert.Contains(layer.ToString(), error.Message);
            Assert.Contains(other.ToString(), error.Message);
        }
    }

    [Fact]
    public void Pictures_with_the_channels_first_are_told_the_way_out()
    {
        ShapeException error = Assert.Throws<ShapeException>(() => new Conv2D(8, 3).Forward(Tensor.Zeros([2, 1, 28, 28])));
        Assert.Contains("ChannelsLast", error.Message);
        Assert.Contains("`x.Permute(0, 2, 1)`", Assert.Throws<ShapeException>(() => new Conv1D(8, 3).Forward(Tensor.Zeros([4, 2, 20]))).Message);
        Assert.Contains("`x.Permute(0, 2, 3, 4, 1)`", Assert.Throws<ShapeException>(() => new Conv3D(8, 3).Forward(Tensor.Zeros([4, 2, 8, 8, 20]))).Message);
        Assert.Throws<ShapeException>(() => new Conv2D(8, 3, padding: 1));
        Assert.Throws<ShapeException>(() => new Conv1D(8, 0));
        Assert.Throws<ShapeException>(() => new Conv2DTranspose(8, 3, strides: 2, outputPadding: 2, inputShape: [9, 8, 2]));
        Assert.Throws<ShapeException>(() => new Dense(0));
        Assert.Throws<ShapeException>(() => new LSTM(5).Forward(Tensor.Zeros([2, 3])));
    }

    [Fact]
    public void A_layer_is_built_for_the_dtype_and_the_mode_it_stands_in()
    {
        Dense dense = new(3);
        Assert.Equal(DType.Float64, dense.Forward(Tensor.Randn([2, 4], DType.Float64)).DType);
        Assert.Equal(DType.Float64, dense.Layer!.Weight.DType);

        BatchNormalization normalization = new();
        Sequential network = new(normalization);
        network.Eval();
        Tensor x = Tensor.Randn([4, 3]);
        network.Forward(x);
        Assert.All(normalization.Layer!.RunningMean!.Value.ToArray<float>(), value => Assert.Equal(0, value));
        network.Train();
        network.Forward(x);
        Assert.Contains(normalization.Layer.RunningMean!.Value.ToArray<float>(), value => value != 0);
    }
}
