using Lamina.Onnx.Import;

namespace Lamina.Onnx.Operators;

/// <summary>The geometry of a transposed convolution.</summary>
/// <param name="Window">What is cut off the full result before and behind.</param>
/// <param name="Added">What the result is longer behind.</param>
/// <param name="Edges">What stands around a result that is wanted larger than the full one.</param>
internal sealed record TransposedPlan(WindowPlan Window, long[] Added, PadAmount[] Edges)
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

        PadAmount[] edges = [.. before.Zip(after, (front, back) => new PadAmount(Math.Max(0, -front), Math.Max(0, -back)))];
        long[] Cut(long[] sizes) => [.. sizes.Select(size => Math.Max(0, size))];
        return new(new WindowPlan(kernel, strides, dilations, Cut(before), Cut(after), [], false), added, edges);
    }
}
