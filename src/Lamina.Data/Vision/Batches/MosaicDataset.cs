using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Four pictures in one, meeting at a drawn point; boxes and masks come along.</summary>
/// <remarks>
/// The sample itself is at the upper left, three drawn ones fill the other quarters. Each is resized so that its longer side is that of the mosaic, laid with its corner
/// at the point, and cut at its quarter's border; the point lies in the middle half. The label is the sample's own. Detectors of the YOLO family are trained
/// with it. <b>Source:</b> Bochkovskiy, Wang, Liao: YOLOv4 (2020).
/// </remarks>
public sealed class MosaicDataset : IDataset<PictureSample>
{
    const int Quarters = 4;

    readonly IDataset<PictureSample> _source;
    readonly int _side;
    readonly long _seed, _epoch;
    readonly double _probability;
    readonly byte _fill;

    /// <summary>A set of mosaics.</summary>
    /// <param name="source">Where samples are read, all with as many channels.</param>
    /// <param name="side">Rows and columns of a mosaic.</param>
    /// <param name="seed">Another seed draws other numbers.</param>
    /// <param name="probability">How likely a sample is a mosaic; otherwise it comes as it is.</param>
    /// <param name="fill">Every sample of what no picture covers.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public MosaicDataset(IDataset<PictureSample> source, int side, long seed, double probability = 1, byte fill = 114)
        : this(source, side, seed, 0, probability, fill)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 4);
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability is a number from 0 to 1.");
    }

    MosaicDataset(IDataset<PictureSample> source, int side, long seed, long epoch, double probability, byte fill) =>
        (_source, _side, _seed, _epoch, _probability, _fill) = (source, side, seed, epoch, probability, fill);

    /// <inheritdoc/>
    public long Count => _source.Count;

    /// <inheritdoc/>
    public string Name => _source.Name;

    /// <inheritdoc/>
    public IDataset<PictureSample> At(long epoch) => new MosaicDataset(_source.At(epoch), _side, _seed, epoch, _probability, _fill);

    /// <inheritdoc/>
    public PictureSample Read(long index)
    {
        PictureSample own = _source.Read(index);
        Draws draws = new(_seed, VisionStreams.Mosaic, index, _epoch);
        if (!draws.Chance(_probability))
            return own;
        int x = (int)draws.Uniform(_side / 4.0, 3 * _side / 4.0), y = (int)draws.Uniform(_side / 4.0, 3 * _side / 4.0);
        Picture mosaic = new(_side, _side, own.Picture.Channels), mask = new(_side, _side, 1);
        mosaic.Pixels.Fill(_fill);
        List<PictureBox> boxes = [];
        bool hasMask = own.Mask is not null;
        for (int quarter = 0; quarter < Quarters; quarter++)
        {
            PictureSample sample = quarter == 0 ? own : _source.Read((long)(draws.Uniform() * Count));
            if (sample.Picture.Channels != mosaic.Channels)
                throw new ShapeException($"Pictures of a mosaic have as many channels; {own.Source} has {mosaic.Channels}, {sample.Source} {sample.Picture.Channels}. Bring them to one number before.");
            bool isRight = quarter % 2 == 1, isLower = quarter > 1;
            double scale = (double)_side / Math.Max(sample.Picture.Width, sample.Picture.Height);
            PictureSample part = sample.Resized(((int)Math.Max(sample.Picture.Height * scale, 1), (int)Math.Max(sample.Picture.Width * scale, 1)), InterpolationMode.Linear);
            int width = Math.Min(part.Picture.Width, isRight ? _side - x : x), height = Math.Min(part.Picture.Height, isLower ? _side - y : y);
            part = part.Cropped(isRight ? 0 : part.Picture.Width - width, isLower ? 0 : part.Picture.Height - height, (height, width));
            int left = isRight ? x : x - width, top = isLower ? y : y - height;
            Lay(part.Picture, mosaic, left, top);
            if (hasMask && part.Mask is not null)
                Lay(part.Mask, mask, left, top);
            boxes.AddRange(part.Boxes.Select(box => box.Placed(left, top)));
        }

        return own with { Picture = mosaic, Mask = hasMask ? mask : null, Boxes = boxes };
    }

    static void Lay(Picture part, Picture whole, int left, int top)
    {
        for (int row = 0; row < part.Height; row++)
            part.Row(row).CopyTo(whole.Row(top + row)[(left * whole.Channels)..]);
    }
}
