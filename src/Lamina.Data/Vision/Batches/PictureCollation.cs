using Lamina.Imaging;

namespace Lamina.Data.Vision;

/// <summary>Samples laid side by side as tensors.</summary>
internal sealed class PictureCollation(Normalization? normalization, bool channelsLast, int? maxBoxes = null)
{
    public const int NoLabel = -1;


    /// <summary>What is done to a batch: its axis, if it has one, is that of [C, H, W], and moves with the channels.</summary>
    public Normalization Normalization { get; } = normalization switch
    {
        null => Normalization.Bytes,
        { Axis: { } axis } when channelsLast && axis is >= -3 and < 3 => new Normalization(normalization.Means, normalization.Deviations, (axis + 5) % 3),
        _ => normalization,
    };

    public Batch Labelled(IReadOnlyList<PictureSample> samples)
    {
        Tensor input = Inputs(samples);
        int labelled = samples.Count(sample => sample.Label is not null);
        if (labelled == 0)
            return new Batch([input], []);
        if (labelled < samples.Count)
            throw new DataFormatException($"{Where(samples.First(sample => sample.Label is null))} has no label, but other pictures of its batch have one. Give every picture a label, or none.");
        return new Batch(input, Tensor.From<long>([.. samples.Select(sample => (long)sample.Label!)], [samples.Count]));
    }

    public Batch Masked(IReadOnlyList<PictureSample> samples)
    {
        Tensor input = Inputs(samples);
        int height = samples[0].Picture.Height, width = samples[0].Picture.Width;
        long[] classes = new long[samples.Count * height * width];
        for (int i = 0, at = 0; i < samples.Count; i++)
        {
            Picture mask = samples[i].Mask ?? throw new DataFormatException($"{Where(samples[i])} has no mask. Give every picture one, or take `ToTensors`.");
            if (mask.Width != width || mask.Height != height || mask.Channels != 1)
                throw new ShapeException($"The mask of {Where(samples[i])} is {mask.Width}×{mask.Height} with {mask.Channels} channels, its picture {width}×{height}. A mask has one channel and the size of its picture.");
            foreach (byte value in mask.Pixels)
                classes[at++] = value;
        }

        return new Batch(input, Tensor.From<long>(classes, [samples.Count, height, width]));
    }

    public Batch Boxed(IReadOnlyList<PictureSample> samples)
    {
        Tensor input = Inputs(samples);
        int room = maxBoxes ?? Math.Max(samples.Max(sample => sample.Boxes.Count), 1);
        float[] boxes = new float[samples.Count * room * 4];
        long[] labels = new long[samples.Count * room], counts = new long[samples.Count];
        Array.Fill(labels, NoLabel);
        for (int i = 0; i < samples.Count; i++)
        {
            counts[i] = Math.Min(samples[i].Boxes.Count, room);
            for (int k = 0; k < counts[i]; k++)
            {
                PictureBox box = samples[i].Boxes[k];
                int at = (i * room) + k;
                labels[at] = box.Label;
                (boxes[4 * at], boxes[(4 * at) + 1], boxes[(4 * at) + 2], boxes[(4 * at) + 3]) = ((float)box.X1, (float)box.Y1, (float)box.X2, (float)box.Y2);
            }
        }

        return new Batch(
            [input],
            [Tensor.From<float>(boxes, [samples.Count, room, 4]), Tensor.From<long>(labels, [samples.Count, room]), Tensor.From<long>(counts, [samples.Count])]);
    }

    Tensor Inputs(IReadOnlyList<PictureSample> samples)
    {
        if (samples.Count == 0)
            throw new ShapeException("A batch of pictures has at least one; got none.");
        Picture first = samples[0].Picture;
        int size = first.Pixels.Length;
        byte[] bytes = new byte[checked(samples.Count * size)];
        for (int i = 0; i < samples.Count; i++)
        {
            Picture picture = samples[i].Picture;
            if (picture.Width != first.Width || picture.Height != first.Height || picture.Channels != first.Channels)
            {
                throw new ShapeException(
                    $"Pictures of a batch have one size; {Where(samples[0])} is {first.Width}×{first.Height} with {first.Channels} channels, {Where(samples[i])} {picture.Width}×{picture.Height} with {picture.Channels}. " +
                    "Bring them to one size by `Augment` with `Resize`, `CenterCrop` or `RandomResizedCrop`.");
            }

            if (channelsLast)
                picture.Pixels.CopyTo(bytes.AsSpan(i * size, size));
            else
                picture.ToPlanes(bytes.AsSpan(i * size, size));
        }

        Shape shape = channelsLast ? [samples.Count, first.Height, first.Width, first.Channels] : [samples.Count, first.Channels, first.Height, first.Width];
        return new Column(new RowStore(bytes, shape)).Normalized(Normalization).Read(Indices.Range(0, samples.Count));
    }

    static string Where(PictureSample sample) => sample.Source.Length > 0 ? sample.Source : "a picture";
}
