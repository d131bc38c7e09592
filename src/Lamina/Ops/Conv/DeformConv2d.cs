namespace Lamina;

public sealed partial class Tensor
{
    /// <summary>
    /// Deformable two-dimensional convolution, as torchvision's <c>deform_conv2d</c>: every tap of every window reads the picture where the offset
    /// moves it, y[n, o, i, j] = bias[o] + Σ weight[o, c, u, v] · mask · x(n, c, i·stride + u·dilation − pad + Δy, j·stride + v·dilation − pad + Δx), where x
    /// between the elements is bilinear, and 0 outside.
    /// </summary>
    /// <param name="offset">[N, 2·offsetGroups·kernelHeight·kernelWidth, outHeight, outWidth]: for each offset group and tap Δy, then Δx. Offset groups divide the channels.</param>
    /// <param name="weight">[outChannels, C / groups, kernelHeight, kernelWidth].</param>
    /// <param name="bias">[outChannels], or null.</param>
    /// <param name="mask">[N, offsetGroups·kernelHeight·kernelWidth, outHeight, outWidth], a factor for each sample (version 2 of the paper); 1 if null.</param>
    /// <param name="settings">Strides, padding, dilation and groups; all plain if null.</param>
    /// <returns>[N, outChannels, outHeight, outWidth] for this tensor of [N, C, H, W].</returns>
    /// <remarks>
    /// Gradients flow to the input, offset, mask, weight and bias. An offset that moves a tap from element to element has the derivative to the right there.
    /// <b>DType:</b> that to which all promote; a floating-point one is among them. float16 and bfloat16 are computed in float32.
    /// <b>Source:</b> Dai et al., Deformable Convolutional Networks (2017); Zhu et al., Deformable ConvNets v2 (2018).
    /// </remarks>
    /// <exception cref="ShapeException">Ranks, channels, groups, offset or mask do not fit, or the kernel is larger than the padded input.</exception>
    /// <exception cref="DTypeException">Nothing is floating point.</exception>
    public Tensor DeformConv2d(Tensor offset, Tensor weight, Tensor? bias = null, Tensor? mask = null, ConvSettings? settings = null)
    {
        ConvSettings s = settings ?? new ConvSettings();
        (Shape x, Shape w) = (Shape, weight.Shape);
        if (Rank != 4 || weight.Rank != 4 || offset.Rank != 4)
            throw new ShapeException($"deform_conv2d takes an input [N, C, H, W], an offset [N, 2·offsetGroups·taps, outHeight, outWidth] and a weight [outChannels, C / groups, kernelHeight, kernelWidth]; got {x}, {offset.Shape} and {w}. Use `Unsqueeze` for a single picture.");
        if (s.Groups < 1 || w[0] % s.Groups != 0 || x[1] != w[1] * s.Groups)
            throw new ShapeException($"deform_conv2d: a weight of {w} in {s.Groups} groups takes {w[1] * s.Groups} input channels and gives {w[0]}, which the groups divide; the input is {x} with {x[1]}. Axis 1 of the input is the channels: use `Permute` if they lie elsewhere.");
        (long rows, long columns) = WindowsOf("deform_conv2d", x, checked((int)w[2]), checked((int)w[3]), s with { Groups = 1 });
        long taps = w[2] * w[3], parts = offset.Shape[1] / (2 * taps);
        if (parts < 1 || x[1] % parts != 0 || offset.Shape != [x[0], 2 * parts * taps, rows, columns])
            throw new ShapeException($"deform_conv2d: the offset for an input of {x} and a weight of {w} is [{x[0]}, 2·offsetGroups·{taps}, {rows}, {columns}], whose groups divide the {x[1]} channels; got {offset.Shape}. Use one that a convolution of the same kernel, stride, padding and dilation made.");
        if (mask is not null && mask.Shape != [x[0], parts * taps, rows, columns])
            throw new ShapeException($"deform_conv2d: the mask for an input of {x} and an offset of {offset.Shape} is [{x[0]}, {parts * taps}, {rows}, {columns}]; got {mask.Shape}. Use half as many channels as for the offset.");
        DType result = DTypes.Promote(DTypes.Promote(ConvolutionType("deform_conv2d", weight, bias), offset.DType), mask?.DType ?? DType.Bool);
        DType compute = result == DType.Float64 ? DType.Float64 : DType.Float32;

        // A ring of zeros stands for all that is outside: places beyond it are moved onto it. Two behind, for the neighbours of the first of them.
        Shape places = [x[0], parts, taps, rows, columns];
        Tensor shift = offset.To(compute).Reshape(x[0], parts, taps, 2, rows, columns);
        Tensor y = (shift.Select(3, 0) + TapPlaces(w, rows, s.StrideHeight, s.DilationHeight, s.PadTop, down: true).To(compute).Unsqueeze(2)).Clamp(-1, x[2]);
        Tensor z = (shift.Select(3, 1) + TapPlaces(w, columns, s.StrideWidth, s.DilationWidth, s.PadLeft, down: false).To(compute).Unsqueeze(1)).Clamp(-1, x[3]);
        Tensor top = y.Detach().Floor(), left = z.Detach().Floor();
        (Tensor below, Tensor right) = (y - top, z - left);
        (Tensor above, Tensor before) = (1 - below, 1 - right);

        // The channels of an offset group side by side: a place is a row of this table.
        long height = x[2] + 3, width = x[3] + 3;
        Tensor table = To(compute).Pad((1, 2), (1, 2)).Reshape(x[0], parts, x[1] / parts, height, width).Permute(0, 1, 3, 4, 2).Reshape(x[0] * parts * height * width, x[1] / parts);
        Tensor first = (Arange(x[0] * parts) * (height * width)).Reshape(x[0], parts, 1, 1, 1);
        Tensor place = (first + ((top.To(DType.Int64) + 1) * width) + left.To(DType.Int64) + 1).Reshape(places.Count);
        Tensor Sample(long from, Tensor share)
        {
            Tensor factor = mask is null ? share : share * mask.To(compute).Reshape(places);
            return table.IndexSelect(0, place + from).Reshape([.. places, x[1] / parts]) * factor.Unsqueeze(-1);
        }

        Tensor sampled = Sample(0, above * before) + Sample(1, above * right) + Sample(width, below * before) + Sample(width + 1, below * right);
        Tensor windows = sampled.Permute(0, 1, 5, 2, 3, 4).Reshape(x[0], x[1] * taps, rows, columns);
        return windows.Conv2d(weight.To(compute).Reshape(w[0], w[1] * taps, 1, 1), bias?.To(compute), ConvSettings.Square(groups: s.Groups)).To(result);
    }

    // Where the taps of a kernel of shape w lie along one axis without offsets: [taps, windows].
    static Tensor TapPlaces(Shape w, long windows, int stride, int dilation, int pad, bool down)
    {
        long[] places = new long[w[2] * w[3] * windows];
        for (long i = 0; i < places.Length; i++)
        {
            long tap = i / windows;
            places[i] = (i % windows * stride) + ((down ? tap / w[3] : tap % w[3]) * dilation) - pad;
        }

        return From<long>(places, [w[2] * w[3], windows]);
    }
}
