using Lamina.Data.Vision;
using Lamina.Imaging;
using Xunit;

namespace Lamina.Data.Tests.Vision;

/// <summary>The same numbers as Pillow.</summary>
public sealed class PillowTests
{
    [Theory]
    [InlineData("resize", 0)]
    [InlineData("posterize", 0)]
    [InlineData("solarize", 0)]
    [InlineData("invert", 0)]
    [InlineData("equalize", 0)]
    [InlineData("autocontrast", 0)]
    [InlineData("grey", 0)]
    [InlineData("brightness", 1)]
    [InlineData("contrast", 1)]
    [InlineData("sharpness", 1)]
    [InlineData("saturation", 1)]
    [InlineData("hue", 1)]
    [InlineData("rotate-linear", 1)]
    [InlineData("affine-linear", 1)]
    [InlineData("perspective-linear", 1)]
    [InlineData("rotate-nearest", 0)]
    [InlineData("affine-nearest", 0)]
    [InlineData("perspective-nearest", 0)]
    public void Operations_give_the_bytes_of_Pillow(string operation, int apart)
    {
        TransformGolden[] goldens = [.. TransformGolden.All.Where(golden => golden.Name.StartsWith(operation, StringComparison.Ordinal))];
        Assert.NotEmpty(goldens);
        foreach (TransformGolden golden in goldens)
        {
            byte[] before = golden.Picture.Pixels.ToArray();
            Picture result = Run(golden);
            Assert.Equal((golden.Result.Width, golden.Result.Height, golden.Result.Channels), (result.Width, result.Height, result.Channels));
            Assert.Equal(before, golden.Picture.Pixels.ToArray());
            int different = 0, most = 0;
            for (int i = 0; i < result.Pixels.Length; i++)
            {
                int difference = Math.Abs(result.Pixels[i] - golden.Result.Pixels[i]);
                most = Math.Max(most, difference);
                if (difference > apart)
                    different++;
            }

            Assert.True(different == 0, $"{golden}: {different} of {result.Pixels.Length} samples differ, by up to {most}");
        }
    }

    static Picture Run(TransformGolden golden)
    {
        Picture picture = golden.Picture;
        double[] numbers = golden.Numbers;
        string[] words = golden.Name.Split('-');
        InterpolationMode mode = words.Length < 2 ? default : words[1] switch { "linear" => InterpolationMode.Linear, "cubic" => InterpolationMode.Cubic, _ => InterpolationMode.NearestExact };
        return words[0] switch
        {
            "resize" => new Resize(((int)numbers[1], (int)numbers[0]), mode).Do(picture),
            "rotate" => new RandomRotation((numbers[0], numbers[0]), mode).Do(picture),
            "affine" or "perspective" => Warped(picture, numbers, mode),
            "posterize" => new RandomPosterize((int)numbers[0], 1).Do(picture),
            "solarize" => new RandomSolarize(numbers[0], 1).Do(picture),
            "invert" => new RandomInvert(1).Do(picture),
            "equalize" => new RandomEqualize(1).Do(picture),
            "autocontrast" => new RandomAutocontrast(1).Do(picture),
            "grey" => new RandomGrayscale(1).Do(picture),
            "brightness" => Adjust.Brightness(picture, numbers[0]),
            "contrast" => Adjust.Contrast(picture, numbers[0]),
            "saturation" => Adjust.Saturation(picture, numbers[0]),
            "sharpness" => new RandomAdjustSharpness(numbers[0], 1).Do(picture),
            "hue" => Hue.Turn(picture, numbers[0]),
            _ => throw new InvalidOperationException(golden.Name),
        };
    }

    // Pillow is told the way back, from the new picture to the old one.
    static Picture Warped(Picture picture, double[] back, InterpolationMode mode)
    {
        Projective map = new(back[0], back[1], back[2], back[3], back[4], back[5], back.Length > 6 ? back[6] : 0, back.Length > 6 ? back[7] : 0);
        return new PictureSample(picture).Warped(map.Inverse(), mode, 0).Picture;
    }
}
