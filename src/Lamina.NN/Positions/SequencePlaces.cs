namespace Lamina.NN;

/// <summary>What is added to sequences by their places: rows of a table.</summary>
internal static class SequencePlaces
{
    /// <summary>x with the rows from <paramref name="start"/> on added: to [.., places, dim], or to [places, batch, dim] if not batch-first.</summary>
    public static Tensor Add(Module layer, Tensor x, Tensor table, long start, bool batchFirst)
    {
        int axis = x.Rank == 3 && !batchFirst ? 0 : x.Rank - 2;
        if (x.Rank < 2 || x.Shape[^1] != table.Shape[1] || start < 0 || start + x.Shape[axis] > table.Shape[0])
        {
            string wanted = batchFirst ? "[batch, places" : "[places, batch";
            throw new ShapeException($"{layer} needs {wanted}, {table.Shape[1]}] with places below {table.Shape[0]}; got {x.Shape} from place {start}. Make it with a larger length, or check `batchFirst`.");
        }

        Tensor rows = table.Slice(0, start, start + x.Shape[axis]);
        return x + (axis == 0 && x.Rank == 3 ? rows.Unsqueeze(1) : rows);
    }
}
