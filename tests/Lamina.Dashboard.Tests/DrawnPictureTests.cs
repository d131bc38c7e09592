using Lamina.Dashboard.Runs;
using Lamina.Dashboard.Trying;
using Lamina.Imaging;
using Lamina.NN;
using Lamina.Recipes;

namespace Lamina.Dashboard.Tests;

/// <summary>From a drawing to an answer.</summary>
public sealed class DrawnPictureTests : IDisposable
{
    readonly SampleRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public void Ink_fits_the_inner_square_and_its_mass_lies_in_the_middle()
    {
        foreach ((int left, int top, int wide, int high) in ((int, int, int, int)[])[(3, 5, 40, 100), (200, 10, 60, 20), (0, 0, 280, 280), (279, 279, 1, 1)])
        {
            Picture drawing = new(280, 280, 1);
            for (int y = top; y < top + high; y++)
                drawing.Row(y).Slice(left, wide).Fill(255);
            Picture centred = DrawnPicture.Centred(drawing)!;
            Assert.Equal((int)Math.Ceiling(Math.Max(wide, high) * 1.4), centred.Width);
            Assert.Equal(centred.Width, centred.Height);
            (double mass, double x, double y) sum = default;
            for (int y = 0; y < centred.Height; y++)
            {
                for (int x = 0; x < centred.Width; x++)
                    sum = (sum.mass + centred[x, y], sum.x + (centred[x, y] * (x + 0.5)), sum.y + (centred[x, y] * (y + 0.5)));
            }

            Assert.Equal(255.0 * wide * high, sum.mass);
            Assert.InRange(sum.x / sum.mass, (centred.Width / 2.0) - 1, (centred.Width / 2.0) + 1);
            Assert.InRange(sum.y / sum.mass, (centred.Width / 2.0) - 1, (centred.Width / 2.0) + 1);
        }

        Assert.Null(DrawnPicture.Centred(new Picture(280, 280, 1)));
        Assert.Throws<ImageFormatException>(() => DrawnPicture.Read([1, 2, 3]));
    }

    [Fact]
    public void The_answer_is_that_of_the_best_weights()
    {
        RunFolder folder = _runs.Add("one");
        Module<Tensor, Tensor> network = SampleRuns.GiveWeights(folder);
        RunView run = Assert.Single(new RunBoard(_runs.Options).Read());
        Assert.True(TrainedNetworks.Takes(run));
        Picture drawing = new(280, 280, 4);
        for (int i = 0; i < 280 * 280; i++)
            drawing.Pixels[(4 * i) + 3] = 255;
        for (int y = 40; y < 240; y++)
            drawing.Row(y).Slice(4 * 130, 4 * 24).Fill(255);
        Tensor input = DrawnPicture.For(run, DrawnPicture.Centred(DrawnPicture.Read(Png.Encode(drawing)))!);
        Assert.Equal([1, 1, 28, 28], input.Shape.ToArray());
        float[] values = input.ToArray<float>();

        // The stroke is 20 of 28 rows high.
        Assert.Equal(20, Enumerable.Range(0, 28).Count(y => values[(y * 28) + 14] > 0.9f), 1.0);
        TrainedNetworks networks = new();
        Assert.Equal(network.Forward(input).Softmax(-1).ToArray<float>(), networks.Ask(run, input));

        // Other weights are loaded when they come.
        Module<Tensor, Tensor> other = SampleRuns.GiveWeights(folder);
        File.SetLastWriteTimeUtc(folder.BestWeights, DateTime.UtcNow.AddSeconds(5));
        Assert.Equal(other.Forward(input).Softmax(-1).ToArray<float>(), networks.Ask(run, input));
    }
}
