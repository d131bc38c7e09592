using Lamina.Models.Detection;

namespace Lamina.Models.Tests.Detection;

/// <summary>Boxes worked out by hand from what is said of places.</summary>
public sealed class FcosDecoderTests
{
    const int Classes = 2, Columns = Classes + 5;

    static readonly FcosGrid s_grid = new(16, 32);

    [Fact]
    public void A_place_becomes_a_box_around_it_with_the_mean_of_two_probabilities()
    {
        // The second place of the fine grid is (12, 4).
        float[] values = Nothing();
        Say(values, 1, label: 1, logit: 2, central: 1, 8, 3, 10, 7);
        FoundBox box = Assert.Single(Decode(values));
        Assert.Equal((4, 1, 22, 11, 1), (box.X1, box.Y1, box.X2, box.Y2, box.Label));
        Assert.Equal(Math.Sqrt(1 / (1 + Math.Exp(-2)) / (1 + Math.Exp(-1))), box.Score, 1e-6);
    }

    [Fact]
    public void Boxes_are_cut_at_the_border_and_left_out_beyond_it()
    {
        float[] values = Nothing();
        Say(values, 0, 0, 3, 3, 100, 100, 100, 100);
        Say(values, 3, 1, 3, 3, -9, 2, 20, 2);
        FoundBox box = Assert.Single(Decode(values));
        Assert.Equal((0, 0, 32, 16, 0), (box.X1, box.Y1, box.X2, box.Y2, box.Label));
    }

    [Fact]
    public void Of_boxes_that_overlap_the_surest_of_each_class_stays()
    {
        // (4, 4) and (12, 4) say almost the same box, 0…16 × 0…8 and 1…16 × 0…8, overlap 15/16; (28, 4) another.
        float[] values = Nothing();
        Say(values, 0, 0, 1, 3, 4, 4, 12, 4);
        Say(values, 1, 0, 2, 3, 11, 4, 4, 4);
        Say(values, 3, 0, 0.5f, 3, 4, 4, 4, 4);
        IReadOnlyList<FoundBox> found = Decode(values);
        Assert.Equal([1.0, 24.0], found.Select(box => box.X1));

        // Another class is no rival.
        Say(values, 0, 1, 1, 3, 4, 4, 12, 4);
        values[0] = -20;
        Assert.Equal([1, 0], Decode(values).Where(box => box.X2 == 16).OrderByDescending(box => box.Label).Select(box => box.Label));
    }

    [Fact]
    public void The_surest_come_first_and_no_more_than_asked_for()
    {
        float[] values = Nothing();
        for (int place = 0; place < 8; place++)
            Say(values, place, 0, place / 4f, 3, 4, 4, 4, 4);
        FcosDecoder decoder = new() { Grid = s_grid, MostBoxes = 3 };
        IReadOnlyList<FoundBox> found = decoder.Decode(Tensor.From<float>(values, [1, s_grid.Places.Count, Columns]))[0];
        Assert.Equal([(24.0, 8.0), (16.0, 8.0), (8.0, 8.0)], found.Select(box => (box.X1, box.Y1)));
    }

    [Fact]
    public void What_is_no_number_is_no_box()
    {
        float[] values = Nothing();
        Say(values, 0, 0, float.NaN, 3, 4, 4, 4, 4);
        Say(values, 1, 0, 3, 3, float.NaN, 4, 4, 4);
        Say(values, 2, 0, 3, float.NaN, 4, 4, 4, 4);
        Assert.Empty(Decode(values));
        Assert.Throws<ShapeException>(() => new FcosDecoder { Grid = s_grid }.Decode(Tensor.Zeros([1, 3, Columns])));
    }

    static IReadOnlyList<FoundBox> Decode(float[] values) => Assert.Single(new FcosDecoder { Grid = s_grid }.Decode(Tensor.From<float>(values, [1, s_grid.Places.Count, Columns])));

    // No class anywhere.
    static float[] Nothing()
    {
        float[] values = new float[s_grid.Places.Count * Columns];
        for (int i = 0; i < values.Length; i++)
            values[i] = i % Columns is >= Classes and < Classes + 4 ? 1 : -20;
        return values;
    }

    static void Say(float[] values, int place, int label, float logit, float central, float left, float top, float right, float bottom)
    {
        Span<float> row = values.AsSpan(place * Columns, Columns);
        row[label] = logit;
        (row[Classes], row[Classes + 1], row[Classes + 2], row[Classes + 3], row[Classes + 4]) = (left, top, right, bottom, central);
    }
}
