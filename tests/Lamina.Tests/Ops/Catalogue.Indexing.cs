using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> Indexing =>
    [
        Indexed("gather", x => x[0].Gather(1, x[1]), x => Gathered(x[0], x[1].Shape, i => [i[0], (long)x[1][i], i[2]]), 5, [[2, 5, 3], [2, 4, 3]], [[4, 5, 2], [3, 7, 1]], [[1, 5, 1], [1, 0, 1]], [[3, 5, 300], [3, 9, 300]]) with
        { HasSecondDerivative = true, BadShapes = [[[2, 5, 3], [3, 4, 3]], [[2, 5, 3], [2, 4]]] },
        Indexed("gather_last", x => x[0].Gather(-1, x[1]), x => Gathered(x[0], x[1].Shape, i => [i[0], (long)x[1][i]]), 5, [[2, 5], [2, 7]], [[300, 5], [299, 3]]),
        Indexed("take_along_axis", x => x[0].TakeAlongAxis(x[1], 1), x => Gathered(x[0], [x[0].Shape[0], x[1].Shape[1]], i => [i[0], (long)x[1][x[1].Clip(i)]]), 4, [[3, 4], [3, 2]], [[3, 4], [1, 2]]) with { BadShapes = [[[3, 4], [2]]] },
        Indexed("index_select", x => x[0].IndexSelect(0, x[1]), x => Gathered(x[0], x[0].Shape.With(0, x[1].Shape[0]), i => [(long)x[1][i[0]], .. i[1..]]), 4, [[4, 3], [6]], [[4], [50]], [[4, 2, 2], [0]], [[4, 700], [300]]) with
        { HasSecondDerivative = true, BadShapes = [[[4, 3], [2, 2]]] },
        Indexed("index_select_last", x => x[0].IndexSelect(-1, x[1]), x => Gathered(x[0], x[0].Shape.With(-1, x[1].Shape[0]), i => [.. i[..^1], (long)x[1][i[^1]]]), 4, [[2, 3, 4], [6]], [[300, 4], [70]]),
        Adding("scatter_add", x => x[0].ScatterAdd(0, x[1], x[2]), x => Added(x[0], x[1], x[2], i => [(long)x[1][i], i[1]]), [[4, 3], [5, 3], [5, 3]], [[4, 70], [9, 60], [9, 60]], [[4, 1], [0, 1], [0, 1]]) with
        { HasSecondDerivative = true, BadShapes = [[[4, 3], [5, 4], [5, 4]]] },
        Adding("scatter_add_last", x => x[0].ScatterAdd(1, x[1], x[2]), x => Added(x[0], x[1], x[2], i => [i[0], (long)x[1][i]]), [[2, 4], [2, 6], [2, 6]], [[70, 4], [60, 3], [60, 3]]),
        Adding("index_add", x => x[0].IndexAdd(1, x[1], x[2]), x => Added(x[0], x[1], x[2], i => [i[0], (long)x[1][i[1]], i[2]]), [[2, 4, 3], [6], [2, 6, 3]], [[3, 4, 77], [40], [3, 40, 77]], [[2, 4, 3], [0], [2, 0, 3]]) with
        { HasSecondDerivative = true, BadShapes = [[[2, 4, 3], [6], [2, 5, 3]]] },
        OpCase.General("scatter", x => x[0].Scatter(1, Tensor.From([[0L, 3, 2], [4, 1, 0]]), x[1]), x => Assigned(x[0], x[1], i => [i[0], ((long[][])[[0, 3, 2], [4, 1, 0]])[i[0]][i[1]]]), [[2, 5], [2, 3]], [[3, 7], [2, 3]]) with
        { DTypes = EveryDType, HasSecondDerivative = true, BadShapes = [[[1, 5], [2, 3]]] },
        OpCase.OfOne("masked_select", x => x.MaskedSelect(Tensor.From([true, false, true]).Unsqueeze(1)), x => Gathered(x, [2 * x.Shape[1]], i => [i[0] < x.Shape[1] ? 0 : 2, i[0] % x.Shape[1]]), [3, 4], [3, 1]) with
        { DTypes = EveryDType, BadShapes = [[[2, 4]]] },
        OpCase.OfOne("nonzero", x => x.NonZero(), NonZeroPlaces, [2, 3], [40], [3, 0], [2, 2, 5]) with { DTypes = EveryDType, IsDifferentiable = false, Ranges = [(-1, 1)] },
        OpCase.OfOne("brackets", x => x[1, .., ^2..], x => Gathered(x, [x.Shape[1], 2], i => [1, i[0], x.Shape[2] - 2 + i[1]]), [2, 3, 4], [3, 1, 2]) with { Called = "Index 1", DTypes = EveryDType, BadShapes = [[[1, 2, 2]]], BadShapeError = typeof(IndexException) },
        OpCase.OfOne("brackets_rows", x => x[Tensor.From([2L, -1, 0, 0])], x => Gathered(x, x.Shape.With(0, 4), i => [i[0] == 1 ? x.Shape[0] - 1 : i[0] == 0 ? 2 : 0, .. i[1..]]), [3, 2], [5], [4, 2, 2]) with { DTypes = EveryDType, HasSecondDerivative = true },
        OpCase.OfOne("brackets_pairs", x => x[.., Tensor.From([0L, 1]), Tensor.From([[1L], [0]])], x => Gathered(x, [x.Shape[0], 2, 2], i => [i[0], i[2], 1 - i[1]]), [3, 2, 2], [1, 2, 3]),
        OpCase.OfOne("brackets_apart", x => x[Tensor.From([0L, 1, 1]), .., Tensor.From([1L, 0, 1])], x => Gathered(x, [3, x.Shape[1]], i => [i[0] == 0 ? 0 : 1, i[1], i[0] == 1 ? 0 : 1]), [2, 3, 2]),
        OpCase.OfOne("slice_assign", x => Set(x, 7, 0, 1..), x => Changed(x, i => i[0] == 0 && i[1] >= 1, 7), [2, 3], [1, 2]) with { DTypes = EveryNumber },
        OpCase.General("slice_assign_gradient", x => Set(x[0], x[1], 1.., TensorIndex.Step(.., -2)), x => Assigned(x[0], x[1], i => [i[0] + 1, x[0].Shape[1] - 1 - (2 * i[1])]), [[3, 5], [2, 3]], [[2, 2], [1, 1]]) with
        { Called = "A value", HasSecondDerivative = true, BadShapes = [[[3, 5], [2, 2]]] },
        OpCase.General("mask_assign", x => Set(x[0], x[1], Tensor.From([true, false, true])), x => Overlaid(x[0], x[1], i => i[0] != 1), [[3, 2], [2]], [[3], []], [[3, 70, 2], [70, 1]]) with
        { Called = "A mask", HasSecondDerivative = true, BadShapes = [[[2, 2], [2]]] },
        OpCase.General("put", x => Set(x[0], x[1], Tensor.From([2L, 0])), x => Assigned(x[0], x[1], i => [2 - (2 * i[0]), i[1]]), [[3, 2], [2, 2]]) with { Called = "A value", HasSecondDerivative = true, BadShapes = [[[3, 2], [3, 2]]] },
    ];

    static OpCase Indexed(string name, Func<Tensor[], Tensor> run, Func<Nd[], Nd> reference, int size, params Shape[][] shapes) =>
        OpCase.General(name, run, reference, shapes) with { DTypes = EveryDType, Fixed = new() { [1] = DType.Int64 }, Ranges = [(-3, 3), (0, size - 1e-9)] };

    static OpCase Adding(string name, Func<Tensor[], Tensor> run, Func<Nd[], Nd> reference, params Shape[][] shapes) =>
        OpCase.General(name, run, reference, shapes) with { DTypes = EveryNumber, Fixed = new() { [1] = DType.Int64 }, Ranges = [(0, 3), (0, 4 - 1e-9), (0, 3)] };

    static Tensor Set(Tensor x, Tensor value, params ReadOnlySpan<TensorIndex> indices)
    {
        Tensor changed = x.Clone();
        changed[indices] = value;
        return changed;
    }

    static Tensor Set(Tensor x, Scalar value, params ReadOnlySpan<TensorIndex> indices)
    {
        Tensor changed = x.Clone();
        changed.Assign(value, indices);
        return changed;
    }

    static Nd Changed(Nd x, Func<long[], bool> where, double value)
    {
        Nd result = new([.. x.Values], x.Shape);
        foreach (long[] index in x.Indices())
        {
            if (where(index))
                result[index] = value;
        }

        return result;
    }

    static Nd Overlaid(Nd x, Nd value, Func<long[], bool> where)
    {
        Nd result = new([.. x.Values], x.Shape);
        foreach (long[] index in x.Indices())
        {
            if (where(index))
                result[index] = value[value.Clip(index)];
        }

        return result;
    }

    static Nd Assigned(Nd x, Nd source, Func<long[], long[]> to)
    {
        Nd result = new([.. x.Values], x.Shape);
        foreach (long[] index in source.Indices())
            result[to(index)] = source[index];
        return result;
    }

    static Nd Added(Nd x, Nd index, Nd source, Func<long[], long[]> to)
    {
        Nd result = new([.. x.Values], x.Shape);
        foreach (long[] at in source.Indices())
            result[to(at)] += source[at];
        return result;
    }

    static Nd NonZeroPlaces(Nd x)
    {
        long[][] places = [.. x.Indices().Where(i => x[i] != 0)];
        return new Nd([.. places.SelectMany(p => p).Select(v => (double)v)], [places.Length, x.Shape.Rank]);
    }
}
