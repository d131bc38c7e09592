using System.Text.Json.Nodes;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>How layers of pictures stand in a file.</summary>
internal static class PictureForms
{
    public static JsonObject Write(Conv2d x) => new()
    {
        ["in_channels"] = x.InChannels,
        ["out_channels"] = x.OutChannels,
        ["kernel_size"] = Numbers.Json(x.KernelSize),
        ["stride"] = Numbers.Json(x.Stride),
        ["padding"] = Numbers.Json(x.Padding),
        ["dilation"] = Numbers.Json(x.Dilation),
        ["groups"] = x.Groups,
        ["bias"] = x.Bias is not null,
        ["padding_mode"] = x.PaddingMode.ToString(),
    };

    public static Conv2d MakeConv2d(Described a)
    {
        int inputs = a.Int("in_channels", 1), outputs = a.Int("out_channels", 1), groups = a.Int("groups", 1);
        Size2 kernel = a.Size2("kernel_size", 1);
        a.Spend(inputs / groups, outputs, kernel.Height, kernel.Width);
        return new Conv2d(inputs, outputs, kernel, a.Size2("stride", 1), a.Padding("padding"), a.Size2("dilation", 1), groups, a.Bool("bias"), PaddingMode(a));
    }

    /// <summary>What the padding of a convolution is; files of older versions do not say, and mean zeros.</summary>
    public static PadMode PaddingMode(Described a)
    {
        if (!a.Has("padding_mode"))
            return PadMode.Constant;
        string name = a.Text("padding_mode");
        return Enum.GetNames<PadMode>().Contains(name) ? Enum.Parse<PadMode>(name) : throw a.Fault($"'{name}' is no padding mode");
    }

    public static void SpendVolume(Described a)
    {
        Size3 kernel = a.Size3("kernel_size", 1);
        a.Spend(a.Int("in_channels", 1), a.Int("out_channels", 1) / a.Int("groups", 1), kernel.Depth, kernel.Height, kernel.Width);
    }

    public static void SpendSeparable(Described a, params ReadOnlySpan<long> kernel)
    {
        long channels = (long)a.Int("in_channels", 1) * a.Int("depth_multiplier", 1);
        a.Spend([channels, .. kernel]);
        a.Spend(channels, a.Int("out_channels", 1));
    }

    public static JsonObject Write(ConvTranspose2d x) => new()
    {
        ["in_channels"] = x.InChannels,
        ["out_channels"] = x.OutChannels,
        ["kernel_size"] = Numbers.Json(x.KernelSize),
        ["stride"] = Numbers.Json(x.Stride),
        ["padding"] = Numbers.Json(x.Padding),
        ["output_padding"] = Numbers.Json(x.OutputPadding),
        ["dilation"] = Numbers.Json(x.Dilation),
        ["groups"] = x.Groups,
        ["bias"] = x.Bias is not null,
    };

    public static ConvTranspose2d MakeConvTranspose2d(Described a)
    {
        int inputs = a.Int("in_channels", 1), outputs = a.Int("out_channels", 1), groups = a.Int("groups", 1);
        Size2 kernel = a.Size2("kernel_size", 1);
        a.Spend(inputs, outputs / groups, kernel.Height, kernel.Width);
        return new ConvTranspose2d(
            inputs, outputs, kernel, a.Size2("stride", 1), a.Size2("padding", 0), a.Size2("output_padding", 0), groups, a.Bool("bias"), a.Size2("dilation", 1));
    }
}
