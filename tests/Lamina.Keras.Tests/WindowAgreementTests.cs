using Lamina.NN;
using Xunit;

namespace Lamina.Keras.Tests;

/// <summary>Pooling, padding and upsampling of channels last compute what their parts in Lamina.NN do.</summary>
public sealed class WindowAgreementTests
{
    static void Same(Tensor expected, Tensor got)
    {
        Assert.Equal(expected.Shape, got.Shape);
        Assert.Equal(expected.ToArray<float>(), got.ToArray<float>());
    }

    static Tensor First(Tensor x) => x.MoveAxis(-1, 1).Contiguous();

    static Tensor Last(Tensor x) => x.MoveAxis(1, -1);

    [Fact]
    public void Pooling_is_that_of_permuted_data()
    {
        Tensor line = Tensor.Randn([2, 8, 3]), picture = Tensor.Randn([2, 4, 6, 3]), volume = Tensor.Randn([2, 4, 6, 8, 3]);
        Same(Last(new MaxPool1d(3, 2).Forward(First(line))), new MaxPooling1D(3, 2).Forward(line));
        Same(Last(new AvgPool1d(2).Forward(First(line))), new AveragePooling1D().Forward(line));
        Same(Last(new MaxPool3d((2, 3, 1)).Forward(First(volume))), new MaxPooling3D((2, 3, 1)).Forward(volume));
        Same(Last(new AvgPool3d(2).Forward(First(volume))), new AveragePooling3D().Forward(volume));
        Same(First(line).Amax(2), new GlobalMaxPooling1D().Forward(line));
        Same(First(picture).Amax(2, 3), new GlobalMaxPooling2D().Forward(picture));
        Same(First(volume).Amax(2, 3, 4), new GlobalMaxPooling3D().Forward(volume));
        Assert.True((new AdaptiveAvgPool1d(1).Forward(First(line)).Flatten(1) - new GlobalAveragePooling1D().Forward(line)).Abs().Max().ToDouble() < 1e-6);
        Assert.True((new AdaptiveAvgPool3d(1).Forward(First(volume)).Flatten(1) - new GlobalAveragePooling3D().Forward(volume)).Abs().Max().ToDouble() < 1e-6);
    }

    // By hand: what lies in the padding is neither the largest nor part of the mean.
    [Fact]
    public void Pooling_with_same_padding_sees_the_input_alone()
    {
        Tensor line = Tensor.From([-1f, -2f, -3f]).Reshape(1, 3, 1), volume = Tensor.From([-1f, -2f, -3f]).Reshape(1, 1, 3, 1, 1);
        Assert.Equal([-1f, -3f], new MaxPooling1D(2, padding: Padding.Same).Forward(line).ToArray<float>());
        Assert.Equal([-1.5f, -3f], new AveragePooling1D(2, padding: Padding.Same).Forward(line).ToArray<float>());
        Assert.Equal([-1f, -3f], new MaxPooling3D(2, padding: Padding.Same).Forward(volume).ToArray<float>());
        Assert.Equal([-1.5f, -3f], new AveragePooling3D(2, padding: Padding.Same).Forward(volume).ToArray<float>());
    }

    [Fact]
    public void Upsampling_repeats_or_draws_lines()
    {
        Tensor line = Tensor.Randn([2, 3, 2]), picture = Tensor.Randn([2, 3, 4, 2]), volume = Tensor.Randn([1, 2, 3, 2, 2]);
        Same(line.RepeatInterleave(3, 1), new UpSampling1D(3).Forward(line));
        Same(picture.RepeatInterleave(2, 1).RepeatInterleave(3, 2), new UpSampling2D((2, 3)).Forward(picture));
        Same(volume.RepeatInterleave(2, 1).RepeatInterleave(2, 2).RepeatInterleave(2, 3), new UpSampling3D().Forward(volume));
        Same(Last(new Upsample(2, InterpolationMode.Linear).Forward(First(picture))), new UpSampling2D(2, InterpolationMode.Linear).Forward(picture));
        Assert.Throws<ArgumentException>(() => new UpSampling2D(2, InterpolationMode.Area));
    }

    [Fact]
    public void Cropping_takes_off_what_padding_adds()
    {
        Tensor line = Tensor.Randn([2, 3, 2]), picture = Tensor.Randn([2, 3, 4, 2]), volume = Tensor.Randn([1, 2, 3, 2, 2]);
        Same(Last(new ZeroPad1d(1, 2).Forward(First(line))), new ZeroPadding1D(1, 2).Forward(line));
        Same(Last(new ZeroPad2d(3, 4, 1, 2).Forward(First(picture))), new ZeroPadding2D(1, 2, 3, 4).Forward(picture));
        Same(Last(new ZeroPad3d(5, 6, 3, 4, 1, 2).Forward(First(volume))), new ZeroPadding3D(1, 2, 3, 4, 5, 6).Forward(volume));
        Same(line, new Cropping1D(1, 2).Forward(new ZeroPadding1D(1, 2).Forward(line)));
        Same(picture, new Cropping2D(1, 2, 3, 4).Forward(new ZeroPadding2D(1, 2, 3, 4).Forward(picture)));
        Same(volume, new Cropping3D(1, 2, 3, 4, 5, 6).Forward(new ZeroPadding3D(1, 2, 3, 4, 5, 6).Forward(volume)));
        Assert.Throws<ShapeException>(() => new Cropping1D(2, 2).Forward(line));
        Assert.Throws<ShapeException>(() => new ZeroPadding1D(-1, 2));
    }
}
