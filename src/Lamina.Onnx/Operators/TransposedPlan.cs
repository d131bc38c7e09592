using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>The geometry of a transposed convolution: what is cut off the full result before and behind, and what is added behind.</summary>
internal sealed record TransposedPlan(long[] Strides, long[] Dilations, long[] Before, long[] After, long[] Added)
{
    public static TransposedPlan Of(NodeCall call, Shape input, long[] kernel)
    {
        int rank = kernel.Length;
        long[] ones = [.. Enumerable.Repeat(1L, rank)], zeros = new long[rank];
        long[] strides = call.Ints("strides") ?? ones, dilations = call.Ints("dilations") ?? ones, added = call.Ints("output_padding") ?? zeros;
        long[] pads = call.Ints("pads") ?? [.. zeros, .. zeros], before = pads[..rank], after = pads[rank..];
        string auto = call.Text("auto_pad", "NOTSET");
        long[]? wanted = call.Ints("output_shape") is { } shape ? shape[^rank..] : null;
        for (int i = 0; i < rank; i++)
        {
            long full = (strides[i] * (input[i + 2] - 1)) + added[i] + ((kernel[i] - 1) * dilations[i]) + 1;
            if (wanted is null && auto is not ("SAME_UPPER" or "SAME_LOWER"))
                continue;
            long total = full - (wanted?[i] ?? (input[i + 2] * strides[i]));
            long less = total >> 1;
            (before[i], after[i]) = auto == "SAME_UPPER" ? (less, total - less) : (total - less, less);
        }

        return new(strides, dilations, before, after, added);
    }
}
