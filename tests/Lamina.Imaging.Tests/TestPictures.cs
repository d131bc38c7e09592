namespace Lamina.Imaging.Tests;

static class TestPictures
{
    public static Picture Smooth(int width, int height, int channels)
    {
        Picture picture = new(width, height, channels);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int c = 0; c < channels; c++)
                    picture[x, y, c] = (byte)((x * 2) + (y * (c + 1)) + (40 * c) + (x * y / 16));
            }
        }

        return picture;
    }
}
