using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Operators of object detection.</summary>
internal static class DetectionOperators
{
    public static void AddTo(OperatorTable table) => table.Add("NonMaxSuppression", Suppress);

    // Of each class of each picture, boxes from the best score down that do not overlap a better one too much.
    static Value[] Suppress(NodeCall call)
    {
        float[] boxes = call.X().ToArray<float>(), scores = call.X(1).ToArray<float>();
        Shape shape = call.X(1).Shape;
        long most = call.Has(2) ? call.Long(2) : 0;
        double overlap = call.Has(3) ? call.Number(3) : 0, least = call.Has(4) ? call.Number(4) : double.NegativeInfinity;
        bool centered = call.Flag("center_point_box");
        List<long> chosen = [];
        int count = (int)shape[2];
        for (int picture = 0; picture < shape[0]; picture++)
        {
            for (int kind = 0; kind < shape[1]; kind++)
            {
                int first = ((picture * (int)shape[1]) + kind) * count;
                List<int> kept = [];
                foreach (int box in Enumerable.Range(0, count).Where(i => scores[first + i] > least).OrderByDescending(i => scores[first + i]))
                {
                    if (kept.Count >= most)
                        break;
                    if (kept.All(better => Overlap(Box(picture, box), Box(picture, better)) <= overlap))
                        kept.Add(box);
                }

                foreach (int box in kept)
                    chosen.AddRange([picture, kind, box]);
            }
        }

        return [NodeCall.Of(Tensor.From<long>(chosen.ToArray(), [chosen.Count / 3, 3]))];

        (float Top, float Left, float Bottom, float Right) Box(int picture, int box)
        {
            Span<float> b = boxes.AsSpan(((picture * count) + box) * 4, 4);
            return centered
                ? (b[1] - (b[3] / 2), b[0] - (b[2] / 2), b[1] + (b[3] / 2), b[0] + (b[2] / 2))
                : (Math.Min(b[0], b[2]), Math.Min(b[1], b[3]), Math.Max(b[0], b[2]), Math.Max(b[1], b[3]));
        }
    }

    static double Overlap((float Top, float Left, float Bottom, float Right) a, (float Top, float Left, float Bottom, float Right) b)
    {
        double height = Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top), width = Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left);
        if (height <= 0 || width <= 0)
            return 0;
        double shared = height * width;
        return shared / (((double)(a.Bottom - a.Top) * (a.Right - a.Left)) + ((double)(b.Bottom - b.Top) * (b.Right - b.Left)) - shared);
    }
}
