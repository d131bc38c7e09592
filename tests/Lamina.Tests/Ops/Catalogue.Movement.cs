using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static DType[] EveryDType => Enum.GetValues<DType>();

    static IEnumerable<OpCase> Movement =>
    [
        Moved("copy", x => x.Clone(), x => x, [2, 3], [], [0, 2], [3, 1, 257], [5, 70]) with { HasSecondDerivative = true },
        Moved("reshape", x => x.Reshape(3, -1), x => new Nd(x.Values, [3, x.Shape.Count / 3]), [2, 3], [3, 2, 5], [3]) with { BadShapes = [[[2, 2]]] },
        Moved("permute", x => x.Permute(2, 0, 1), x => Gathered(x, [x.Shape[2], x.Shape[0], x.Shape[1]], i => [i[1], i[2], i[0]]), [2, 3, 4], [1, 5, 1], [3, 0, 2]),
        Moved("move_axis", x => x.MoveAxis(0, -1), x => Gathered(x, [x.Shape[1], x.Shape[2], x.Shape[0]], i => [i[2], i[0], i[1]]), [2, 3, 4], [3, 0, 2]),
        Moved("swap_axes", x => x.SwapAxes(0, -1), x => Gathered(x, [x.Shape[2], x.Shape[1], x.Shape[0]], i => [i[2], i[1], i[0]]), [2, 3, 4]),
        Moved("transpose", x => x.Transpose(0, -1), x => Gathered(x, [x.Shape[2], x.Shape[1], x.Shape[0]], i => [i[2], i[1], i[0]]), [2, 3, 4], [3, 0, 2]),
        Moved("squeeze", x => x.Squeeze(), x => new Nd(x.Values, [.. x.Shape.Where(size => size != 1)]), [2, 3], [1, 2, 1, 3], [1, 1], [], [0, 1]),
        Moved("squeeze_axis", x => x.Squeeze(-2), x => new Nd(x.Values, x.Shape.Remove(-2)), [2, 1, 3], [1, 1], [1, 0]) with { Called = "Squeeze", BadShapes = [[[2, 3]]] },
        Moved("unsqueeze", x => x.Unsqueeze(-1).Unsqueeze(1), x => new Nd(x.Values, [.. x.Shape[..1], 1, .. x.Shape[1..], 1]), [2, 3], [3], [0, 2]),
        Moved("expand", x => x.Expand([4, 2, 3]), x => Gathered(x, [4, 2, 3], x.Clip), [2, 1], [1, 2, 3], [3]) with { BadShapes = [[[2, 2]]] },
        Moved("slice", x => x.Slice(1, 1, -1, 2), x => Gathered(x, [x.Shape[0], (x.Shape[1] - 1) / 2], i => [i[0], 1 + (2 * i[1])]), [2, 7], [3, 8], [1, 3]) with { HasSecondDerivative = true },
        Moved("slice_back", x => x.Slice(0, -1, null, -1), x => Gathered(x, x.Shape, i => [x.Shape[0] - 1 - i[0], i[1]]), [4, 3], [1, 2]),
        Moved("select", x => x.Select(1, -2), x => Gathered(x, [x.Shape[0], x.Shape[2]], i => [i[0], x.Shape[1] - 2, i[1]]), [2, 3, 4], [1, 2, 1], [0, 2, 3]) with { HasSecondDerivative = true, BadShapes = [[[2, 1, 3]]], BadShapeError = typeof(IndexException) },
        Moved("diagonal", x => x.Diagonal(1, 0, 2), x => Gathered(x, [x.Shape[1], Math.Max(0, Math.Min(x.Shape[0], x.Shape[2] - 1))], i => [i[1], i[0], i[1] + 1]), [3, 2, 4], [4, 1, 2], [2, 3, 1]) with { HasSecondDerivative = true },
        Moved("diagonal_below", x => x.Diagonal(-1), x => Gathered(x, [Math.Min(x.Shape[0] - 1, x.Shape[1])], i => [i[0] + 1, i[0]]), [3, 3], [2, 5], [6, 2]),
        Moved("roll", x => x.Roll(-2, 1), x => Gathered(x, x.Shape, i => [i[0], (i[1] + 2) % x.Shape[1]]), [2, 5], [3, 1], [1, 300]),
        Moved("roll_flat", x => x.Roll(4), x => new Nd([.. x.Values.Select((_, i) => x.Values[(i + (4 * x.Values.Length) - 4) % x.Values.Length])], x.Shape), [2, 5], [3]),
        Moved("flip", x => x.Flip(0, 2), x => Gathered(x, x.Shape, i => [x.Shape[0] - 1 - i[0], i[1], x.Shape[2] - 1 - i[2]]), [2, 3, 4], [1, 2, 1], [0, 1, 2]),
        Moved("tile", x => x.Tile(2, 1, 3), x => Gathered(x, [2, x.Shape[0], 3 * x.Shape[1]], i => [i[1], i[2] % x.Shape[1]]), [2, 3], [1, 1], [0, 2]),
        Moved("repeat_interleave", x => x.RepeatInterleave(3, 1), x => Gathered(x, [x.Shape[0], 3 * x.Shape[1]], i => [i[0], i[1] / 3]), [2, 3], [1, 1]),
        Moved("repeat_by_counts", x => x.RepeatInterleave(Tensor.From([2L, 0, 1]), 0), x => Gathered(x, [3, x.Shape[1]], i => [i[0] < 2 ? 0 : 2, i[1]]), [3, 2]) with { Called = "RepeatInterleave", BadShapes = [[[4, 2]]] },
        Moved("pad", x => x.Pad([(1, 2), (0, 3)], PadMode.Constant, 1), x => Padded(x, [1, 0], [2, 3], (_, _) => -1, 1), [2, 3], [1, 1], [0, 2], [4, 2, 3]) with { HasSecondDerivative = true },
        Moved("pad_off", x => x.Pad((-1, 2)), x => Padded(x, [-1], [2], (_, _) => -1, 0), [2, 3], [1, 4]) with { Called = "Pad", BadShapes = [[[2, 0]]] },
        Moved("pad_reflect", x => x.Pad([(1, 2), (2, 1)], PadMode.Reflect), x => Padded(x, [1, 2], [2, 1], (at, size) => at < 0 ? -at : (2 * (size - 1)) - at, 0), [3, 3], [2, 4, 5]) with { Called = "Pad", BadShapes = [[[2, 5]]] },
        Moved("pad_replicate", x => x.Pad([(1, 2), (2, 1)], PadMode.Replicate), x => Padded(x, [1, 2], [2, 1], (at, size) => at < 0 ? 0 : size - 1, 0), [3, 3], [1, 1], [2, 4, 5]) with { Called = "Pad", BadShapes = [[[0, 5]]] },
        Moved("pad_circular", x => x.Pad([(1, 2), (2, 1)], PadMode.Circular), x => Padded(x, [1, 2], [2, 1], (at, size) => (at + size) % size, 0), [3, 3], [2, 2], [2, 4, 5]) with { Called = "Pad", BadShapes = [[[1, 5]]] },
        OpCase.General("concatenate", x => Tensor.Concatenate(x, 1), x => Joined(x, 1), [[2, 3], [2, 1], [2, 4]], [[3, 0], [3, 5]], [[2, 3, 2], [2, 2, 2]], [[1, 4]]) with
        { DTypes = EveryDType, HasSecondDerivative = true, BadShapes = [[[2, 3], [3, 3]], [[2, 3], [2, 3, 1]]] },
        OpCase.General("stack", x => Tensor.Stack(x, -1), x => Joined([.. x.Select(t => new Nd(t.Values, [.. t.Shape, 1]))], x[0].Shape.Rank), [[2, 3], [2, 3]], [[], []], [[4]]) with
        { DTypes = EveryDType, BadShapes = [[[2, 3], [3, 2]]] },
        Moved("split", x => Tensor.Concatenate([.. x.Split([1, 3, 2], 1).Reverse()], 1), x => Gathered(x, x.Shape, i => [i[0], i[1] < 2 ? i[1] + 4 : i[1] < 5 ? i[1] - 1 : 0]), [2, 6]) with { BadShapes = [[[2, 5]]] },
        Moved("chunk", x => x.Chunk(3, 0)[^1], x => Gathered(x, [1, x.Shape[1]], i => [x.Shape[0] - 1, i[1]]), [7, 2], [3, 1], [1, 2]),
    ];

    static OpCase Moved(string name, Func<Tensor, Tensor> run, Func<Nd, Nd> reference, params Shape[] shapes) =>
        OpCase.OfOne(name, run, reference, shapes) with { DTypes = EveryDType };

    /// <summary>An array of a shape whose element at an index is the source's at another.</summary>
    static Nd Gathered(Nd source, Shape shape, Func<long[], long[]> from)
    {
        Nd result = Nd.Zeros(shape);
        foreach (long[] index in result.Indices())
            result[index] = source[from(index)];
        return result;
    }

    static Nd Joined(Nd[] parts, int axis)
    {
        Nd result = Nd.Zeros(parts[0].Shape.With(axis, parts.Sum(p => p.Shape[axis])));
        long at = 0;
        foreach (Nd part in parts)
        {
            foreach (long[] index in part.Indices())
                result[[.. index[..axis], index[axis] + at, .. index[(axis + 1)..]]] = part[index];
            at += part.Shape[axis];
        }

        return result;
    }

    /// <summary>Pads the last axes; <paramref name="outside"/> says where a place outside an axis takes its element from, −1 for the number.</summary>
    static Nd Padded(Nd x, long[] before, long[] after, Func<long, long, long> outside, double number)
    {
        int first = x.Shape.Rank - before.Length;
        Nd result = Nd.Zeros([.. x.Shape.Select((size, i) => i < first ? size : size + before[i - first] + after[i - first])]);
        foreach (long[] index in result.Indices())
        {
            long[] from = [.. index];
            for (int i = first; i < from.Length; i++)
            {
                long at = index[i] - before[i - first], size = x.Shape[i];
                from[i] = at >= 0 && at < size ? at : outside(at, size);
            }

            result[index] = from.Contains(-1) ? number : x[from];
        }

        return result;
    }
}
