using System.Text.Json.Nodes;
using Lamina.Keras;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>How layers of pooling, padding and resampling, those of Lamina.Keras too, stand in a file.</summary>
internal static class PoolingForms
{
    public static IReadOnlyList<LayerForm> All { get; } =
    [
        new PlainForm<MaxPool1d>("MaxPool1d"),
        new PlainForm<MaxPool3d>("MaxPool3d"),
        new PlainForm<FractionalMaxPool2d>("FractionalMaxPool2d"),
        new PlainForm<FractionalMaxPool3d>("FractionalMaxPool3d"),
        new PlainForm<AvgPool1d>("AvgPool1d"),
        new PlainForm<AvgPool3d>("AvgPool3d"),
        new PlainForm<LpPool1d>("LpPool1d"),
        new PlainForm<LpPool2d>("LpPool2d"),
        new PlainForm<LpPool3d>("LpPool3d"),
        new PlainForm<AdaptiveAvgPool1d>("AdaptiveAvgPool1d"),
        new PlainForm<AdaptiveAvgPool3d>("AdaptiveAvgPool3d"),
        new PlainForm<AdaptiveMaxPool1d>("AdaptiveMaxPool1d"),
        new PlainForm<AdaptiveMaxPool2d>("AdaptiveMaxPool2d"),
        new PlainForm<AdaptiveMaxPool3d>("AdaptiveMaxPool3d"),
        new PlainForm<ZeroPad1d>("ZeroPad1d"),
        new PlainForm<ZeroPad2d>("ZeroPad2d"),
        new PlainForm<ZeroPad3d>("ZeroPad3d"),
        new PlainForm<ConstantPad1d>("ConstantPad1d"),
        new PlainForm<ConstantPad2d>("ConstantPad2d"),
        new PlainForm<ConstantPad3d>("ConstantPad3d"),
        new PlainForm<ReflectionPad1d>("ReflectionPad1d"),
        new PlainForm<ReflectionPad2d>("ReflectionPad2d"),
        new PlainForm<ReflectionPad3d>("ReflectionPad3d"),
        new PlainForm<ReplicationPad1d>("ReplicationPad1d"),
        new PlainForm<ReplicationPad2d>("ReplicationPad2d"),
        new PlainForm<ReplicationPad3d>("ReplicationPad3d"),
        new PlainForm<CircularPad1d>("CircularPad1d"),
        new PlainForm<CircularPad2d>("CircularPad2d"),
        new PlainForm<CircularPad3d>("CircularPad3d"),
        new PlainForm<PixelShuffle>("PixelShuffle"),
        new PlainForm<PixelUnshuffle>("PixelUnshuffle"),
        new PlainForm<ChannelShuffle>("ChannelShuffle"),
        new LayerForm<Upsample>("Upsample", Write, MakeUpsample),
        new PlainForm<MaxPooling1D>("keras.MaxPooling1D"),
        new PlainForm<AveragePooling1D>("keras.AveragePooling1D"),
        new PlainForm<GlobalMaxPooling1D>("keras.GlobalMaxPooling1D"),
        new PlainForm<GlobalAveragePooling1D>("keras.GlobalAveragePooling1D"),
        new PlainForm<UpSampling1D>("keras.UpSampling1D"),
        new PlainForm<ZeroPadding1D>("keras.ZeroPadding1D"),
        new PlainForm<Cropping1D>("keras.Cropping1D"),
        new PlainForm<MaxPooling2D>("keras.MaxPooling2D"),
        new PlainForm<AveragePooling2D>("keras.AveragePooling2D"),
        new PlainForm<GlobalMaxPooling2D>("keras.GlobalMaxPooling2D"),
        new PlainForm<GlobalAveragePooling2D>("keras.GlobalAveragePooling2D"),
        new PlainForm<UpSampling2D>("keras.UpSampling2D"),
        new PlainForm<ZeroPadding2D>("keras.ZeroPadding2D"),
        new PlainForm<Cropping2D>("keras.Cropping2D"),
        new PlainForm<MaxPooling3D>("keras.MaxPooling3D"),
        new PlainForm<AveragePooling3D>("keras.AveragePooling3D"),
        new PlainForm<GlobalMaxPooling3D>("keras.GlobalMaxPooling3D"),
        new PlainForm<GlobalAveragePooling3D>("keras.GlobalAveragePooling3D"),
        new PlainForm<UpSampling3D>("keras.UpSampling3D"),
        new PlainForm<ZeroPadding3D>("keras.ZeroPadding3D"),
        new PlainForm<Cropping3D>("keras.Cropping3D"),
    ];

    static JsonObject Write(Upsample x) => new()
    {
        ["size"] = x.Size is { } size ? Numbers.Json(size) : null,
        ["scale_factor"] = Numbers.Json(x.ScaleFactors),
        ["mode"] = x.Mode.ToString(),
        ["align_corners"] = x.AlignCorners,
    };

    static Upsample MakeUpsample(Described a)
    {
        string name = a.Text("mode");
        InterpolationMode mode = Enum.GetNames<InterpolationMode>().Contains(name) ? Enum.Parse<InterpolationMode>(name) : throw a.Fault($"'{name}' is no way to interpolate");
        try
        {
            return a.OptionalShape("size") is { } size
                ? new Upsample(size, mode, a.Bool("align_corners"))
                : new Upsample([.. a.Doubles("scale_factor")], mode, a.Bool("align_corners"));
        }
        catch (Exception error) when (error is LaminaException or ArgumentException)
        {
            throw a.Fault(error.Message.TrimEnd('.'), error);
        }
    }
}
