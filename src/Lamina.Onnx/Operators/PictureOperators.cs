using Lamina.Imaging;
using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>ImageDecoder: a picture file's bytes → [height, width, channels] of uint8.</summary>
internal static class PictureOperators
{
    public static void AddTo(OperatorTable table) => table.Add("ImageDecoder", Decode);

    static Value[] Decode(NodeCall call)
    {
        Picture picture = Pictures.Decode(call.X().ToArray<byte>(), call.Node.Inputs[0]);
        string format = call.Text("pixel_format", "RGB");
        if (format == "Grayscale")
            picture = picture.ToGrey();
        else if (format is not ("RGB" or "BGR"))
            throw call.Fault($"the pixel format '{format}' is none of RGB, BGR and Grayscale");
        int channels = format == "Grayscale" ? 1 : 3;
        byte[] pixels = new byte[picture.Width * picture.Height * channels];
        for (int at = 0, from = 0; at < pixels.Length; at += channels, from += picture.Channels)
        {
            // A grey picture has one sample for all three; alpha is left out.
            for (int channel = 0; channel < channels; channel++)
                pixels[at + (format == "BGR" ? 2 - channel : channel)] = picture.Pixels[from + (picture.Channels == 1 ? 0 : channel)];
        }

        return [NodeCall.Of(Tensor.From<byte>(pixels, [picture.Height, picture.Width, channels]))];
    }
}
