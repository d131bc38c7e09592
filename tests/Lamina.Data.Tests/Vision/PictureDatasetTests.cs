using System.Diagnostics;
using Lamina.Data.Vision;
using Lamina.Imaging;
using Xunit;

namespace Lamina.Data.Tests.Vision;

/// <summary>Sets of pictures: read, augmented by seed and epoch, laid side by side.</summary>
public sealed class PictureDatasetTests
{
    static readonly IPictureTransform[] Usual = [new RandomCrop(12, padding: 2), new RandomHorizontalFlip(), new ColorJitter(0.3, 0.3, 0.3, 0.1)];

    [Fact]
    public void Tensors_are_what_the_array_set_gives()
    {
        ArrayDataset data = Bytes(10, 3, 5, 4);
        Normalization normalization = Normalization.OfBytes([0.5, 0.4, 0.3], [0.2, 0.3, 0.25]);
        PictureDataset pictures = PictureDataset.From(data);
        Assert.Equal((10, "bytes"), (pictures.Count, pictures.Name));
        Batch expected = data.Normalize(normalization).Read([3, 0, 9]), batch = pictures.ToTensors(normalization).Read([3, 0, 9]);
        Assert.Equal(expected.Input.Spec, batch.Input.Spec);
        Assert.Equal(expected.Input.ToArray<float>(), batch.Input.ToArray<float>());
        Assert.Equal(expected.Target.Spec, batch.Target.Spec);
        Assert.Equal(expected.Target.ToArray<long>(), batch.Target.ToArray<long>());
        Assert.Equal(data.Skip(4).Read([1]).Input.ToArray<byte>().Select(value => value / 255f), PictureDataset.From(data.Skip(4)).ToTensors().Read([1]).Input.ToArray<float>());

        Batch last = pictures.ToTensors(normalization, channelsLast: true).Read([3, 0, 9]);
        Assert.Equal([3, 5, 4, 3], last.Input.Shape);
        Assert.Equal(expected.Input.ToArray<float>(), last.Input.Permute(0, 3, 1, 2).ToArray<float>());
        Assert.False(pictures.ToTensors(channelsLast: true).Info.HasChannelsFirst);

        ArrayDataset digits = ArrayDataset.From(Digits.Generate(6, 1));
        Batch drawn = PictureDataset.From(Digits.Generate(6, 1)).ToTensors().Read([5, 2]);
        Assert.Equal(digits.Read([5, 2]).Input.ToArray<float>(), drawn.Input.ToArray<float>());
        Assert.Equal(digits.ClassNames, PictureDataset.From(Digits.Generate(6, 1)).ClassNames);
        Assert.Throws<ShapeException>(() => PictureDataset.From(TestSets.Bytes(3, 2)));
    }

    [Fact]
    public void What_is_drawn_depends_on_seed_sample_and_epoch()
    {
        PictureDataset plain = PictureDataset.From(Bytes(40, 3, 12, 12));
        PictureDataset set = plain.Augment(5, Usual);
        float[] first = Read(set, 0, 7);
        Assert.Equal(first, Read(set, 0, 7));
        Assert.Equal(first, Read(plain.Augment(5, Usual), 0, 7));
        Assert.NotEqual(first, Read(set, 1, 7));
        Assert.NotEqual(first, Read(plain.Augment(6, Usual), 0, 7));
        Assert.Equal(Read(set, 3, 7), Read(set.Augment(5, new Compose()), 3, 7));

        // Two layers under one seed draw numbers of their own: a flip and its undoing would otherwise cancel out each time.
        PictureDataset twice = plain.Augment(5, new RandomHorizontalFlip()).Augment(5, new RandomHorizontalFlip());
        Assert.Contains(Enumerable.Range(0, 40), index => !Read(twice, 0, index).SequenceEqual(Read(plain, 0, index)));

        static float[] Read(PictureDataset set, long epoch, long index) => ((IDataset<PictureSample>)set).At(epoch).Read(index).Picture.Pixels.ToArray().Select(value => (float)value).ToArray();
    }

    [Fact]
    public void What_is_kept_is_read_once_and_augmented_anew()
    {
        Counted source = new(PictureDataset.From(Bytes(10, 3, 12, 12)));
        PictureDataset plain = new(source), augmented = plain.Cache().Augment(5, Usual);
        IDataset kept = plain.ToTensors().Cache();
        List<float[]> Epochs(IDataset set)
        {
            source.Reads = 0;
            DataLoader loader = new(set, 10);
            return [.. loader.Concat(loader).Concat(loader).Select(batch => batch.Input.ToArray<float>())];
        }

        List<float[]> expected = Epochs(plain.Augment(5, Usual).ToTensors());
        Assert.Equal(30, source.Reads);
        Assert.Equal(expected, Epochs(augmented.ToTensors()));
        Assert.Equal(10, source.Reads);
        Assert.Equal(Epochs(plain.ToTensors()), Epochs(kept));
        Assert.Equal(10, source.Reads);

        // Room for four of ten, which stay.
        Assert.Equal(expected, Epochs(plain.Cache(4 * 3 * 12 * 12).Augment(5, Usual).ToTensors()));
        Assert.Equal(10 + 6 + 6, source.Reads);
    }

    [Fact]
    public void Loaders_give_the_same_bits_with_any_number_of_workers_and_other_ones_each_epoch()
    {
        IDataset set = PictureDataset.From(Bytes(50, 3, 12, 12)).Augment(1, Usual).ToTensors().Augment(2, new MixUp(50), new CutMix(50));
        List<float[]> Epochs(int workers)
        {
            DataLoader loader = new(set, 16, shuffle: true, seed: 3, workers: workers);
            return [.. loader.Concat(loader).Select(batch => (float[])[.. batch.Input.ToArray<float>(), .. batch.Target.ToArray<float>()])];
        }

        List<float[]> one = Epochs(0), three = Epochs(3);
        Assert.Equal(8, one.Count);
        Assert.Equal(one, three);
        Assert.NotEqual(one[..4], one[4..]);
    }

    [Fact]
    public void A_batch_costs_a_fraction_of_a_training_step()
    {
        // A step of ResNet-20 on 128 pictures takes 100 ms on two cores; this takes 2 on one.
        IDataset set = PictureDataset.From(Bytes(256, 3, 32, 32)).Augment(1, new RandomCrop(32, padding: 4), new RandomHorizontalFlip()).ToTensors();
        long[] indices = [.. Enumerable.Range(0, 128).Select(i => (long)i)];
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < 30; i++)
        {
            long start = Stopwatch.GetTimestamp();
            set.Read(indices);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            best = time < best ? time : best;
        }

        Assert.True(best < TimeSpan.FromMilliseconds(20), $"128 pictures of 32×32 took {best.TotalMilliseconds:F1} ms");
    }

    [Fact]
    public void Parts_keep_their_classes()
    {
        PictureDataset set = PictureDataset.From(Bytes(20, 1, 2, 2));
        (PictureDataset kept, PictureDataset heldOut) = set.Split(0.25, 3);
        Assert.Equal((15, 5, 2), (kept.Count, heldOut.Count, heldOut.ClassNames.Count));
        Assert.Equal(20, Enumerable.Range(0, 15).Select(i => kept.Read(i).Source).Concat(Enumerable.Range(0, 5).Select(i => heldOut.Read(i).Source)).Distinct().Count());
        Assert.Equal(set.Read(4).Source, set.Select([9, 4]).Read(1).Source);
        Assert.Throws<ArgumentOutOfRangeException>(() => set.Read(20));
    }

    [Fact]
    public void Boxes_are_padded_with_a_count()
    {
        PictureSample[] samples =
        [
            Samples.Rectangle(10, 8, 1, 2, 5, 6),
            new(new Picture(10, 8, 3)),
            Samples.Rectangle(10, 8, 0, 0, 3, 3) with { Boxes = [new(0, 0, 3, 3, 4), new(1, 1, 2, 2.5, 5)] },
        ];
        PictureDataset set = new(new Listed(samples));
        Batch batch = set.ToBoxTensors().Read([0, 1, 2]);
        Assert.Equal(new TensorSpec(DType.Float32, [3, 3, 8, 10]), batch.Input.Spec);
        Assert.Equal(new TensorSpec(DType.Float32, [3, 2, 4]), batch.Targets[0].Spec);
        Assert.Equal([1f, 2, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 1, 1, 2, 2.5f], batch.Targets[0].ToArray<float>());
        Assert.Equal([3L, -1, -1, -1, 4, 5], batch.Targets[1].ToArray<long>());
        Assert.Equal([1L, 0, 2], batch.Targets[2].ToArray<long>());
        Assert.Equal([1L, 0, 1], set.ToBoxTensors(maxBoxes: 1).Read([0, 1, 2]).Targets[2].ToArray<long>());
        Assert.Equal([3, 5, 4], set.ToBoxTensors(maxBoxes: 5).Read([0, 1, 2]).Targets[0].Shape);

        Batch masks = set.ToMaskTensors().Read([0, 2]);
        Assert.Equal(new TensorSpec(DType.Int64, [2, 8, 10]), masks.Target.Spec);
        Assert.Equal(16 + 9, masks.Target.ToArray<long>().Sum());
        Assert.Contains("has no mask", Assert.Throws<DataFormatException>(() => set.ToMaskTensors().Read([1])).Message, StringComparison.Ordinal);
        Assert.Contains("has no label", Assert.Throws<DataFormatException>(() => set.ToTensors().Read([0, 1])).Message, StringComparison.Ordinal);
        Assert.Empty(set.ToTensors().Read([1]).Targets);
        PictureDataset uneven = new(new Listed([samples[0], samples[1] with { Picture = new Picture(9, 8, 3) }]));
        Assert.Contains("drawn is 10×8 with 3 channels, a picture 9×8 with 3", Assert.Throws<ShapeException>(() => uneven.ToTensors().Read([0, 1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mosaic_holds_four_pictures_with_their_boxes()
    {
        PictureSample[] samples = [.. Enumerable.Range(0, 12).Select(i => Samples.Rectangle(40 + i, 50 - i, 5, 5, 35, 30))];
        MosaicDataset mosaics = new(new Listed(samples), 64, seed: 4, fill: 0);
        HashSet<int> counts = [];
        for (int index = 0; index < 12; index++)
        {
            PictureSample mosaic = mosaics.Read(index);
            Assert.Equal((64, 64, 64), (mosaic.Picture.Width, mosaic.Picture.Height, mosaic.Mask!.Width));
            counts.Add(mosaic.Boxes.Count);
            Picture covered = new(64, 64, 1);
            foreach (PictureBox box in mosaic.Boxes)
            {
                for (int y = (int)box.Y1; y < Math.Ceiling(box.Y2); y++)
                    covered.Row(y)[(int)box.X1..(int)Math.Ceiling(box.X2)].Fill(1);
            }

            int outside = 0, empty = 0;
            for (int i = 0; i < 64 * 64; i++)
            {
                outside += mosaic.Mask.Pixels[i] == 1 && covered.Pixels[i] == 0 ? 1 : 0;
                empty += mosaic.Mask.Pixels[i] == 0 && covered.Pixels[i] == 1 ? 1 : 0;
            }

            // A side of a box may lie within a pixel.
            Assert.True(outside == 0 && empty < 300, $"{index}: {outside} marked pixels have no box, {empty} in boxes are not marked");
        }

        Assert.Contains(4, counts);
        Assert.Equal(mosaics.Read(3).Picture.Pixels.ToArray(), mosaics.Read(3).Picture.Pixels.ToArray());
        Assert.NotEqual(mosaics.Read(3).Picture.Pixels.ToArray(), mosaics.At(1).Read(3).Picture.Pixels.ToArray());
        Assert.Same(samples[2], new MosaicDataset(new Listed(samples), 64, 4, probability: 0).Read(2));
    }

    static ArrayDataset Bytes(int count, int channels, int height, int width)
    {
        byte[,,,] pixels = new byte[count, channels, height, width];
        int[] labels = new int[count];
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            for (int c = 0; c < channels; c++)
            {
                for (int y = 0; y < height; y++)
                {
                    for (int x = 0; x < width; x++)
                        pixels[i, c, y, x] = (byte)((next++ * 37) + (c * 11));
                }
            }
        }

        return ArrayDataset.From(pixels, labels, ["even", "odd"], "bytes");
    }

    sealed class Counted(IDataset<PictureSample> samples) : IDataset<PictureSample>
    {
        int _reads;

        public int Reads { get => _reads; set => _reads = value; }

        public long Count => samples.Count;

        public PictureSample Read(long index)
        {
            Interlocked.Increment(ref _reads);
            return samples.Read(index);
        }
    }

    sealed class Listed(PictureSample[] samples) : IDataset<PictureSample>
    {
        public long Count => samples.Length;

        public PictureSample Read(long index) => samples[index];
    }
}
