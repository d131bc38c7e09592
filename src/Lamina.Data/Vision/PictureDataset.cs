using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Pictures with what is known of them, from files, from memory, or from another set; augmented anew in each epoch, and laid side by side as tensors.</summary>
/// <remarks>
/// <code>PictureDataset.FromFolder("flowers").Augment(seed: 1, new RandomResizedCrop(224), new RandomHorizontalFlip()).ToTensors()</code>
/// Immutable. What is drawn about a sample depends on the seed, its number in the set and the epoch alone.
/// </remarks>
public sealed class PictureDataset : IDataset<PictureSample>
{
    readonly IDataset<PictureSample> _source;
    readonly Compose? _transforms;
    readonly long _seed, _epoch;
    readonly int _depth;

    /// <summary>A set over samples that something else reads.</summary>
    /// <param name="source">Where samples are read.</param>
    /// <param name="classNames">The name of each class, indexed by the label; none where the samples have no classes.</param>
    public PictureDataset(IDataset<PictureSample> source, IReadOnlyList<string>? classNames = null)
        : this(source, classNames ?? [], null, 0, 0, 0)
    {
        ArgumentNullException.ThrowIfNull(source);
    }

    PictureDataset(IDataset<PictureSample> source, IReadOnlyList<string> classNames, Compose? transforms, long seed, long epoch, int depth) =>
        (_source, ClassNames, _transforms, _seed, _epoch, _depth) = (source, classNames, transforms, seed, epoch, depth);

    /// <summary>The name of each class, indexed by the label.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public long Count => _source.Count;

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <summary>Pictures of a folder that has a folder for each class.</summary>
    /// <inheritdoc cref="ImageFolder(string, int, bool)"/>
    public static PictureDataset FromFolder(string path, int channels = 3, bool skipBroken = false)
    {
        ImageFolder folder = new(path, channels, skipBroken);
        return new PictureDataset(folder, folder.ClassNames);
    }

    /// <summary>Pictures of any files, read when they are asked for.</summary>
    /// <param name="paths">PNG, JPEG, BMP, PBM, PGM or PPM files.</param>
    /// <param name="labels">The class of each; null where there are none.</param>
    /// <param name="classNames">The name of each class, indexed by the label.</param>
    /// <param name="channels">1, 3 or 4: what pictures are turned into; 0 leaves each as it is.</param>
    /// <param name="name">What errors and tables call the set.</param>
    /// <exception cref="DataFormatException">Files and labels differ in number, or a label has no class.</exception>
    public static PictureDataset FromFiles(
        IReadOnlyList<string> paths, IReadOnlyList<int>? labels = null, IReadOnlyList<string>? classNames = null, int channels = 3, string name = "pictures")
    {
        ArgumentNullException.ThrowIfNull(paths);
        return new PictureDataset(new FilePictures([.. paths], labels is null ? null : [.. labels], classNames?.Count ?? 0, channels, name), classNames);
    }

    /// <summary>Grey pictures with their labels, in memory.</summary>
    /// <param name="pictures">The pictures; not copied, but for the one that is read.</param>
    /// <param name="name">What errors and tables call the set.</param>
    public static PictureDataset From(ImageSet pictures, string name = "pictures") => From(ArrayDataset.From(pictures, name));

    /// <summary>Pictures that lie in memory as bytes.</summary>
    /// <param name="pictures">Its first input is bytes [N, C, H, W] with 1, 3 or 4 channels; its first target, if integers [N], the labels. Normalization is passed by.</param>
    /// <exception cref="ShapeException">The first input is not bytes of that shape.</exception>
    public static PictureDataset From(ArrayDataset pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return new PictureDataset(new BytePictures(pictures), pictures.ClassNames);
    }

    /// <inheritdoc/>
    public PictureSample Read(long index)
    {
        Indices.Check([index], Count);
        PictureSample sample = _source.Read(index);
        if (_transforms is null)
            return sample;
        Draws draws = new(_seed, VisionStreams.Samples + ((ulong)_depth << VisionStreams.DepthShift), index, _epoch);
        return _transforms.Apply(sample, ref draws);
    }

    /// <inheritdoc/>
    public IDataset<PictureSample> At(long epoch) => _source.At(epoch) is var source && _transforms is null && ReferenceEquals(source, _source)
        ? this
        : new PictureDataset(source, ClassNames, _transforms, _seed, epoch, _depth);

    /// <summary>Keeps pictures in memory, decoded, once they were read, until their pixels have so many bytes together; the others are read anew each time.</summary>
    /// <param name="maxBytes">The most bytes kept; by default all.</param>
    /// <remarks>Put it before <see cref="Augment"/>: what is drawn anew in each epoch is not kept beyond the first.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public PictureDataset Cache(long maxBytes = long.MaxValue) =>
        new(SampleExtensions.Cache(this, maxBytes, sample => sample.Picture.Pixels.Length + (sample.Mask?.Pixels.Length ?? 0)), ClassNames, null, 0, _epoch, _depth);

    /// <summary>The samples as transforms leave them, drawn anew in each epoch.</summary>
    /// <param name="seed">Another seed draws other numbers.</param>
    /// <param name="transforms">In the order in which they are done.</param>
    public PictureDataset Augment(long seed, params IReadOnlyList<IPictureTransform> transforms) =>
        new(this, ClassNames, new Compose(transforms), seed, _epoch, _depth + 1);

    /// <summary>Some of the samples.</summary>
    /// <param name="indices">The number here of each sample there.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public PictureDataset Select(IReadOnlyList<long> indices) => new(SampleExtensions.Select(this, indices), ClassNames, null, 0, _epoch, _depth);

    /// <inheritdoc cref="DatasetExtensions.Split"/>
    public (PictureDataset Kept, PictureDataset HeldOut) Split(double heldOut, long seed)
    {
        (long[] kept, long[] rest) = Indices.Split(Count, heldOut, seed);
        return (Select(kept), Select(rest));
    }

    /// <summary>Pictures of one size side by side: inputs [N, C, H, W] in float32; targets labels [N] in int64, or none where no sample has one.</summary>
    /// <param name="normalization">
    /// What is done to bytes; x / 255 by default. <see cref="Normalization.OfBytes(double, double)"/> makes those that the field publishes. Its axis is that of [C, H, W].
    /// </param>
    /// <param name="channelsLast">Whether inputs are [N, H, W, C], as networks in Keras' terms take them.</param>
    public IDataset ToTensors(Normalization? normalization = null, bool channelsLast = false)
    {
        PictureCollation collation = new(normalization, channelsLast);
        return Collated(collation.Labelled, collation.Normalization, channelsLast);
    }

    /// <summary>Pictures and masks of one size side by side: inputs [N, C, H, W] in float32, targets [N, H, W] in int64, the class of each pixel.</summary>
    /// <param name="normalization">What is done to bytes of pictures; x / 255 by default. Its axis is that of [C, H, W].</param>
    /// <param name="channelsLast">Whether inputs are [N, H, W, C].</param>
    public IDataset ToMaskTensors(Normalization? normalization = null, bool channelsLast = false)
    {
        PictureCollation collation = new(normalization, channelsLast);
        return Collated(collation.Masked, collation.Normalization, channelsLast);
    }

    /// <summary>
    /// Pictures of one size side by side, with their boxes: inputs [N, C, H, W] in float32; targets the boxes [N, M, 4] as x1, y1, x2, y2 in float32, their labels
    /// [N, M] in int64, and how many there are [N] in int64. Behind the last box of a sample boxes are 0 and labels −1.
    /// </summary>
    /// <param name="normalization">What is done to bytes; x / 255 by default. Its axis is that of [C, H, W].</param>
    /// <param name="maxBoxes">M; by default as many as the sample of the batch that has the most, at least 1. Further boxes of a sample are left out, the last ones first.</param>
    /// <param name="channelsLast">Whether inputs are [N, H, W, C].</param>
    public IDataset ToBoxTensors(Normalization? normalization = null, int? maxBoxes = null, bool channelsLast = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBoxes ?? 1, 1, nameof(maxBoxes));
        PictureCollation collation = new(normalization, channelsLast, maxBoxes);
        return Collated(collation.Boxed, collation.Normalization, channelsLast);
    }

    CollatedDataset<PictureSample> Collated(Func<IReadOnlyList<PictureSample>, Batch> collate, Normalization normalization, bool channelsLast) => new(this, collate, new DatasetInfo
    {
        Name = Name,
        ClassNames = ClassNames,
        Normalizations = [normalization],
        HasChannelsFirst = !channelsLast,
    });
}
