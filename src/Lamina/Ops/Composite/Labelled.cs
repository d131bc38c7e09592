namespace Lamina.Ops;

/// <summary>A tensor with a label for each axis; no label twice.</summary>
internal sealed record Labelled(Tensor Tensor, int[] Labels)
{
    /// <summary>A tensor whose labels may repeat: then the diagonal is taken.</summary>
    public static Labelled Of(Tensor tensor, int[] labels)
    {
        for (int second = 1; second < labels.Length; second++)
        {
            int first = Array.IndexOf(labels, labels[second]);
            if (first == second)
                continue;
            long size = tensor.Shape[first];
            if (tensor.Shape[second] != size)
                throw new ShapeException($"Einsum: the diagonal of axes {first} and {second} of {tensor.Shape} asks for equal sizes.");

            // Of n × n elements in a row, every (n + 1)-th lies on the diagonal.
            int[] others = [.. Enumerable.Range(0, labels.Length).Where(axis => axis != first && axis != second)];
            Tensor flat = tensor.Permute([.. others, first, second]).Flatten(-2);
            return Of(flat.Slice(-1, 0, null, size + 1), [.. others.Select(axis => labels[axis]), labels[first]]);
        }

        return new Labelled(tensor, labels);
    }

    /// <summary>The product with another tensor, summed over the labels that are not wanted.</summary>
    public Labelled Times(Labelled other, HashSet<int> wanted)
    {
        Labelled left = SumBut([.. wanted, .. other.Labels]), right = other.SumBut([.. wanted, .. Labels]);
        int[] shared = [.. left.Labels.Intersect(right.Labels)];
        int[] batch = [.. shared.Where(wanted.Contains)], summed = [.. shared.Except(batch)];
        int[] leftOnly = [.. left.Labels.Except(shared)], rightOnly = [.. right.Labels.Except(shared)];
        int[] result = [.. batch, .. leftOnly, .. rightOnly];
        if (summed.Length == 0)
        {
            Tensor a = left.As([.. batch, .. leftOnly]), b = right.As([.. batch, .. rightOnly]);
            foreach (int _ in rightOnly)
                a = a.Unsqueeze(-1);
            foreach (int _ in leftOnly)
                b = b.Unsqueeze(batch.Length);
            return new Labelled(a * b, result);
        }

        // Batch axes stay apart, since they may broadcast; the others become one axis of a matrix each.
        Tensor m = left.Sized(right, summed).As([.. batch, .. leftOnly, .. summed]), n = right.Sized(left, summed).As([.. batch, .. summed, .. rightOnly]);
        int at = batch.Length;
        Shape leftSizes = m.Shape[at..(at + leftOnly.Length)], rightSizes = n.Shape[(at + summed.Length)..];
        long inner = m.Shape.CountOf((at + leftOnly.Length)..);
        Tensor product = m.Reshape([.. m.Shape[..at], leftSizes.Count, inner]).MatMul(n.Reshape([.. n.Shape[..at], inner, rightSizes.Count]));
        return new Labelled(product.Reshape([.. product.Shape[..at], .. leftSizes, .. rightSizes]), result);
    }

    /// <summary>The tensor with its axes in the order of the labels, summed over those not named.</summary>
    public Tensor As(int[] labels)
    {
        Labelled summed = SumBut([.. labels]);
        return summed.Tensor.Permute([.. labels.Select(label => Array.IndexOf(summed.Labels, label))]);
    }

    Labelled SumBut(HashSet<int> wanted)
    {
        int[] axes = [.. Enumerable.Range(0, Labels.Length).Where(axis => !wanted.Contains(Labels[axis]))];
        return axes.Length == 0 ? this : new Labelled(Tensor.Sum(axes).To(Tensor.DType), [.. Labels.Where(wanted.Contains)]);
    }

    // Axes of size 1 repeated to what the other tensor has.
    Labelled Sized(Labelled other, int[] labels)
    {
        long[] sizes = Tensor.Shape.ToArray();
        foreach (int label in labels)
        {
            int axis = Array.IndexOf(Labels, label);
            sizes[axis] = sizes[axis] == 1 ? other.Tensor.Shape[Array.IndexOf(other.Labels, label)] : sizes[axis];
        }

        return this with { Tensor = Tensor.Expand(sizes) };
    }
}
