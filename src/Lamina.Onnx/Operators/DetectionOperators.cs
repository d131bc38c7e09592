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
        Tensor boxes = call.Flag("center_point_box") ? Boxes.Convert(call.X(), BoxFormat.Cxcywh, BoxFormat.Xyxy) : Ordered(call.X()), scores = call.X(1);
        long most = call.Has(2) ? call.Long(2) : 0;
        double overlap = call.Has(3) ? call.Number(3) : 0, least = call.Has(4) ? call.Number(4) : double.NegativeInfinity;
        List<long> chosen = [];
        for (int picture = 0; picture < scores.Shape[0]; picture++)
        {
            for (int kind = 0; kind < scores.Shape[1]; kind++)
            {
                Tensor score = scores.Select(0, picture).Select(0, kind), good = (score > least).NonZero().Select(1, 0);
                Tensor kept = Boxes.Nms(boxes.Select(0, picture).IndexSelect(0, good), score.IndexSelect(0, good), overlap);
                foreach (long box in good.IndexSelect(0, kept.Slice(0, 0, Math.Clamp(most, 0, kept.Count))).ToArray<long>())
                    chosen.AddRange([picture, kind, box]);
            }
        }

        return [NodeCall.Of(Tensor.From<long>(chosen.ToArray(), [chosen.Count / 3, 3]))];
    }

    // Any two opposite corners do.
    static Tensor Ordered(Tensor boxes)
    {
        Tensor corner = boxes.Slice(-1, 0, 2), opposite = boxes.Slice(-1, 2, 4);
        return Tensor.Concatenate([Tensor.Minimum(corner, opposite), Tensor.Maximum(corner, opposite)], -1);
    }
}
