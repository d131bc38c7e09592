using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Windows =>
    [
        VolumeCase("conv3d", new(), new(), [[2, 2, 3, 4, 3], [3, 2, 2, 3, 2], [3]], [[1, 3, 5, 8, 9], [8, 3, 3, 3, 3], [8]]),
        VolumeCase("conv3d_strided", new ConvSettings(2, 1, 1, 2, 1, 0, 0, 2), new DepthSettings(2, 2, 1, 0), [[1, 2, 5, 4, 5], [2, 2, 2, 2, 2], [2]]),
        VolumeCase("conv3d_groups", ConvSettings.Square(padding: 1, groups: 2), new DepthSettings(PadFront: 1, PadBack: 1), [[1, 4, 3, 3, 2], [4, 2, 3, 2, 2], [4]]),
        VolumeCase("conv3d_along_depth", ConvSettings.Square(groups: 2), new DepthSettings(2, 1, 1, 2), [[2, 4, 5, 2, 3], [4, 2, 3, 1, 1], [4]]),
        SpreadCase("conv_transpose3d", new(), new(), (0, 0, 0), [[2, 2, 2, 3, 2], [2, 3, 3, 2, 2], [3]]),
        SpreadCase("conv_transpose3d_strided", new ConvSettings(2, 3, 1, 1, 1, 0, 0, 1), new DepthSettings(2, 3, 1, 2), (1, 1, 2), [[1, 2, 3, 2, 2], [2, 2, 2, 3, 2], [2]]),
        SpreadCase("conv_transpose3d_groups", ConvSettings.Square(2, 1, groups: 2), new DepthSettings(1, 2, 0, 1), (0, 1, 0), [[1, 4, 2, 2, 3], [4, 1, 2, 2, 3], [2]]),
        OpCase.General(
            "conv_transpose1d", x => x[0].ConvTranspose1d(x[1], x[2], 3, 1, 0, 2, 2, 2), x => Squeezed(SpreadReference(
                Raised(x[0]), Raised(x[1]), x[2], new ConvSettings(StrideWidth: 3, DilationWidth: 2, PadLeft: 1, Groups: 2), new(), (0, 0, 2))), [[2, 4, 5], [4, 1, 3], [2]]) with
        { HasSecondDerivative = true, Slack = 4, BadShapes = [[[4, 5], [4, 1, 3], [2]]] },
        OpCase.OfOne("unfold2d", x => x.Unfold2d(3, 2, Uneven), x => UnfoldReference(x, 3, 2, Uneven), [2, 2, 5, 6], [1, 1, 3, 3], [1, 1, 20, 40]) with
        { DTypes = EveryNumber, HasSecondDerivative = true, BadShapes = [[[2, 5, 6]], [[1, 1, 0, 2]]] },
        OpCase.OfOne("unfold2d_row", x => x.Unfold2d(1, 3), x => UnfoldReference(x, 1, 3, new()), [1, 1, 1, 6]) with { DTypes = EveryNumber },
        OpCase.OfOne("fold2d", x => x.Fold2d(5, 6, 3, 2, Uneven), x => FoldReference(x, 5, 6, 3, 2, Uneven), [2, 12, 8]) with
        { HasSecondDerivative = true, Slack = 4, BadShapes = [[[2, 12, 9]], [[2, 13, 8]], [[12, 8]]] },
        OpCase.General(
            "deform_conv2d", x => x[0].DeformConv2d(x[1], x[2], x[3], x[4], Uneven with { Groups = 2 }),
            x => DeformReference(x[0], x[1], x[2], x[3], x[4], Uneven with { Groups = 2 }), [[2, 4, 5, 6], [2, 24, 2, 4], [4, 2, 3, 2], [4], [2, 12, 2, 4]]) with
        {
            HasSecondDerivative = true, Slack = 16, DTypes = [DType.Float32, DType.Float64, DType.Float16],
            BadShapes = [[[2, 4, 5, 6], [2, 23, 2, 4], [4, 2, 3, 2], [4], [2, 12, 2, 4]], [[2, 4, 5, 6], [2, 24, 2, 4], [4, 2, 3, 2], [4], [2, 11, 2, 4]], [[2, 5, 5, 6], [2, 24, 2, 4], [4, 2, 3, 2], [4], [2, 12, 2, 4]]],
        },
        OpCase.General(
            "deform_conv2d_plain", x => x[0].DeformConv2d(x[1], x[2]), x => DeformReference(x[0], x[1], x[2], null, null, new()), [[1, 3, 4, 5], [1, 8, 3, 4], [2, 3, 2, 2]]) with
        { Slack = 16, DTypes = [DType.Float32, DType.Float64, DType.Float16] },
    ];

    static ConvSettings Uneven => new(2, 1, 1, 2, 1, 0, 0, 0);

    static OpCase VolumeCase(string name, ConvSettings s, DepthSettings d, params Shape[][] shapes) =>
        OpCase.General(name, x => x[0].Conv3d(x[1], x[2], s, d), x => VolumeReference(x[0], x[1], x[2], s, d), shapes) with
        {
            HasSecondDerivative = true,
            Called = "conv3d",
            BadShapes = [[[2, 5, 3, 5, 4], [4, 3, 1, 3, 2], [4]], [[2, 2, 1, 1, 1], [4, 2, 9, 9, 9], [4]], [[3, 5, 5, 5], [4, 3, 3, 3, 3], [4]], [[1, 2, 3, 3, 3], [4, 2, 1, 1, 1], [3]]],
            Slack = 4,
        };

    static OpCase SpreadCase(string name, ConvSettings s, DepthSettings d, (int Depth, int Height, int Width) more, params Shape[][] shapes) =>
        OpCase.General(name, x => x[0].ConvTranspose3d(x[1], x[2], s, d, more.Depth, more.Height, more.Width), x => SpreadReference(x[0], x[1], x[2], s, d, more), shapes) with
        {
            HasSecondDerivative = true,
            Called = "conv_transpose3d",
            BadShapes = [[[2, 4, 3, 5, 4], [2, 3, 1, 3, 2], [3]], [[2, 2, 5, 5, 5], [2, 2, 3, 3, 3], [9]], [[2, 5, 5, 5], [2, 2, 3, 3, 3], [2]]],
            Slack = 4,
        };

    // The place of the window's tap in the padded axis, counted without the padding.
    static long At(long window, long tap, int stride, int dilation, int pad) => (window * stride) + (tap * dilation) - pad;

    static Nd VolumeReference(Nd x, Nd w, Nd bias, ConvSettings s, DepthSettings d)
    {
        long Size(int axis, int stride, int dilation, int pads) => ((x.Shape[axis] + pads - (dilation * (w.Shape[axis] - 1)) - 1) / stride) + 1;
        Nd y = Nd.Zeros([
            x.Shape[0], w.Shape[0], Size(2, d.Stride, d.Dilation, d.PadFront + d.PadBack), Size(3, s.StrideHeight, s.DilationHeight, s.PadTop + s.PadBottom),
            Size(4, s.StrideWidth, s.DilationWidth, s.PadLeft + s.PadRight)]);
        foreach (long[] at in y.Indices())
        {
            double sum = bias[at[1]];
            foreach (long[] tap in w.Indices().Where(tap => tap[0] == at[1]))
            {
                long channel = (at[1] / (w.Shape[0] / s.Groups) * w.Shape[1]) + tap[1];
                long[] from = [at[0], channel, At(at[2], tap[2], d.Stride, d.Dilation, d.PadFront), At(at[3], tap[3], s.StrideHeight, s.DilationHeight, s.PadTop), At(at[4], tap[4], s.StrideWidth, s.DilationWidth, s.PadLeft)];
                if (Inside(from, x.Shape))
                    sum += x[from] * w[tap];
            }

            y[at] = sum;
        }

        return y;
    }

    // Every input element lays its kernel down in the output.
    static Nd SpreadReference(Nd x, Nd w, Nd bias, ConvSettings s, DepthSettings d, (int Depth, int Height, int Width) more)
    {
        long Size(int axis, int stride, int dilation, int pads, int extra) => ((x.Shape[axis] - 1) * stride) + (dilation * (w.Shape[axis] - 1)) + 1 - pads + extra;
        Nd y = Nd.Zeros([
            x.Shape[0], w.Shape[1] * s.Groups, Size(2, d.Stride, d.Dilation, d.PadFront + d.PadBack, more.Depth),
            Size(3, s.StrideHeight, s.DilationHeight, s.PadTop + s.PadBottom, more.Height), Size(4, s.StrideWidth, s.DilationWidth, s.PadLeft + s.PadRight, more.Width)]);
        foreach (long[] at in y.Indices())
            y[at] = bias[at[1]];
        foreach (long[] at in x.Indices())
        {
            foreach (long[] tap in w.Indices().Where(tap => tap[0] == at[1]))
            {
                long channel = (at[1] / (x.Shape[1] / s.Groups) * w.Shape[1]) + tap[1];
                long[] to = [at[0], channel, At(at[2], tap[2], d.Stride, d.Dilation, d.PadFront), At(at[3], tap[3], s.StrideHeight, s.DilationHeight, s.PadTop), At(at[4], tap[4], s.StrideWidth, s.DilationWidth, s.PadLeft)];
                if (Inside(to, y.Shape))
                    y[to] += x[at] * w[tap];
            }
        }

        return y;
    }

    static bool Inside(long[] index, Shape shape) => index.Select((place, axis) => place >= 0 && place < shape[axis]).All(fits => fits);

    static Nd Raised(Nd x) => new(x.Values, [x.Shape[0], x.Shape[1], 1, 1, x.Shape[2]]);

    static Nd Squeezed(Nd x) => new(x.Values, [x.Shape[0], x.Shape[1], x.Shape[4]]);

    static Nd UnfoldReference(Nd x, int height, int width, ConvSettings s)
    {
        long rows = ((x.Shape[2] + s.PadTop + s.PadBottom - (s.DilationHeight * (height - 1)) - 1) / s.StrideHeight) + 1;
        long columns = ((x.Shape[3] + s.PadLeft + s.PadRight - (s.DilationWidth * (width - 1)) - 1) / s.StrideWidth) + 1;
        return Gathered(Framed(x, s), [x.Shape[0], x.Shape[1] * height * width, rows * columns], i =>
            [i[0], i[1] / (height * width), (i[2] / columns * s.StrideHeight) + (i[1] / width % height * s.DilationHeight), (i[2] % columns * s.StrideWidth) + (i[1] % width * s.DilationWidth)]);
    }

    // With its padding of zeros.
    static Nd Framed(Nd x, ConvSettings s)
    {
        Nd framed = Nd.Zeros([x.Shape[0], x.Shape[1], x.Shape[2] + s.PadTop + s.PadBottom, x.Shape[3] + s.PadLeft + s.PadRight]);
        foreach (long[] at in x.Indices())
            framed[at[0], at[1], at[2] + s.PadTop, at[3] + s.PadLeft] = x[at];
        return framed;
    }

    static Nd FoldReference(Nd x, long height, long width, int kernelHeight, int kernelWidth, ConvSettings s)
    {
        long columns = ((width + s.PadLeft + s.PadRight - (s.DilationWidth * (kernelWidth - 1)) - 1) / s.StrideWidth) + 1;
        Nd y = Nd.Zeros([x.Shape[0], x.Shape[1] / (kernelHeight * kernelWidth), height, width]);
        foreach (long[] at in x.Indices())
        {
            long[] to = [
                at[0], at[1] / (kernelHeight * kernelWidth), At(at[2] / columns, at[1] / kernelWidth % kernelHeight, s.StrideHeight, s.DilationHeight, s.PadTop),
                At(at[2] % columns, at[1] % kernelWidth, s.StrideWidth, s.DilationWidth, s.PadLeft)];
            if (Inside(to, y.Shape))
                y[to] += x[at];
        }

        return y;
    }

    static Nd DeformReference(Nd x, Nd offset, Nd w, Nd? bias, Nd? mask, ConvSettings s)
    {
        long taps = w.Shape[2] * w.Shape[3], parts = offset.Shape[1] / (2 * taps);
        Nd y = Nd.Zeros([x.Shape[0], w.Shape[0], offset.Shape[2], offset.Shape[3]]);
        foreach (long[] at in y.Indices())
        {
            double sum = bias?[at[1]] ?? 0;
            foreach (long[] tap in w.Indices().Where(tap => tap[0] == at[1]))
            {
                long channel = (at[1] / (w.Shape[0] / s.Groups) * w.Shape[1]) + tap[1];
                long sample = (channel / (x.Shape[1] / parts) * taps) + (tap[2] * w.Shape[3]) + tap[3];
                double row = At(at[2], tap[2], s.StrideHeight, s.DilationHeight, s.PadTop) + offset[at[0], 2 * sample, at[2], at[3]];
                double column = At(at[3], tap[3], s.StrideWidth, s.DilationWidth, s.PadLeft) + offset[at[0], (2 * sample) + 1, at[2], at[3]];
                sum += w[tap] * Bilinear(x, at[0], channel, row, column) * (mask?[at[0], sample, at[2], at[3]] ?? 1);
            }

            y[at] = sum;
        }

        return y;
    }

    // Each neighbour within one row and column counts by its nearness; outside are zeros.
    static double Bilinear(Nd x, long n, long c, double row, double column)
    {
        double sum = 0;
        for (long i = 0; i < x.Shape[2]; i++)
        {
            for (long j = 0; j < x.Shape[3]; j++)
                sum += x[n, c, i, j] * Math.Max(0, 1 - Math.Abs(row - i)) * Math.Max(0, 1 - Math.Abs(column - j));
        }

        return sum;
    }
}
