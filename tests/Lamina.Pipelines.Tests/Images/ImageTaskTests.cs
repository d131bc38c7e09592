using Lamina.Data;
using Lamina.Imaging;
using Xunit;

namespace Lamina.Pipelines.Tests.Images;

[Collection(nameof(Alone))]
public sealed class ImageTaskTests
{
    // Each picture has its number as the grey of all its pixels, so it is known again in whatever part it is.
    [Fact]
    public void Folds_hold_each_picture_out_once_with_the_classes_in_their_shares()
    {
        using TemporaryFolder folder = new();
        for (int i = 0; i < 60; i++)
        {
            string name = i < 40 ? "often" : "seldom";
            Directory.CreateDirectory(folder.At(name));
            byte[] pixels = new byte[16 * 16];
            Array.Fill(pixels, (byte)(i * 4));
            Png.Write(new Picture(16, 16, 1, pixels), Path.Combine(folder.At(name), $"{i}.png"));
        }

        IReadOnlyList<ImageTask> tasks = ImageTask.Folds(folder.At("."), 4, seed: 3);
        Assert.Equal(4, tasks.Count);
        Assert.Equal(Enumerable.Range(0, 60), tasks.SelectMany(task => Numbers(task.Test)).Order());
        Assert.All(tasks, task =>
        {
            Assert.Equal(Enumerable.Range(0, 60), Numbers(task.Train).Concat(Numbers(task.Validation)).Concat(Numbers(task.Test)).Order());
            Assert.Equal(10, Numbers(task.Test).Count(number => number < 40));
            Assert.Equal(2.0 / 3, task.Baseline, 1e-12);
            Assert.Equal([1, 16, 16], task.InputShape);
        });
        Assert.Equal(Numbers(tasks[0].Test), Numbers(ImageTask.Folds(folder.At("."), 4, seed: 3)[0].Test));
        Assert.Equal(24, ImageTask.Folds(folder.At("."), 2, limit: 24).Sum(task => task.Test.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageTask.Folds(folder.At("."), 1));
        Assert.Contains("too few for 61 parts", Assert.Throws<DataFormatException>(() => ImageTask.Folds(folder.At("."), 61)).Message, StringComparison.Ordinal);
    }

    static int[] Numbers(ArrayDataset part) => [.. part.ReadAll().Input.ToArray<float>().Chunk(16 * 16).Select(picture => (int)Math.Round(picture[0] * 255 / 4))];
}
