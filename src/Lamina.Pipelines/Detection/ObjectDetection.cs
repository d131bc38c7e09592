using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Imaging;
using Lamina.Models.Detection;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>A trained detector: from a picture to the objects in it. <c>lamina train cells-detection</c> makes one.</summary>
/// <example><code>
/// ObjectDetection detection = Pipeline.Load&lt;ObjectDetection&gt;("runs/cells-detection-1");
/// foreach (FoundObject found in detection.Find(Pictures.Read("blood.jpg")))
///     Console.WriteLine($"{found.Name} {found.Score:0.00} at {found.Box.X1:0}, {found.Box.Y1:0}");
/// </code></example>
public sealed class ObjectDetection : Pipeline
{
    /// <summary>The score that an object has at least if nothing else is asked for.</summary>
    public const double UsualScore = 0.4;

    /// <summary>The word for this kind in <c>pipeline.json</c>.</summary>
    public const string KindName = "object-detection";

    const int LeastSide = 16, MostClasses = 1000, MostWidth = 256, MostShorterSide = 1024;

    // Pictures that are very long are looked at smaller, so that no input is absurd.
    const int LongestOfShorter = 4;

    // The middle of what the network takes: 0 after normalization.
    const byte Fill = 128;

    readonly Fcos _network;
    readonly int _shorterSide;

    /// <summary>A detector of a network.</summary>
    /// <param name="network">The network; it is put into evaluation mode.</param>
    /// <param name="classNames">The name of each of its classes.</param>
    /// <param name="shorterSide">The length in pixels to which the shorter side of a picture is scaled: that of the pictures it was trained on.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public ObjectDetection(Fcos network, IReadOnlyList<string> classNames, int shorterSide)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentOutOfRangeException.ThrowIfLessThan(shorterSide, LeastSide);
        if (classNames.Count != network.Classes)
            throw new ArgumentException($"The network finds {network.Classes} classes; got {classNames.Count} names.", nameof(classNames));
        (_network, ClassNames, _shorterSide) = (network, classNames, shorterSide);
        network.Eval();
    }

    /// <summary>What is done to the bytes of a picture before the network sees them: (x / 255 − 0.5) / 0.25.</summary>
    public static Normalization Normalization { get; } = Normalization.OfBytes(0.5, 0.25);

    /// <summary>The name of each class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public override Module Network => _network;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>Finds the objects in a picture of any size, by falling score. Its shorter side is scaled to that of the pictures of training.</summary>
    /// <param name="picture">The picture; grey is taken as colour, opacity is left out.</param>
    /// <param name="leastScore">Objects of which the network is less sure are left out.</param>
    /// <exception cref="PipelineException">The picture is smaller than 16 × 16.</exception>
    public IReadOnlyList<FoundObject> Find(Picture picture, double leastScore = UsualScore)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Width < LeastSide || picture.Height < LeastSide)
            throw new PipelineException($"A picture of {picture.Width}×{picture.Height} is too small to find objects in: it must be at least {LeastSide}×{LeastSide}. Give the whole picture, not a cut-out.");
        double scale = Math.Min((double)_shorterSide / Math.Min(picture.Width, picture.Height), (double)LongestOfShorter * _shorterSide / Math.Max(picture.Width, picture.Height));
        int width = Math.Max(1, (int)Math.Round(picture.Width * scale)), height = Math.Max(1, (int)Math.Round(picture.Height * scale));
        Draws none = default;
        Picture small = new Resize((height, width)).Apply(new PictureSample(picture.WithChannels(3)), ref none).Picture;
        FcosGrid grid = new(Up(height), Up(width));
        using GradientScope off = Gradients.Off();
        Tensor output = _network.Forward(Input(small, grid));
        FcosDecoder decoder = new() { Grid = grid, LeastScore = leastScore };
        double across = (double)picture.Width / width, down = (double)picture.Height / height;
        return [.. decoder.Decode(output)[0].Select(box => new FoundObject(ClassNames[box.Label], box.Score, new PictureBox(
            Math.Min(box.X1 * across, picture.Width), Math.Min(box.Y1 * down, picture.Height), Math.Min(box.X2 * across, picture.Width), Math.Min(box.Y2 * down, picture.Height), box.Label))).Where(found => found.Box.Area > 0)];
    }

    /// <inheritdoc/>
    protected override void Describe(PipelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Set("classes", ClassNames);
        file.Set("width", _network.Width);
        file.Set("shorterSide", _shorterSide);
    }

    /// <summary>Builds one by its description, with new weights.</summary>
    internal static Pipeline Read(PipelineFile file)
    {
        IReadOnlyList<string> classes = file.Texts("classes", MostClasses);
        if (classes.Count == 0)
            throw file.Fault("classes", "a list of at least one name");
        int width = file.Int("width", 1, MostWidth);

        // The second block of the last stage: two convolutions of 3×3 with eight times the width.
        file.CheckWeights("width", 2L * 9 * 64 * width * width);
        return new ObjectDetection(new Fcos(classes.Count, width), classes, file.Int("shorterSide", LeastSide, MostShorterSide));
    }

    static int Up(int size) => (size + FcosGrid.SizeStep - 1) / FcosGrid.SizeStep * FcosGrid.SizeStep;

    // The picture in the upper left corner of one whose sizes the network takes.
    static Tensor Input(Picture picture, FcosGrid grid)
    {
        Picture whole = new(grid.Width, grid.Height, 3);
        whole.Pixels.Fill(Fill);
        for (int row = 0; row < picture.Height; row++)
            picture.Row(row).CopyTo(whole.Row(row));
        byte[] planes = new byte[whole.Pixels.Length];
        whole.ToPlanes(planes);
        return Normalization.Apply(Tensor.From<byte>(planes, [1, 3, grid.Height, grid.Width]));
    }
}
