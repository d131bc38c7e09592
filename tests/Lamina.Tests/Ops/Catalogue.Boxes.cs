using Lamina.TestKit;

namespace Lamina.Tests.Ops;

public static partial class Catalogue
{
    static IEnumerable<OpCase> BoxCases =>
    [
        OpCase.General("boxes_iou", x => Boxes.Iou(Spanning(x[0]), Spanning(x[1])), x => Overlaps(x[0], x[1], BoxOverlap.Plain), [[3, 4], [2, 4]], [[2, 3, 4], [4, 4]]) with { DTypes = Wide, BadShapes = [[[3, 4], [4]]], Called = "Iou", Slack = 4 },
        OpCase.General("boxes_generalized", x => Boxes.Iou(Spanning(x[0]), Spanning(x[1]), BoxOverlap.Generalized), x => Overlaps(x[0], x[1], BoxOverlap.Generalized), [[3, 4], [2, 4]]) with { DTypes = Wide, Slack = 4 },
        OpCase.General("boxes_distance", x => Boxes.Iou(Spanning(x[0]), Spanning(x[1]), BoxOverlap.Distance), x => Overlaps(x[0], x[1], BoxOverlap.Distance), [[3, 4], [2, 4]]) with { DTypes = Wide, Slack = 4 },
        OpCase.General("boxes_complete", x => Boxes.Iou(Spanning(x[0]), Spanning(x[1]), BoxOverlap.Complete), x => Overlaps(x[0], x[1], BoxOverlap.Complete), [[3, 4], [2, 4]]) with { DTypes = Wide, Slack = 4, IsDifferentiable = false },
        OpCase.General("boxes_pairs", x => Boxes.IouOfPairs(Spanning(x[0]), Spanning(x[1])), x => Diagonal(Overlaps(x[0], x[1], BoxOverlap.Plain)), [[3, 4], [3, 4]]) with { DTypes = Wide, Slack = 4, Called = "IouOfPairs" },
        OpCase.OfOne("boxes_area", x => Boxes.Area(x), x => Gathered(x, x.Shape[..^1], i => [.. i, 0]) is var a ? Nd.Zip(Gathered(x, a.Shape, i => [.. i, 2]), a, (r, l) => r - l) is var w ? Nd.Zip(w, Nd.Zip(Gathered(x, a.Shape, i => [.. i, 3]), Gathered(x, a.Shape, i => [.. i, 1]), (b, t) => b - t), (p, q) => p * q) : a : a, [3, 4], [4], [2, 3, 4]) with { DTypes = Wide, BadShapes = [[[3, 5]]], Called = "Area" },
        OpCase.OfOne("boxes_convert", x => Boxes.Convert(Boxes.Convert(x, BoxFormat.Cxcywh, BoxFormat.Xyxy), BoxFormat.Xyxy, BoxFormat.Xywh), x => Gathered(x, x.Shape, i => i) is var b ? Zipped(b, (i, v) => i[^1] < 2 ? v - (b[[.. i[..^1], i[^1] + 2]] / 2) : v) : x, [3, 4], [2, 2, 4]) with { DTypes = Wide, Slack = 2, BadShapes = [[[3, 5]]], Called = "Convert" },
        OpCase.OfOne("boxes_convert_back", x => Boxes.Convert(Boxes.Convert(x, BoxFormat.Xywh, BoxFormat.Cxcywh), BoxFormat.Cxcywh, BoxFormat.Xywh), x => x, [3, 4]) with { DTypes = Wide, Slack = 2 },
        OpCase.OfOne("boxes_clip", x => Boxes.Clip(x, 1, 2), x => Zipped(x, (i, v) => Math.Clamp(v, 0, i[^1] % 2 == 0 ? 2 : 1)), [3, 4], [2, 5, 4]) with { DTypes = Wide, BadShapes = [[[3, 5]]], Called = "Clip" },
        OpCase.General("nms", x => Boxes.Nms(Spanning(x[0]), x[1], 0.3), x => Survivors(x[0], x[1], null, 0.3), [[6, 4], [6]], [[40, 4], [40]], [[0, 4], [0]]) with { DTypes = [DType.Float32, DType.Float64], IsDifferentiable = false, BadShapes = [[[3, 4], [2]]] },
        OpCase.General("batched_nms", x => Boxes.BatchedNms(Spanning(x[0]), x[1], x[2], 0.2), x => Survivors(x[0], x[1], x[2], 0.2), [[6, 4], [6], [6]], [[40, 4], [40], [40]]) with { DTypes = [DType.Float32, DType.Float64], IsDifferentiable = false, Fixed = new() { [2] = DType.Int64 }, Ranges = [(-3, 3), (-3, 3), (0, 3 - 1e-9)], BadShapes = [[[3, 4], [2], [3]]] },
        Aligning("roi_align", 2, true, [[2, 2, 4, 5], [3, 5]], [[1, 1, 9, 7], [4, 5]]) with { HasSecondDerivative = true, BadShapes = [[[2, 4, 5], [3, 5]], [[2, 2, 4, 5], [3, 4]]] },
        Aligning("roi_align_adaptive", 0, false, [[2, 2, 6, 5], [3, 5]], [[2, 3, 8, 8], [5, 5]]),
    ];

    static OpCase Aligning(string name, int samples, bool aligned, params Shape[][] shapes) =>
        OpCase.General(name, x => x[0].RoiAlign(Regions(x[1], x[0].Shape[0]), 2, 3, 0.5, samples, aligned), x => Aligned(x[0], x[1], samples, aligned), shapes) with
        { DTypes = [DType.Float32, DType.Float64], Fixed = new() { [1] = DType.Float32 }, Ranges = [(-3, 3), (0, 6)], Called = "roi_align" };

    // Numbers to boxes: two corners of any order become one below the other, never without area.
    static Tensor Spanning(Tensor x) => x.Shape[^1] != 4 ? x : Tensor.Concatenate([x.Slice(-1, 0, 2), x.Slice(-1, 0, 2) + (x.Slice(-1, 2, 4).Abs() + 0.5)], -1);

    static double[] Box(Nd x, long[] at)
    {
        double[] v = [.. Enumerable.Range(0, 4).Select(k => x[[.. at, k]])];
        return [v[0], v[1], v[0] + Math.Abs(v[2]) + 0.5, v[1] + Math.Abs(v[3]) + 0.5];
    }

    static double Overlap(double[] a, double[] b, BoxOverlap kind)
    {
        double Size(double[] r) => (r[2] - r[0]) * (r[3] - r[1]);
        double common = Math.Max(0, Math.Min(a[2], b[2]) - Math.Max(a[0], b[0])) * Math.Max(0, Math.Min(a[3], b[3]) - Math.Max(a[1], b[1]));
        double union = Size(a) + Size(b) - common, iou = common / union;
        double[] hull = [Math.Min(a[0], b[0]), Math.Min(a[1], b[1]), Math.Max(a[2], b[2]), Math.Max(a[3], b[3])];
        double dx = (a[0] + a[2] - b[0] - b[2]) / 2, dy = (a[1] + a[3] - b[1] - b[3]) / 2, wide = hull[2] - hull[0], high = hull[3] - hull[1];
        double distance = iou - (((dx * dx) + (dy * dy)) / ((wide * wide) + (high * high)));
        double v = 4 / (Math.PI * Math.PI) * Math.Pow(Math.Atan((a[2] - a[0]) / (a[3] - a[1])) - Math.Atan((b[2] - b[0]) / (b[3] - b[1])), 2);
        return kind switch
        {
            BoxOverlap.Generalized => iou - ((Size(hull) - union) / Size(hull)),
            BoxOverlap.Distance => distance,
            BoxOverlap.Complete => distance - (v * v / (1 - iou + v)),
            _ => iou,
        };
    }

    static Nd Overlaps(Nd a, Nd b, BoxOverlap kind)
    {
        Nd result = Nd.Zeros([.. a.Shape[..^1], b.Shape[^2]]);
        foreach (long[] index in result.Indices())
            result[index] = Overlap(Box(a, index[..^1]), Box(b, [index[^1]]), kind);
        return result;
    }

    static Nd Diagonal(Nd x) => Gathered(x, [x.Shape[0]], i => [i[0], i[0]]);

    static Nd Zipped(Nd x, Func<long[], double, double> f)
    {
        Nd result = Nd.Zeros(x.Shape);
        foreach (long[] index in x.Indices())
            result[index] = f(index, x[index]);
        return result;
    }

    static Nd Survivors(Nd boxes, Nd scores, Nd? classes, double threshold)
    {
        List<long> kept = [];
        foreach (long i in Enumerable.Range(0, scores.Values.Length).OrderByDescending(i => scores.Values[i]))
        {
            if (!kept.Any(k => (classes is null || classes.Values[k] == classes.Values[i]) && Overlap(Box(boxes, [k]), Box(boxes, [i]), BoxOverlap.Plain) > threshold))
                kept.Add(i);
        }

        return new Nd([.. kept.Select(k => (double)k)], [kept.Count]);
    }

    // Picture, left, top, right, bottom: pictures alternate.
    static Tensor Regions(Tensor x, long pictures)
    {
        if (x.Rank != 2 || x.Shape[1] != 5)
            return x;
        x = x.To(DType.Float64);
        Tensor picture = Tensor.From<double>([.. Enumerable.Range(0, (int)x.Shape[0]).Select(i => (double)(i % pictures))], [x.Shape[0], 1]), low = x.Slice(1, 1, 3);
        return Tensor.Concatenate([picture, low, low + x.Slice(1, 3, 5) + 0.25], 1);
    }

    static Nd Aligned(Nd map, Nd regions, int samples, bool aligned)
    {
        long high = map.Shape[2], wide = map.Shape[3];
        Nd result = Nd.Zeros([regions.Shape[0], map.Shape[1], 2, 3]);
        foreach (long[] index in result.Indices())
        {
            long k = index[0];
            double shift = aligned ? 0.5 : 0, left = (regions[k, 1] * 0.5) - shift, top = (regions[k, 2] * 0.5) - shift;
            double width = (regions[k, 3] + 0.25) * 0.5, height = (regions[k, 4] + 0.25) * 0.5;
            if (!aligned)
                (width, height) = (Math.Max(1, width), Math.Max(1, height));
            int down = samples > 0 ? samples : (int)Math.Ceiling(height / 2), across = samples > 0 ? samples : (int)Math.Ceiling(width / 3);
            double sum = 0;
            for (int i = 0; i < down; i++)
            {
                for (int j = 0; j < across; j++)
                {
                    double y = top + (height / 2 * (index[2] + ((i + 0.5) / down))), x = left + (width / 3 * (index[3] + ((j + 0.5) / across)));
                    if (y < -1 || y > high || x < -1 || x > wide)
                        continue;
                    (y, x) = (Math.Clamp(y, 0, high - 1), Math.Clamp(x, 0, wide - 1));
                    for (long r = 0; r < high; r++)
                    {
                        for (long c = 0; c < wide; c++)
                            sum += map[k % map.Shape[0], index[1], r, c] * Math.Max(0, 1 - Math.Abs(y - r)) * Math.Max(0, 1 - Math.Abs(x - c));
                    }
                }
            }

            result[index] = sum / (down * across);
        }

        return result;
    }
}
