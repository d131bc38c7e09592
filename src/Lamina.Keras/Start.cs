using Lamina.NN;

namespace Lamina.Keras;

/// <summary>First values of weights as Keras draws them.</summary>
internal static class Start
{
    public static Linear AsKeras(Linear layer) => Filled(layer, layer.Weight, layer.Bias);

    public static Conv1d AsKeras(Conv1d layer) => Filled(layer, layer.Weight, layer.Bias);

    public static Conv2d AsKeras(Conv2d layer) => Filled(layer, layer.Weight, layer.Bias);

    public static Conv3d AsKeras(Conv3d layer) => Filled(layer, layer.Weight, layer.Bias);

    public static ConvTranspose1d AsKeras(ConvTranspose1d layer) => Filled(layer, layer.Weight, layer.Bias);

    public static ConvTranspose2d AsKeras(ConvTranspose2d layer) => Filled(layer, layer.Weight, layer.Bias);

    public static ConvTranspose3d AsKeras(ConvTranspose3d layer) => Filled(layer, layer.Weight, layer.Bias);

    public static SeparableConv1d AsKeras(SeparableConv1d layer)
    {
        AsKerasDepthwise(layer.Depthwise);
        AsKeras(layer.Pointwise);
        return layer;
    }

    public static SeparableConv2d AsKeras(SeparableConv2d layer)
    {
        AsKerasDepthwise(layer.Depthwise);
        AsKeras(layer.Pointwise);
        return layer;
    }

    public static Conv1d AsKerasDepthwise(Conv1d layer) => Depthwise(layer, layer.Groups, layer.Weight, layer.Bias);

    public static Conv2d AsKerasDepthwise(Conv2d layer) => Depthwise(layer, layer.Groups, layer.Weight, layer.Bias);

    // Keras counts a depthwise kernel [kernel, channels, multiplier] as one that leads from the channels to the multiplier.
    static T Depthwise<T>(T layer, int channels, Parameter weight, Parameter? bias)
    {
        Init.Fill(weight, (shape, dtype, generator) => Init.GlorotUniform([channels, shape[0] / channels, .. shape[2..]], dtype, generator).Reshape([.. shape]));
        return Zeroed(layer, bias);
    }

    static T Filled<T>(T layer, Parameter weight, Parameter? bias)
    {
        Init.Fill(weight, Init.GlorotUniform);
        return Zeroed(layer, bias);
    }

    static T Zeroed<T>(T layer, Parameter? bias)
    {
        if (bias is not null)
            Init.Fill(bias, Init.Zeros);
        return layer;
    }
}
