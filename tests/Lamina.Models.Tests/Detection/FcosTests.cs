using Lamina.Models.Detection;
using Lamina.NN;

namespace Lamina.Models.Tests.Detection;

/// <summary>The detector has the shape it promises, assigns places as a plain loop does, and its loss is that of the formulas.</summary>
public sealed class FcosTests
{
    const int Height = 64, Width = 96, Classes = 3;

    static readonly FcosGrid s_grid = new(Height, Width);

    [Fact]
    public void Places_are_the_middles_of_squares_row_by_row()
    {
        Assert.Equal((Height / 8 * (Width / 8)) + (Height / 16 * (Width / 16)), s_grid.Places.Count);
        Assert.Equal(new FcosPlace(4, 4, 8), s_grid.Places[0]);
        Assert.Equal(new FcosPlace(12, 4, 8), s_grid.Places[1]);
        Assert.Equal(new FcosPlace(4, 12, 8), s_grid.Places[Width / 8]);
        Assert.Equal(new FcosPlace(8, 8, 16), s_grid.Places[Height / 8 * (Width / 8)]);
        Assert.Equal(new FcosPlace(Width - 8, Height - 8, 16), s_grid.Places[^1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FcosGrid(60, 96));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FcosGrid(64, 0));
    }

    [Fact]
    public void The_output_says_something_of_every_place_and_begins_unsure()
    {
        Tensor.Seed(1);
        Fcos network = new(Classes, width: 4);
        network.Eval();
        Tensor output = network.Forward(Tensor.Randn([2, 3, Height, Width]));
        Assert.Equal([2, s_grid.Places.Count, Classes + 5], output.Shape);

        // Classes begin at a probability of about 0.01, distances at 3.3 steps of the grid.
        Assert.InRange(output.Slice(-1, 0, Classes).Sigmoid().Mean().ToDouble(), 0.005, 0.02);
        Assert.InRange(output[0, 0, Classes].ToDouble(), 8 * 2.5, 8 * 4.4);
        Assert.InRange(output[0, s_grid.Places.Count - 1, Classes].ToDouble(), 16 * 2.5, 16 * 4.4);
        Assert.Throws<ShapeException>(() => network.Forward(Tensor.Zeros([1, 3, 60, 96])));
        Assert.Throws<ShapeException>(() => network.Forward(Tensor.Zeros([1, 1, 64, 96])));
    }

    [Fact]
    public void The_larger_network_of_the_recipe_has_under_a_million_parameters() => Assert.InRange(new Fcos(3).ParameterCount, 800_000, 1_100_000);

    [Fact]
    public void Places_belong_to_boxes_as_by_a_plain_loop()
    {
        Random random = new(5);
        const int Most = 9;
        for (int trial = 0; trial < 20; trial++)
        {
            float[] boxes = Drawn(random, 2, Most);
            (Tensor classes, Tensor distances) = new FcosTargets(s_grid).Of(Tensor.From<float>(boxes, [2, Most, 5]));
            float[] kinds = classes.ToArray<float>(), sides = distances.ToArray<float>();
            int objects = 0;
            for (int i = 0; i < 2 * s_grid.Places.Count; i++)
            {
                FcosPlace place = s_grid.Places[i % s_grid.Places.Count];
                float[]? box = Owner(place, boxes.AsSpan(i / s_grid.Places.Count * Most * 5, Most * 5));
                Assert.Equal(box is null ? -1 : box[4], kinds[i]);
                double[] meant = box is null ? [1, 1, 1, 1] : [place.X - box[0], place.Y - box[1], box[2] - place.X, box[3] - place.Y];
                for (int side = 0; side < 4; side++)
                    Assert.Equal(meant[side], sides[(4 * i) + side], 1e-4);
                objects += box is null ? 0 : 1;
            }

            Assert.True(objects > 0);
        }
    }

    [Fact]
    public void The_loss_is_that_of_the_formulas()
    {
        Random random = new(6);
        const int Most = 6, N = 2;
        float[] boxes = Drawn(random, N, Most), values = new float[N * s_grid.Places.Count * (Classes + 5)];
        for (int i = 0; i < values.Length; i++)
            values[i] = i % (Classes + 5) is >= Classes and < Classes + 4 ? (float)(2 + (40 * random.NextDouble())) : (float)(4 * (random.NextDouble() - 0.5));
        double focal = 0, apart = 0, weights = 0, middle = 0, objects = 0;
        for (int i = 0; i < N * s_grid.Places.Count; i++)
        {
            FcosPlace place = s_grid.Places[i % s_grid.Places.Count];
            ReadOnlySpan<float> row = values.AsSpan(i * (Classes + 5), Classes + 5);
            float[]? box = Owner(place, boxes.AsSpan(i / s_grid.Places.Count * Most * 5, Most * 5));
            for (int label = 0; label < Classes; label++)
            {
                double p = 1 / (1 + Math.Exp(-row[label]));
                focal += box is not null && box[4] == label ? -0.25 * (1 - p) * (1 - p) * Math.Log(p) : -0.75 * p * p * Math.Log(1 - p);
            }

            if (box is null)
                continue;
            double[] d = [place.X - box[0], place.Y - box[1], box[2] - place.X, box[3] - place.Y];
            double central = Math.Sqrt(Math.Min(d[0], d[2]) / Math.Max(d[0], d[2]) * Math.Min(d[1], d[3]) / Math.Max(d[1], d[3]));
            double common = (Math.Min(d[0], row[3]) + Math.Min(d[2], row[5])) * (Math.Min(d[1], row[4]) + Math.Min(d[3], row[6]));
            double hull = (Math.Max(d[0], row[3]) + Math.Max(d[2], row[5])) * (Math.Max(d[1], row[4]) + Math.Max(d[3], row[6]));
            double union = ((d[0] + d[2]) * (d[1] + d[3])) + ((row[3] + row[5]) * (row[4] + row[6])) - common;
            apart += central * (1 - (common / union) + ((hull - union) / hull));
            double c = 1 / (1 + Math.Exp(-row[7]));
            middle -= (central * Math.Log(c)) + ((1 - central) * Math.Log(1 - c));
            weights += central;
            objects++;
        }

        Assert.True(objects > 10);
        Tensor prediction = Tensor.From<float>(values, [N, s_grid.Places.Count, Classes + 5]).RequireGrad();
        Tensor loss = new FcosLoss(Classes, s_grid).Forward(prediction, Tensor.From<float>(boxes, [N, Most, 5]));
        Assert.Equal((focal / objects) + (apart / weights) + (middle / objects), loss.ToDouble(), 1e-4 * loss.ToDouble());
        loss.Backward();
        Assert.True(prediction.Grad!.IsFinite().All().ToBoolean());
    }

    [Fact]
    public void Pictures_without_objects_have_a_finite_loss()
    {
        Tensor prediction = Tensor.Zeros([1, s_grid.Places.Count, Classes + 5]).RequireGrad(), none = Tensor.Full([1, 4, 5], -1);
        Tensor loss = new FcosLoss(Classes, s_grid).Forward(prediction, none);
        loss.Backward();

        // All classes at all places have the probability ½ and should have 0: 0.75 · ½² · ln 2 each, divided by 1.
        Assert.Equal(s_grid.Places.Count * Classes * 0.75 * 0.25 * Math.Log(2), loss.ToDouble(), 1e-3);
        Assert.True(prediction.Grad!.IsFinite().All().ToBoolean());
        Assert.Throws<ShapeException>(() => new FcosLoss(Classes, s_grid).Forward(Tensor.Zeros([1, 7, Classes + 5]), none));
        Assert.Throws<ShapeException>(() => new FcosLoss(Classes, s_grid).Forward(prediction, Tensor.Zeros([1, 4, 4])));
    }

    [Fact]
    public void One_picture_is_learnt_by_heart()
    {
        Tensor.Seed(3);
        Fcos network = new(2, width: 4);
        FcosLoss loss = new(2, s_grid);
        Tensor picture = Tensor.Zeros([1, 3, Height, Width]), boxes = Tensor.From<float>([10, 10, 34, 36, 0, 54, 20, 84, 50, 1], [1, 2, 5]);
        picture[.., 0, 10..36, 10..34] = Tensor.Ones([1, 26, 24]);
        picture[.., 1, 20..50, 54..84] = Tensor.Ones([1, 30, 30]);
        AdamW optimizer = new(network.Parameters(), 5e-3);
        for (int step = 0; step < 120; step++)
        {
            optimizer.ZeroGrad();
            loss.Forward(network.Forward(picture), boxes).Backward();
            optimizer.Step();
        }

        using GradientScope off = Gradients.Off();
        IReadOnlyList<FoundBox> found = new FcosDecoder { Grid = s_grid, LeastScore = 0.3 }.Decode(network.Forward(picture))[0];
        Assert.Equal(2, found.Count);
        FoundBox first = found.Single(box => box.Label == 0), second = found.Single(box => box.Label == 1);
        Assert.True(Math.Abs(first.X1 - 10) < 3 && Math.Abs(first.Y2 - 36) < 3, $"{first}");
        Assert.True(Math.Abs(second.X1 - 54) < 3 && Math.Abs(second.Y2 - 50) < 3, $"{second}");
    }

    static float[] Drawn(Random random, int pictures, int most)
    {
        float[] boxes = new float[pictures * most * 5];
        for (int i = 0; i < pictures * most; i++)
        {
            float x = (float)(random.NextDouble() * (Width - 8)), y = (float)(random.NextDouble() * (Height - 8));
            float right = (float)(x + 6 + (random.NextDouble() * (Width - x - 6))), lower = (float)(y + 6 + (random.NextDouble() * (Height - y - 6)));
            float label = i % most == most - 1 ? -1 : random.Next(Classes);
            float[] box = [x, y, right, lower, label];
            box.CopyTo(boxes, 5 * i);
        }

        return boxes;
    }

    // The box that a place belongs to: inside, near its middle, of the level's size, the smallest.
    static float[]? Owner(FcosPlace place, ReadOnlySpan<float> boxes)
    {
        float[]? owner = null;
        double least = double.PositiveInfinity;
        for (int i = 0; i < boxes.Length; i += 5)
        {
            float[] box = boxes.Slice(i, 5).ToArray();
            double[] sides = [place.X - box[0], place.Y - box[1], box[2] - place.X, box[3] - place.Y];
            bool isNear = Math.Abs(place.X - ((box[0] + box[2]) / 2)) <= 1.5 * place.Stride && Math.Abs(place.Y - ((box[1] + box[3]) / 2)) <= 1.5 * place.Stride;
            double area = (double)(box[2] - box[0]) * (box[3] - box[1]);
            if (box[4] < 0 || sides.Min() <= 0 || !isNear || sides.Max() <= 48 != (place.Stride == 8) || area >= least)
                continue;
            (owner, least) = (box, area);
        }

        return owner;
    }
}
