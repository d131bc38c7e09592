using Lamina.Data;
using Lamina.Data.Vision;

namespace Lamina.Recipes.Pictures;

/// <summary>A training part that is augmented anew in each epoch, and that as it is, from which labels are counted without augmenting a picture.</summary>
internal sealed class AugmentedPictures(ArrayDataset plain, IDataset augmented) : IDataset
{
    public AugmentedPictures(ArrayDataset plain, long seed, IReadOnlyList<IPictureTransform> transforms)
        : this(plain, PictureDataset.From(plain).Augment(seed, transforms).ToTensors())
    {
    }

    /// <summary>The pictures as they are.</summary>
    public ArrayDataset Plain => plain;

    public long Count => augmented.Count;

    public DatasetInfo Info => augmented.Info;

    public Batch Read(ReadOnlySpan<long> indices) => augmented.Read(indices);

    public IDataset At(long epoch) => new AugmentedPictures(plain, augmented.At(epoch));
}
