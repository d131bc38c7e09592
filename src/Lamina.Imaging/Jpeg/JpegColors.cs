namespace Lamina.Imaging;

/// <summary>What the components of a JPEG file mean, and the picture that they make.</summary>
internal sealed class JpegColors
{
    bool _jfif;
    int _transform = -1;

    /// <summary>Looks at an application segment for what it says about colours.</summary>
    public void Notice(byte marker, ReadOnlySpan<byte> content)
    {
        if (marker == JpegMarker.Jfif && content.StartsWith("JFIF\0"u8))
            _jfif = true;
        else if (marker == JpegMarker.Adobe && content.Length >= 12 && content.StartsWith("Adobe"u8))
            _transform = content[11];
    }

    /// <summary>The picture of all components.</summary>
    public Picture Assemble(JpegFrame frame)
    {
        JpegUpsampling[] components = [.. frame.Components.Select(component => new JpegUpsampling(frame, component))];
        Picture picture = new(frame.Width, frame.Height, components.Length == 1 ? 1 : 3);
        bool luma = components.Length == 4 ? _transform == 2 : IsLuma(frame);
        for (int y = 0; y < frame.Height; y++)
        {
            Span<byte> row = picture.Row(y);
            if (components.Length == 1)
            {
                components[0].Row(y)[..frame.Width].CopyTo(row);
                continue;
            }

            ReadOnlySpan<byte> first = components[0].Row(y), second = components[1].Row(y), third = components[2].Row(y);
            if (luma)
                JpegPixels.FromLuma(first, second, third, row);
            else
                JpegPixels.Interleave(first, second, third, row);
            // Of YCCK the three are inks already turned to light; Adobe stores all inks turned.
            if (components.Length == 4)
                JpegPixels.LayInk(row, components[3].Row(y), turnColors: !luma && _transform < 0, turnBlack: _transform < 0);
        }

        return picture;
    }

    bool IsLuma(JpegFrame frame)
    {
        if (_jfif || _transform > 0)
            return true;
        int[] ids = [.. frame.Components.Select(component => component.Id)];
        return _transform != 0 && !ids.AsSpan().SequenceEqual([(int)'R', 'G', 'B']);
    }
}
