using Lamina.Data;
using Lamina.Data.Vision;
using Lamina.Pipelines;

namespace Lamina.Recipes.Detection;

/// <summary>Pictures [N, 3, H, W] with their boxes as one target [N, M, 5]: x1, y1, x2, y2 in pixels and the class, −1 behind the last one.</summary>
sealed class BoxSet : IDataset
{
    /// <summary>M. No picture of BCCD has more than 30.</summary>
    const int MostBoxes = 40;

    readonly IDataset _tensors;

    /// <summary>A set over pictures.</summary>
    /// <param name="pictures">What is read.</param>
    /// <param name="plain">The same before augmentation.</param>
    public BoxSet(PictureDataset pictures, PictureDataset? plain = null)
        : this(pictures.ToBoxTensors(ObjectDetection.Normalization, MostBoxes), plain ?? pictures)
    {
    }

    BoxSet(IDataset tensors, PictureDataset plain) => (_tensors, Plain) = (tensors, plain);

    /// <summary>The pictures before augmentation.</summary>
    public PictureDataset Plain { get; }

    public long Count => _tensors.Count;

    public DatasetInfo Info => _tensors.Info;

    public Batch Read(ReadOnlySpan<long> indices)
    {
        Batch batch = _tensors.Read(indices);
        using GradientScope off = Gradients.Off();
        return new Batch(batch.Input, Tensor.Concatenate([batch.Targets[0], batch.Targets[1].To(DType.Float32).Unsqueeze(-1)], -1));
    }

    public IDataset At(long epoch) => new BoxSet(_tensors.At(epoch), Plain);
}
