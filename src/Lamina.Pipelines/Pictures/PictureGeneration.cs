using Lamina.Imaging;
using Lamina.Models.Generative;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>A network that draws pictures: what <c>lamina sample RUN</c> uses.</summary>
/// <remarks><code>IReadOnlyList&lt;Picture&gt; threes = Pipeline.Load&lt;PictureGeneration&gt;("runs/mnist-dcgan-1").Sample(64, seed: 1, className: "3");</code></remarks>
public sealed class PictureGeneration : Pipeline
{
    internal const string KindName = "picture-generation";

    const string Autoencoder = "variational-autoencoder", Conditional = "conditional-generator";

    /// <summary>The most pictures that are drawn at once.</summary>
    public const int MostPictures = 10_000;

    const int MostSide = 1024, MostUnits = 8192, MostClasses = 1000, MostChannels = 512;

    readonly IPictureGenerator _network;

    /// <summary>A pipeline of an autoencoder of grey pictures.</summary>
    /// <param name="network">The network.</param>
    /// <param name="height">Rows of a picture.</param>
    /// <param name="width">Columns of a picture.</param>
    /// <exception cref="ShapeException">The network's pixels are not height × width.</exception>
    public PictureGeneration(VariationalAutoencoder network, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Pixels != (long)height * width)
            throw new ShapeException($"A network of {network.Pixels} pixels draws no pictures {width}×{height}, which have {(long)height * width}.");
        (_network, Height, Width) = (network, height, width);
        network.Eval();
    }

    /// <summary>A pipeline of a generator that is told the class of a picture.</summary>
    /// <param name="network">The network.</param>
    /// <param name="classNames">The names of its classes, by number.</param>
    /// <exception cref="PipelineException">The network has another number of classes.</exception>
    public PictureGeneration(ConditionalGenerator network, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(classNames);
        if (network.Classes != classNames.Count)
            throw new PipelineException($"{classNames.Count} names do not fit a network of {network.Classes} classes. Give one for each.");
        (_network, Height, Width, ClassNames) = (network, ConditionalGenerator.Side, ConditionalGenerator.Side, [.. classNames]);
        network.Eval();
    }

    /// <inheritdoc/>
    public override Module Network => (Module)_network;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>Rows of a picture.</summary>
    public int Height { get; }

    /// <summary>Columns of a picture.</summary>
    public int Width { get; }

    /// <summary>The classes that pictures can be asked for; none where the network knows no classes.</summary>
    public IReadOnlyList<string> ClassNames { get; } = [];

    /// <summary>Draws pictures.</summary>
    /// <param name="count">How many, from 1 to <see cref="MostPictures"/>.</param>
    /// <param name="seed">The same seed draws the same pictures.</param>
    /// <param name="className">One of <see cref="ClassNames"/>; if null, the classes in turn, where the network knows any.</param>
    /// <returns>Grey pictures. Of an autoencoder a pixel is as bright as it is likely to be set.</returns>
    /// <exception cref="PipelineException">The count is out of its range, or there is no such class.</exception>
    public IReadOnlyList<Picture> Sample(int count, long seed = 0, string? className = null)
    {
        if (count is < 1 or > MostPictures)
            throw new PipelineException($"From 1 to {MostPictures} pictures are drawn at once; {count} were asked for.");
        if (className is not null && !ClassNames.Contains(className))
        {
            throw new PipelineException(ClassNames.Count == 0
                ? $"This network knows no classes, so it cannot draw the class '{className}'. Ask without a class."
                : $"This network knows no class '{className}'. It knows {string.Join(", ", ClassNames)}.");
        }

        int? label = className is null ? null : ClassNames.Index().First(each => each.Item == className).Index;
        using GradientScope off = Gradients.Off();
        float[] brightness = _network.Sample(count, new Generator(seed), label).ToArray<float>();
        return [.. brightness.Chunk(Height * Width).Select(one => new Picture(Width, Height, 1, [.. one.Select(value => (byte)Math.Round(255 * value))]))];
    }

    /// <inheritdoc/>
    protected override void Describe(PipelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (_network is ConditionalGenerator conditional)
        {
            file.Set("network", Conditional);
            file.Set("noise", conditional.Noise);
            file.Set("channels", conditional.Channels);
            file.Set("classes", ClassNames);
            return;
        }

        VariationalAutoencoder autoencoder = (VariationalAutoencoder)_network;
        file.Set("network", Autoencoder);
        file.Set("height", Height);
        file.Set("width", Width);
        file.Set("hidden", autoencoder.Hidden);
        file.Set("code", autoencoder.Code);
    }

    internal static PictureGeneration Read(PipelineFile file) => file.Text("network", most: 100) switch
    {
        Autoencoder => ReadAutoencoder(file),
        Conditional => ReadConditional(file),
        _ => throw file.Fault("network", $"'{Autoencoder}' or '{Conditional}'"),
    };

    static PictureGeneration ReadAutoencoder(PipelineFile file)
    {
        int height = file.Int("height", 1, MostSide), width = file.Int("width", 1, MostSide);
        if ((long)height * width > MostUnits)
            throw file.Fault("height", $"{MostUnits / width} at most for a width of {width}");
        int hidden = file.Int("hidden", 1, MostUnits), code = file.Int("code", 1, MostUnits);
        file.CheckWeights("hidden", (long)hidden * ((2 * height * width) + (2 * hidden) + (3 * code)));
        return new PictureGeneration(new VariationalAutoencoder(height * width, hidden, code), height, width);
    }

    static PictureGeneration ReadConditional(PipelineFile file)
    {
        IReadOnlyList<string> classes = file.Texts("classes", MostClasses);
        if (classes.Count == 0)
            throw file.Fault("classes", "the names of 1 class or more");
        int noise = file.Int("noise", 1, MostUnits), channels = file.Int("channels", 1, MostChannels);
        file.CheckWeights("channels", ConditionalGenerator.Weights(classes.Count, noise, channels));
        return new PictureGeneration(new ConditionalGenerator(classes.Count, noise, channels), classes);
    }
}
