using Lamina.Data;
using Lamina.Data.Vision;

namespace Lamina.Recipes.Detection;

/// <summary>The pictures of BCCD at half their size, 320 × 240, in memory once they were read.</summary>
static class CellPictures
{
    public const int Height = 240, Width = 320;

    // 42 of the 292 pictures of the training and validation lists.
    const double ValidationShare = 42.0 / 292;

    /// <summary>What is left to learn from of the two lists that are no test, what is held out of them, and the test part.</summary>
    /// <param name="run">The run, whose seed cuts the parts.</param>
    public static (PictureDataset Train, PictureDataset Validation, PictureDataset Test) Open(RecipeRun run)
    {
        (PictureDataset first, PictureDataset second, PictureDataset test) = Bccd.Load(run.Data, progress: run.Download, cancellationToken: run.Cancellation);
        PictureDataset all = new(((IDataset<PictureSample>)first).Concatenate(second), Bccd.ClassNames);
        (PictureDataset train, PictureDataset validation) = all.Split(ValidationShare, run.Settings.Seed);
        if (run.Settings.Limit > 0 && run.Settings.Limit < all.Count)
        {
            double share = (double)run.Settings.Limit / all.Count;
            (train, validation) = (Some(train, share), Some(validation, share));
        }

        return (Small(train), Small(validation), Small(test));
    }

    /// <summary>The same pictures mirrored, stretched, moved and in other colours, anew in each epoch.</summary>
    public static PictureDataset Augmented(PictureDataset pictures, long seed) => pictures.Augment(
        seed,
        new RandomHorizontalFlip(),
        new RandomVerticalFlip(),
        new RandomAffine(0, (0.1, 0.1), (0.8, 1.25), mode: InterpolationMode.Linear, fill: 225),
        new ColorJitter(0.2, 0.2, 0.2, 0.02),
        new SanitizeBoundingBoxes(leastSide: 4, leastArea: 32));

    static PictureDataset Some(PictureDataset pictures, double share)
    {
        long count = Math.Max(1, (long)Math.Round(share * pictures.Count));
        return pictures.Select([.. Enumerable.Range(0, (int)count).Select(index => (long)index)]);
    }

    // Read once for all epochs: a set that is cached before it is augmented would be read anew in each.
    static PictureDataset Small(PictureDataset pictures)
    {
        Lazy<PictureSample>[] once = [.. Enumerable.Range(0, (int)pictures.Count).Select(index => new Lazy<PictureSample>(() => Resized(pictures.Read(index))))];
        return new PictureDataset(Dataset.Generate(once.Length, index => once[index].Value, pictures.Name), pictures.ClassNames);
    }

    static PictureSample Resized(PictureSample sample)
    {
        Draws none = default;
        return new Resize((Height, Width)).Apply(sample, ref none);
    }
}
