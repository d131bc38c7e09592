using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Imaging;
using Lamina.Models.Detection;
using Lamina.Recipes.Detection;

namespace Lamina.Recipes.Tests.Detection;

/// <summary>The number of the recipe on boxes of which it can be worked out by hand.</summary>
public sealed class DetectionScoreTests
{
    static readonly PictureBox[][] s_meant =
    [
        [new(0, 0, 10, 10, 0), new(20, 20, 30, 30, 0), new(5, 5, 25, 25, 1)],
        [new(40, 40, 50, 50, 0), new(0, 0, 30, 30, 1)],
    ];

    static readonly PictureDataset s_pictures = new(Dataset.Generate(2, index => new PictureSample(new Picture(64, 64, 3)) { Boxes = s_meant[index] }), ["a", "b"]);

    [Fact]
    public void All_that_there_is_scores_one() =>
        Assert.Equal(1, DetectionScore.Of(s_pictures, index => [.. s_meant[index].Select(box => Found(box, 0.9))]).Mean, 1e-12);

    [Fact]
    public void Nothing_found_scores_nothing() => Assert.Equal(0, DetectionScore.Of(s_pictures, _ => []).Mean);

    [Fact]
    public void The_curve_of_a_class_is_that_of_the_rule()
    {
        // Class a: hit, miss, hit of three: precision 1 up to a recall of 1/3 (34 of 101 points), 2/3 up to 2/3 (33 more). Class b: none.
        DetectionScore score = DetectionScore.Of(s_pictures, index => index == 0
            ? [Found(s_meant[0][0], 0.9), Found(new PictureBox(50, 0, 60, 10, 0), 0.8), Found(s_meant[0][1], 0.7)]
            : []);
        double meant = (34 + (33 * 2.0 / 3)) / 101;
        Assert.Equal(meant, score.Classes[0], 1e-9);
        Assert.Equal(0, score.Classes[1]);
        Assert.Equal(meant / 2, score.Mean, 1e-9);
    }

    [Fact]
    public void The_usual_layout_has_the_mean_number_and_size_of_each_class()
    {
        IReadOnlyList<FoundBox> layout = UsualLayout.Of(s_pictures, 64, 64);

        // One and a half of class a in the mean is two, side by side; of class b one, 25 × 25 in the middle.
        Assert.Equal([0, 0, 1], layout.Select(box => box.Label));
        Assert.Equal((11, 27, 21, 37), (layout[0].X1, layout[0].Y1, layout[0].X2, layout[0].Y2));
        Assert.Equal((19.5, 19.5, 44.5, 44.5), (layout[2].X1, layout[2].Y1, layout[2].X2, layout[2].Y2));
    }

    static FoundBox Found(PictureBox box, double score) => new(box.X1, box.Y1, box.X2, box.Y2, box.Label, score);
}
