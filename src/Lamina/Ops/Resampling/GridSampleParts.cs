namespace Lamina.Ops;

/// <summary>Grid sampling in simpler ops, through which its gradients go: products of weights with rows of channels.</summary>
internal static class GridSampleParts
{
    public static Tensor Of(GridSample op, Tensor x, Tensor grid)
    {
        // Elements as rows of channels, so that one place is one row.
        int axes = x.Rank - 2;
        Shape shape = x.Shape;
        Tensor places = grid.Reshape(-1, axes);
        long pixels = shape.CountOf(2..), points = places.Shape[0] / Math.Max(1, shape[0]);
        Tensor rows = x.MoveAxis(1, -1).Reshape(shape[0] * pixels, shape[1]);
        Tensor start = (Tensor.Arange(shape[0]) * pixels).RepeatInterleave(points, 0);
        Tensor sum = Tensor.Zeros([places.Shape[0], shape[1]], x.DType);
        long stride = 1;
        List<(Tensor Place, Tensor? Weight)> corners = [(start, null)];
        for (int axis = 0; axis < axes; axis++)
        {
            long size = shape[^(axis + 1)];
            List<(Tensor, Tensor?)> next = [];
            foreach ((Tensor place, Tensor weight) in Taps(places.Select(1, axis), size, op))
            {
                foreach ((Tensor before, Tensor? product) in corners)
                    next.Add((before + (place * stride), product is null ? weight : product * weight));
            }

            corners = next;
            stride *= size;
        }

        foreach ((Tensor place, Tensor? weight) in corners)
            sum += rows.IndexSelect(0, place) * weight!.Unsqueeze(1);
        return sum.Reshape([shape[0], .. grid.Shape[1..^1], shape[1]]).MoveAxis(-1, 1).Contiguous();
    }

    // The elements along one axis that a place is read from, and their weights; 0 beyond the border.
    static IEnumerable<(Tensor Place, Tensor Weight)> Taps(Tensor grid, long size, GridSample op)
    {
        Tensor at = op.AlignCorners ? (grid + 1) * ((size - 1) / 2.0) : (((grid + 1) * size) - 1) / 2;
        if (op.Mode == InterpolationMode.Nearest)
        {
            Tensor nearest = Within(at, size, op).Round().Detach();
            return [Tap(nearest, Tensor.OnesLike(nearest), size)];
        }

        if (op.Mode == InterpolationMode.Linear)
        {
            Tensor inside = Within(at, size, op), below = inside.Floor().Detach(), part = inside - below;
            return [Tap(below, 1 - part, size), Tap(below + 1, part, size)];
        }

        Tensor first = at.Floor().Detach(), rest = at - first;
        return Enumerable.Range(-1, 4).Select(i => Tap(Within(first + i, size, op).Round().Detach(), Cubic(rest, i), size));
    }

    static (Tensor Place, Tensor Weight) Tap(Tensor place, Tensor weight, long size)
    {
        Tensor isInside = place.GreaterOrEqual(0).LogicalAnd(place.LessOrEqual(size - 1));
        return (Tensor.Where(isInside, place, 0.0).To(DType.Int64), Tensor.Where(isInside, weight, 0.0));
    }

    // Where a place beyond the border is read, if not as zero.
    static Tensor Within(Tensor at, long size, GridSample op)
    {
        if (op.Padding == GridPadding.Zeros)
            return at;
        if (op.Padding == GridPadding.Reflection)
        {
            double low = op.AlignCorners ? 0 : -0.5, span = op.AlignCorners ? size - 1 : size;
            if (span == 0)
                return Tensor.ZerosLike(at);
            Tensor distance = (at - low).Abs(), times = (distance / span).Floor(), odd = times - ((times / 2).Floor() * 2);
            at = ((distance - (times * span)) * (1 - (odd * 2))) + (odd * span) + low;
        }

        return at.Clamp(0.0, size - 1.0);
    }

    // Keys' cubic, a = −0.75, for the element i places from the one below, where the rest of the way is given.
    static Tensor Cubic(Tensor rest, int i)
    {
        const double A = -0.75;
        Tensor x = i <= 0 ? rest - i : i - rest;
        return i is 0 or 1
            ? ((((A + 2) * x) - (A + 3)) * x * x) + 1
            : ((((x - 5) * x) + 8) * x - 4) * A;
    }
}
