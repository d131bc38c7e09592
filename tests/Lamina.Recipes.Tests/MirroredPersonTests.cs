using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Imaging;
using Lamina.Recipes.Faces;

namespace Lamina.Recipes.Tests;

/// <summary>A picture is another person's just when it is mirrored.</summary>
public sealed class MirroredPersonTests
{
    [Fact]
    public void The_number_tells_which_side_is_seen()
    {
        MirroredPerson transform = new(30);
        PictureSample sample = new(new Picture(2, 1, 1, [10, 20]), Label: 4);
        int mirrored = 0;
        for (int i = 0; i < 200; i++)
        {
            Draws draws = new(1, 0, i);
            PictureSample seen = transform.Apply(sample, ref draws);
            byte[] expected = seen.Label == 4 ? [10, 20] : [20, 10];
            Assert.True(seen.Label is 4 or 34);
            Assert.Equal(expected, seen.Picture.Pixels.ToArray());
            mirrored += seen.Label == 34 ? 1 : 0;
        }

        Assert.InRange(mirrored, 70, 130);
    }
}
