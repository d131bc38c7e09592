using Xunit;

namespace Lamina.Imaging.Tests;

public sealed class ContactSheetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_pixel_lies_where_its_picture_is(int channels)
    {
        Picture[] pictures = [.. Enumerable.Range(0, 5).Select(number => Numbered(number, 4, 3, channels))];
        Picture grid = ContactSheet.Of(pictures, columns: 3, gap: 1, fill: 200);
        Assert.Equal((1 + (3 * 5), 1 + (2 * 4), channels), (grid.Width, grid.Height, grid.Channels));
        for (int y = 0; y < grid.Height; y++)
        {
            for (int x = 0; x < grid.Width; x++)
            {
                int column = x / 5, row = y / 4, number = (3 * row) + column;
                bool inside = x % 5 != 0 && y % 4 != 0 && number < 5;
                for (int channel = 0; channel < channels; channel++)
                {
                    int gap = channel == 3 ? 255 : 200;
                    Assert.Equal(inside ? pictures[number][(x % 5) - 1, (y % 4) - 1, channel] : gap, grid[x, y, channel]);
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(7, 3, 3)]
    [InlineData(64, 8, 8)]
    public void A_grid_is_about_square(int count, int columns, int rows)
    {
        Picture grid = ContactSheet.Of([.. Enumerable.Range(0, count).Select(number => Numbered(number, 2, 2, 1))], gap: 0);
        Assert.Equal((2 * columns, 2 * rows), (grid.Width, grid.Height));
    }

    [Fact]
    public void What_cannot_be_laid_out_is_said()
    {
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => ContactSheet.Of([])).Message, StringComparison.Ordinal);
        string message = Assert.Throws<ArgumentException>(() => ContactSheet.Of([Numbered(0, 2, 2, 1), Numbered(1, 2, 3, 1)])).Message;
        Assert.Contains("2×2", message, StringComparison.Ordinal);
        Assert.Contains("2×3", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ContactSheet.Of([Numbered(0, 2, 2, 1)], columns: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ContactSheet.Of([Numbered(0, 2, 2, 1)], gap: -1));
    }

    static Picture Numbered(int number, int width, int height, int channels)
    {
        Picture picture = new(width, height, channels);
        for (int i = 0; i < picture.Pixels.Length; i++)
            picture.Pixels[i] = (byte)((40 * number) + i);
        return picture;
    }
}
