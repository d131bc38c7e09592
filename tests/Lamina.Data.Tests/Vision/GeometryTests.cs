using Lamina.Data.Vision;
using Lamina.Imaging;
using Xunit;

namespace Lamina.Data.Tests.Vision;

/// <summary>Pictures, masks and boxes move together, and by as much as they should.</summary>
public sealed class GeometryTests
{
    static readonly (string Name, IPictureTransform Transform, double Apart)[] Moving =
    [
        ("resize", new Resize((97, 55)), 1.5),
        ("resize by side", new Resize(40), 1.5),
        ("centre", new CenterCrop(40), 0),
        ("centre of more", new CenterCrop((90, 120)), 0),
        ("pad", new Pad(3, 5, 7, 2), 0),
        ("crop", new RandomCrop((50, 60), padding: 10), 0),
        ("crop of more", new RandomCrop((100, 130), padIfNeeded: true), 0),
        ("resized crop", new RandomResizedCrop((48, 64), area: (0.4, 0.9)), 2),
        ("mirrored", new RandomHorizontalFlip(1), 0),
        ("upside down", new RandomVerticalFlip(1), 0),
        ("turned", new RandomRotation(180), 1.5),
        ("affine", new RandomAffine(30, (0.2, 0.1), (0.7, 1.3), (15, 10)), 1.5),
        ("perspective", new RandomPerspective(0.6, 1, InterpolationMode.Nearest), 1.5),
        ("elastic", new ElasticTransform(60, 6, InterpolationMode.Nearest), 2),
        ("randomly", new RandAugment(1, 15), 1.5),
        ("widely", new TrivialAugmentWide(), 1.5),
        ("by policy", new AutoAugment(AutoAugmentPolicy.Svhn), 1.5),
        ("one after the other", new Compose(new RandomRotation(20), new RandomHorizontalFlip(), new RandomCrop(60, 4)), 3),
    ];

    [Fact]
    public void Boxes_and_masks_move_with_the_picture()
    {
        foreach ((string name, IPictureTransform transform, double apart) in Moving)
        {
            for (int number = 0; number < 40; number++)
            {
                PictureSample sample = Samples.Rectangle(80, 70, 20 + (number % 7), 15, 50 + (number % 5), 45);
                byte[] before = sample.Picture.Pixels.ToArray();
                PictureSample moved = transform.Do(sample, number);
                Assert.Equal(before, sample.Picture.Pixels.ToArray());
                Assert.Equal((7, "drawn"), (moved.Label, moved.Source));
                Assert.Equal((moved.Picture.Width, moved.Picture.Height, 1), (moved.Mask!.Width, moved.Mask.Height, moved.Mask.Channels));
                if (Samples.Lit(moved.Mask) is not var (x1, y1, x2, y2))
                {
                    Assert.True(moved.Boxes.Sum(box => box.Area) < 150, $"{name} {number}: the mask is gone, the box is not");
                    continue;
                }

                PictureBox box = Assert.Single(moved.Boxes);
                Assert.Equal(3, box.Label);
                double[] differences = [Math.Abs(box.X1 - x1), Math.Abs(box.Y1 - y1), Math.Abs(box.X2 - x2), Math.Abs(box.Y2 - y2)];
                Assert.True(differences.Max() <= apart, $"{name} {number}: the box is {box}, the mask lies in {(x1, y1, x2, y2)}");
            }
        }
    }

    [Fact]
    public void Masks_lie_over_what_they_mark()
    {
        foreach ((string name, IPictureTransform transform, _) in Moving.Where(item => item.Name is not ("randomly" or "widely" or "by policy")))
        {
            PictureSample moved = transform.Do(Samples.Rectangle(80, 70, 20, 15, 50, 45), 3);
            int wrong = 0;
            for (int i = 0; i < moved.Mask!.Pixels.Length; i++)
                wrong += moved.Mask.Pixels[i] == 1 == moved.Picture.Pixels[3 * i] > 127 ? 0 : 1;
            Assert.True(wrong <= (name.Contains("resize", StringComparison.Ordinal) ? 200 : 0), $"{name}: {wrong} pixels of the mask lie elsewhere");
        }
    }

    [Fact]
    public void What_leaves_the_picture_has_no_box()
    {
        PictureSample sample = Samples.Rectangle(80, 70, 2, 2, 12, 12);
        Assert.Empty(new CenterCrop(30).Do(sample).Boxes);
        PictureBox box = Assert.Single(new CenterCrop(64).Do(sample).Boxes);
        Assert.Equal(new PictureBox(0, 0, 4, 9, 3), box);
        Assert.Empty(new SanitizeBoundingBoxes(leastSide: 5).Do(new CenterCrop(64).Do(sample)).Boxes);
        Assert.Single(new SanitizeBoundingBoxes(leastSide: 4, leastArea: 36).Do(new CenterCrop(64).Do(sample)).Boxes);
    }

    [Fact]
    public void A_crop_is_the_padded_picture_at_every_place_alike()
    {
        Picture picture = Samples.Grainy(9, 7, 3);
        foreach (PadMode mode in Enum.GetValues<PadMode>())
        {
            HashSet<(int, int)> places = [];
            for (int number = 0; number < 400; number++)
            {
                Picture crop = new RandomCrop((7, 9), padding: 2, mode, fill: 9).Do(picture, number);
                (int, int)? found = null;
                for (int top = -2; top <= 2 && found is null; top++)
                {
                    for (int left = -2; left <= 2 && found is null; left++)
                    {
                        if (IsAt(picture, crop, left, top, mode))
                            found = (left, top);
                    }
                }

                Assert.True(found is not null, $"{mode} {number}: the crop is nowhere");
                places.Add(found.Value);
            }

            Assert.Equal(25, places.Count);
        }

        static bool IsAt(Picture picture, Picture crop, int left, int top, PadMode mode)
        {
            for (int y = 0; y < crop.Height; y++)
            {
                for (int x = 0; x < crop.Width; x++)
                {
                    for (int c = 0; c < 3; c++)
                    {
                        int column = Padded(x + left, picture.Width, mode), row = Padded(y + top, picture.Height, mode);
                        if (crop[x, y, c] != (column < 0 || row < 0 ? 9 : picture[column, row, c]))
                            return false;
                    }
                }
            }

            return true;
        }

        // Steps along the picture one by one instead of computing.
        static int Padded(int at, int count, PadMode mode)
        {
            if (at >= 0 && at < count)
                return at;
            return mode switch
            {
                PadMode.Replicate => at < 0 ? 0 : count - 1,
                PadMode.Circular => at < 0 ? at + count : at - count,
                PadMode.Reflect => at < 0 ? -at : (2 * (count - 1)) - at,
                _ => -1,
            };
        }
    }

    [Fact]
    public void Sizes_are_torchvisions()
    {
        Assert.Equal((341, 256), SizeOf(new Resize(256), 640, 480));
        Assert.Equal((256, 341), SizeOf(new Resize(256), 480, 640));
        Assert.Equal((300, 225), SizeOf(new Resize(256, longestSide: 300), 640, 480));
        Assert.Equal((64, 32), SizeOf(new Resize((32, 64)), 640, 480));
        Assert.Equal((224, 224), SizeOf(new RandomResizedCrop(224), 50, 900));

        static (int, int) SizeOf(IPictureTransform transform, int width, int height)
        {
            Picture picture = transform.Do(new Picture(width, height, 1));
            return (picture.Width, picture.Height);
        }
    }

    [Fact]
    public void A_resized_crop_has_a_drawn_area_and_shape()
    {
        double least = 1, most = 0, narrowest = 10, widest = 0;
        for (int number = 0; number < 500; number++)
        {
            // Every pixel knows where it is: the crop's corners say what was cut.
            Draws draws = Samples.Draws(number);
            (int left, int top, int width, int height) = DrawnRectangle.Draw(200, 200, (0.2, 0.5), (0.5, 2), 10, ref draws)!.Value;
            Assert.True(left >= 0 && top >= 0 && left + width <= 200 && top + height <= 200);
            double area = width * height / 40_000.0, ratio = (double)width / height;
            (least, most, narrowest, widest) = (Math.Min(least, area), Math.Max(most, area), Math.Min(narrowest, ratio), Math.Max(widest, ratio));
        }

        Assert.InRange(least, 0.195, 0.21);
        Assert.InRange(most, 0.49, 0.51);
        Assert.InRange(narrowest, 0.48, 0.52);
        Assert.InRange(widest, 1.92, 2.07);
    }

    [Fact]
    public void Elastic_takes_each_pixel_from_where_a_smooth_field_says()
    {
        const double Alpha = 40, Sigma = 2;
        const int Width = 20, Height = 15, Reach = 8;
        Picture picture = Samples.Grainy(Width, Height, 1);
        Picture moved = new ElasticTransform(Alpha, Sigma, InterpolationMode.Nearest, fill: 1).Do(picture, 5);
        Draws draws = Samples.Draws(5);
        double[,] x = Field(ref draws), y = Field(ref draws);
        int wrong = 0;
        for (int row = 0; row < Height; row++)
        {
            for (int column = 0; column < Width; column++)
            {
                int sourceX = (int)Math.Floor(column + 0.5 + x[row, column]), sourceY = (int)Math.Floor(row + 0.5 + y[row, column]);
                bool isInside = sourceX is >= 0 and < Width && sourceY is >= 0 and < Height;
                wrong += moved[column, row] == (isInside ? picture[sourceX, sourceY] : 1) ? 0 : 1;
            }
        }

        // Single precision may round a source on a border to the other side.
        Assert.InRange(wrong, 0, 2);

        static double[,] Field(ref Draws draws)
        {
            double[,] noise = new double[Height, Width], field = new double[Height, Width];
            for (int i = 0; i < Height * Width; i++)
                noise[i / Width, i % Width] = draws.Uniform(-1, 1) * Alpha / 2;
            double sum = 0;
            for (int k = -Reach; k <= Reach; k++)
                sum += Math.Exp(-k * k / (2 * Sigma * Sigma));
            for (int row = 0; row < Height; row++)
            {
                for (int column = 0; column < Width; column++)
                {
                    for (int down = -Reach; down <= Reach; down++)
                    {
                        for (int across = -Reach; across <= Reach; across++)
                        {
                            double weight = Math.Exp(-((down * down) + (across * across)) / (2 * Sigma * Sigma)) / (sum * sum);
                            field[row, column] += weight * noise[Mirrored(row + down, Height), Mirrored(column + across, Width)];
                        }
                    }
                }
            }

            return field;
        }

        static int Mirrored(int at, int count) => at < 0 ? -at : at >= count ? (2 * (count - 1)) - at : at;
    }

    [Fact]
    public void Nothing_drawn_is_nothing_done()
    {
        PictureSample sample = Samples.Rectangle(30, 20, 4, 5, 20, 15);
        IPictureTransform[] still =
        [
            new RandomRotation(0), new RandomAffine(0), new RandomPerspective(0, 1), new ElasticTransform(0), new RandomCrop((20, 30)), new RandomHorizontalFlip(0),
            new Resize((20, 30)), new ColorJitter(), new RandomApply(0, new RandomInvert(1)), new Compose(), new Pad(0), new RandomVerticalFlip(0), new RandomErasing(0),
        ];
        foreach (IPictureTransform transform in still)
        {
            PictureSample same = transform.Do(sample);
            Assert.Equal(sample.Picture.Pixels.ToArray(), same.Picture.Pixels.ToArray());
            Assert.Equal(sample.Mask!.Pixels.ToArray(), same.Mask!.Pixels.ToArray());
            Assert.True(Math.Abs(sample.Boxes[0].X2 - same.Boxes[0].X2) < 1e-9, transform.GetType().Name);
        }

        PictureSample twice = new Compose(new RandomHorizontalFlip(1), new RandomVerticalFlip(1), new RandomRotation((180, 180))).Do(sample);
        Assert.Equal(sample.Picture.Pixels.ToArray(), twice.Picture.Pixels.ToArray());
    }

    [Fact]
    public void What_cannot_be_is_said()
    {
        Picture picture = new(8, 8, 3);
        Assert.Contains("has 8 and 8", Assert.Throws<ShapeException>(() => new RandomCrop(9).Do(picture)).Message, StringComparison.Ordinal);
        Assert.Throws<ShapeException>(() => new RandomHorizontalFlip(1).Do(new PictureSample(picture) { Mask = new Picture(7, 8, 1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomRotation(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomRotation(5, InterpolationMode.Cubic));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Resize(5, mode: InterpolationMode.Area));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomHorizontalFlip(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomCrop((0, 5)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomAffine(5, scale: (0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomPerspective(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandomResizedCrop(5, area: (0.5, 0.1)));
    }
}
