using Lamina.NN;

namespace Lamina.Models.Faces;

/// <summary>What is seen in a face: grey pictures [N, 1, height, width] → [N, count]. DType: floating point.</summary>
public abstract class FaceFeatures : Module<Tensor, Tensor>
{
    private protected FaceFeatures(int height, int width)
    {
        if (height < Least || width < Least)
            throw new ShapeException($"{GetType().Name}({height}×{width}): give pictures of at least {Least}×{Least} pixels.");
        (Height, Width) = (height, width);
    }

    /// <summary>The smallest height and width of a picture.</summary>
    internal const int Least = 8;

    /// <summary>Rows of a picture.</summary>
    public int Height { get; }

    /// <summary>Columns of a picture.</summary>
    public int Width { get; }

    /// <summary>How many features a picture has.</summary>
    public abstract int Count { get; }

    private protected void Check(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 4 || x.Shape[1] != 1 || x.Shape[2] != Height || x.Shape[3] != Width)
            throw new ShapeException($"{this} takes grey pictures [N, 1, {Height}, {Width}]; got {x.Shape}. Bring them to that size.");
    }
}
