using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Models.Detection;
using Lamina.Training;

namespace Lamina.Recipes.Detection;

/// <summary>How well boxes are found: average precision at an overlap of 0.5 by COCO's rule, for each class and in the mean.</summary>
/// <param name="Mean">The mean over classes.</param>
/// <param name="Classes">Of each class; NaN where there is no object of it.</param>
/// <param name="MeanOfOverlaps">The mean over classes and overlaps from 0.5 to 0.95, COCO's AP.</param>
sealed record DetectionScore(double Mean, IReadOnlyList<double> Classes, double MeanOfOverlaps)
{
    /// <summary>Compares what was found with what there is.</summary>
    /// <param name="pictures">The pictures with their boxes.</param>
    /// <param name="find">The boxes found in a picture, by its number.</param>
    public static DetectionScore Of(PictureDataset pictures, Func<int, IReadOnlyList<FoundBox>> find)
    {
        MeanAveragePrecision metric = new();
        MetricState<IReadOnlyList<DetectedBoxes>, IReadOnlyList<TrueBoxes>> all = metric.NewState();
        MetricState<IReadOnlyList<DetectedBoxes>, IReadOnlyList<TrueBoxes>>[] single = [.. pictures.ClassNames.Select(_ => metric.NewState())];
        for (int i = 0; i < pictures.Count; i++)
        {
            IReadOnlyList<PictureBox> meant = pictures.Read(i).Boxes;
            IReadOnlyList<FoundBox> found = find(i);
            all.Update([Found(found)], [Meant(meant)]);
            for (int label = 0; label < single.Length; label++)
                single[label].Update([Found([.. found.Where(box => box.Label == label)])], [Meant([.. meant.Where(box => box.Label == label)])]);
        }

        DetectionSummary summary = MeanAveragePrecision.Summarize(all);
        return new DetectionScore(summary.Precision50, [.. single.Select(state => MeanAveragePrecision.Summarize(state).Precision50)], summary.Precision);
    }

    static DetectedBoxes Found(IReadOnlyList<FoundBox> boxes) => new(
        Tensor.From<double>([.. boxes.SelectMany(box => (double[])[box.X1, box.Y1, box.X2, box.Y2])], [boxes.Count, 4]),
        Tensor.From<double>([.. boxes.Select(box => box.Score)], [boxes.Count]),
        Tensor.From<long>([.. boxes.Select(box => (long)box.Label)], [boxes.Count]));

    static TrueBoxes Meant(IReadOnlyList<PictureBox> boxes) => new(
        Tensor.From<double>([.. boxes.SelectMany(box => (double[])[box.X1, box.Y1, box.X2, box.Y2])], [boxes.Count, 4]),
        Tensor.From<long>([.. boxes.Select(box => (long)box.Label)], [boxes.Count]));
}
