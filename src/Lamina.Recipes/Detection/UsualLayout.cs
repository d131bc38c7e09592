using Lamina.Data.Vision;
using Lamina.Models.Detection;

namespace Lamina.Recipes.Detection;

/// <summary>
/// What finds the same boxes in every picture without a look at it: of each class as many as a picture of the training part has in the mean, of their mean size, laid out evenly.
/// </summary>
static class UsualLayout
{
    public static IReadOnlyList<FoundBox> Of(PictureDataset train, int height, int width)
    {
        PictureBox[] all = [.. Enumerable.Range(0, (int)train.Count).SelectMany(index => train.Read(index).Boxes)];
        return [.. all.GroupBy(box => box.Label).OrderBy(group => group.Key).SelectMany(group => Laid([.. group], (double)group.Count() / train.Count, height, width))];
    }

    static IEnumerable<FoundBox> Laid(PictureBox[] boxes, double usual, int height, int width)
    {
        int count = Math.Max(1, (int)Math.Round(usual)), columns = (int)Math.Ceiling(Math.Sqrt((double)count * width / height)), rows = (count + columns - 1) / columns;
        double wide = boxes.Average(box => box.Width) / 2, high = boxes.Average(box => box.Height) / 2;
        for (int i = 0; i < count; i++)
        {
            double x = ((i % columns) + 0.5) * width / columns, y = ((i / columns) + 0.5) * height / rows;
            yield return new FoundBox(x - wide, y - high, x + wide, y + high, boxes[0].Label, 1);
        }
    }
}
