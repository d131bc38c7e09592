using Lamina.Data.Vision;
using Lamina.Imaging;
using Xunit;

namespace Lamina.Data.Tests.Vision;

/// <summary>Colours, blur, erasing, and the drawn policies.</summary>
public sealed class ColorTests
{
    [Fact]
    public void Blur_is_a_bell_in_two_dimensions()
    {
        Picture picture = Samples.Grainy(14, 9, 3);
        Picture blurred = new GaussianBlur((3, 7), 1.3, 1.3).Do(picture);
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                for (int c = 0; c < 3; c++)
                {
                    double sum = 0, weights = 0;
                    for (int down = -1; down <= 1; down++)
                    {
                        for (int across = -3; across <= 3; across++)
                        {
                            double weight = Math.Exp(-((down * down) + (across * across)) / (2 * 1.3 * 1.3));
                            sum += weight * picture[Mirrored(x + across, picture.Width), Mirrored(y + down, picture.Height), c];
                            weights += weight;
                        }
                    }

                    Assert.InRange(blurred[x, y, c] - (sum / weights), -0.501, 0.501);
                }
            }
        }

        static int Mirrored(int at, int count) => at < 0 ? -at : at >= count ? (2 * (count - 1)) - at : at;
    }

    [Fact]
    public void Jitter_draws_factors_of_its_range()
    {
        Picture grey = new(4, 4, 3);
        grey.Pixels.Fill(100);
        int least = 255, most = 0;
        for (int number = 0; number < 500; number++)
        {
            byte level = new ColorJitter(brightness: 0.4, saturation: 0.9, hue: 0.5).Do(grey, number).Pixels[0];
            (least, most) = (Math.Min(least, level), Math.Max(most, level));
        }

        Assert.InRange(least, 60, 61);
        Assert.InRange(most, 138, 140);
        Picture colored = Samples.Grainy(6, 6, 3);
        Assert.NotEqual(colored.Pixels.ToArray(), new ColorJitter(hue: 0.3).Do(colored).Pixels.ToArray());
        Assert.NotEqual(new ColorJitter(hue: 0.3).Do(colored).Pixels.ToArray(), new ColorJitter(hue: 0.3).Do(colored, 1).Pixels.ToArray());
    }

    [Fact]
    public void Chances_are_as_likely_as_they_say()
    {
        Picture picture = Samples.Grainy(5, 4, 3);
        foreach (double probability in (double[])[0.1, 0.5, 0.8])
        {
            IPictureTransform[] transforms = [new RandomInvert(probability), new RandomHorizontalFlip(probability), new RandomApply(probability, new RandomGrayscale(1)), new RandomErasing(probability)];
            foreach (IPictureTransform transform in transforms)
            {
                int done = Enumerable.Range(0, 2000).Count(number => !ReferenceEquals(transform.Do(picture, number), picture));
                Assert.InRange(done / 2000.0, probability - 0.04, probability + 0.04);
            }
        }
    }

    [Fact]
    public void Erasing_paints_a_rectangle_of_the_drawn_area()
    {
        Picture white = new(64, 48, 1);
        white.Pixels.Fill(255);
        double least = 1, most = 0;
        for (int number = 0; number < 300; number++)
        {
            Picture erased = new RandomErasing(1).Do(white, number);
            Picture dark = new RandomInvert(1).Do(erased);
            if (Samples.Lit(dark) is not var (x1, y1, x2, y2))
                continue;
            int painted = 0;
            foreach (byte level in erased.Pixels)
                painted += level == 0 ? 1 : 0;
            Assert.Equal((x2 - x1) * (y2 - y1), painted);
            double area = painted / (64.0 * 48);
            (least, most) = (Math.Min(least, area), Math.Max(most, area));
        }

        Assert.InRange(least, 0.015, 0.04);
        Assert.InRange(most, 0.30, 0.35);
        Picture grainy = new RandomErasing(1, area: (0.3, 0.33), value: null).Do(white, 2);
        Assert.True(grainy.Pixels.ToArray().Distinct().Count() > 100);
    }

    [Fact]
    public void Grey_has_the_luma_in_every_channel()
    {
        Picture picture = Samples.Grainy(5, 4, 4);
        Picture grey = new Grayscale().Do(picture), triple = new Grayscale(3).Do(picture);
        Assert.Equal((1, 3), (grey.Channels, triple.Channels));
        for (int i = 0; i < 20; i++)
        {
            double luma = (0.299 * picture.Pixels[4 * i]) + (0.587 * picture.Pixels[(4 * i) + 1]) + (0.114 * picture.Pixels[(4 * i) + 2]);
            Assert.InRange(grey.Pixels[i] - luma, -0.51, 0.51);
            Assert.Equal([grey.Pixels[i], grey.Pixels[i], grey.Pixels[i]], triple.Pixels.Slice(3 * i, 3).ToArray());
        }
    }

    [Fact]
    public void Magnitudes_are_torchvisions()
    {
        Picture picture = Samples.Grainy(40, 30, 3);
        AdjustmentSpace usual = AdjustmentSpace.Usual(10, InterpolationMode.Nearest, 0), wide = AdjustmentSpace.Wide(31, InterpolationMode.Nearest, 0);
        int[] bits = [8, 8, 7, 7, 6, 6, 5, 5, 4, 4];
        for (int magnitude = 0; magnitude < 10; magnitude++)
        {
            Assert.Equal(Adjust.Posterize(picture, bits[magnitude]).Pixels.ToArray(), Do(usual, Adjustment.Posterize, magnitude));
            Assert.Equal(Adjust.Solarize(picture, 255 - (255 * magnitude / 9.0)).Pixels.ToArray(), Do(usual, Adjustment.Solarize, magnitude));
        }

        (Adjustment, byte[], byte[])[] signed =
        [
            (Adjustment.Brightness, Adjust.Brightness(picture, 1.9).Pixels.ToArray(), Adjust.Brightness(picture, 0.1).Pixels.ToArray()),
            (Adjustment.TranslateX, Shifted(18, 0), Shifted(-18, 0)),
            (Adjustment.TranslateY, Shifted(0, 13), Shifted(0, -13)),
            (Adjustment.Rotate, new RandomRotation((30, 30)).Do(picture).Pixels.ToArray(), new RandomRotation((-30, -30)).Do(picture).Pixels.ToArray()),
        ];
        foreach ((Adjustment adjustment, byte[] one, byte[] other) in signed)
        {
            List<byte[]> results = [.. Enumerable.Range(0, 20).Select(number => Do(usual, adjustment, 9, number))];
            Assert.All(results, result => Assert.True(result.SequenceEqual(one) || result.SequenceEqual(other), adjustment.ToString()));
            Assert.Contains(results, result => result.SequenceEqual(one));
            Assert.Contains(results, result => result.SequenceEqual(other));
        }

        Assert.Equal(Adjust.Posterize(picture, 2).Pixels.ToArray(), Do(wide, Adjustment.Posterize, 30));
        Assert.Contains(Enumerable.Range(0, 20), number => Do(wide, Adjustment.TranslateX, 30, number).SequenceEqual(Shifted(32, 0)));

        byte[] Do(AdjustmentSpace space, Adjustment adjustment, int magnitude, int number = 0)
        {
            Draws draws = Samples.Draws(number);
            return space.Apply(new PictureSample(picture), adjustment, magnitude, ref draws).Picture.Pixels.ToArray();
        }

        byte[] Shifted(int x, int y) => Window.Cut(picture, -x, -y, picture.Width, picture.Height).Pixels.ToArray();
    }

    [Fact]
    public void Policies_draw_all_that_they_may()
    {
        Picture picture = Samples.Grainy(24, 24, 3);
        foreach (IPictureTransform policy in (IPictureTransform[])[.. Enum.GetValues<AutoAugmentPolicy>().Select(policy => new AutoAugment(policy)), new RandAugment(), new TrivialAugmentWide()])
        {
            byte[][] results = [.. Enumerable.Range(0, 200).Select(number => policy.Do(picture, number).Pixels.ToArray())];
            Assert.True(results.Select(Convert.ToHexString).Distinct().Count() > 25, policy.GetType().Name);
            Assert.Equal(results[7], policy.Do(picture, 7).Pixels.ToArray());
        }

        Assert.All(Enum.GetValues<AutoAugmentPolicy>(), policy => Assert.Equal(25, AutoAugmentTable.Of(policy).Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AutoAugment((AutoAugmentPolicy)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RandAugment(magnitude: 31));
    }
}
