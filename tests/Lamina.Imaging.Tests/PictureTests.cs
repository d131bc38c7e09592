using Xunit;

namespace Lamina.Imaging.Tests;

public class PictureTests
{
    [Fact]
    public void GreyIsLumaOverBlack()
    {
        Assert.Equal([76, 150, 29, 255], new Picture(4, 1, 3, [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]).ToGrey().Pixels.ToArray());
        Assert.Equal([0, 128, 255], new Picture(3, 1, 4, [255, 255, 255, 0, 255, 255, 255, 128, 255, 255, 255, 255]).ToGrey().Pixels.ToArray());
        Picture grey = new(2, 2, 1);
        Assert.Same(grey, grey.ToGrey());
    }

    [Fact]
    public void SizesAndPlacesAreChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(1, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(1, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Picture(100_000, 100_000, 4));
        Assert.Throws<ArgumentException>(() => new Picture(2, 2, 1, new byte[5]));
        Picture picture = new(2, 3, 3);
        picture[1, 2, 2] = 7;
        Assert.Equal(7, picture.Pixels[17]);
        Assert.Equal(7, picture.Row(2)[5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => picture[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => picture[0, 0, 3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => picture.Row(3).Length);
    }
}
