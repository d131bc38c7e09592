namespace Lamina.Models.Detection;

/// <summary>The places at which <see cref="Fcos"/> looks: the middle of every square of 8 × 8 pixels, row by row, then of every square of 16 × 16.</summary>
public sealed class FcosGrid
{
    /// <summary>Steps of the two levels, in pixels.</summary>
    internal static readonly int[] Strides = [8, 16];

    /// <summary>What height and width are multiples of.</summary>
    public const int SizeStep = 16;

    /// <summary>Objects of which no side is farther away than this, in pixels, belong to the fine level, others to the coarse one.</summary>
    internal const double LevelLimit = 48;

    /// <summary>The places of a picture.</summary>
    /// <param name="height">Rows, a multiple of 16.</param>
    /// <param name="width">Columns, a multiple of 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or no multiple of 16.</exception>
    public FcosGrid(int height, int width)
    {
        Check(height, nameof(height));
        Check(width, nameof(width));
        (Height, Width) = (height, width);
        List<FcosPlace> places = [];
        foreach (int stride in Strides)
        {
            for (int row = 0; row < height / stride; row++)
            {
                for (int column = 0; column < width / stride; column++)
                    places.Add(new FcosPlace((column + 0.5) * stride, (row + 0.5) * stride, stride));
            }
        }

        Places = places;
    }

    /// <summary>Rows of the picture.</summary>
    public int Height { get; }

    /// <summary>Columns of the picture.</summary>
    public int Width { get; }

    /// <summary>All places, in the order of the network's output.</summary>
    public IReadOnlyList<FcosPlace> Places { get; }

    static void Check(int size, string name)
    {
        if (size < SizeStep || size % SizeStep != 0)
            throw new ArgumentOutOfRangeException(name, size, $"Pictures for Fcos have sizes that are multiples of {SizeStep}.");
    }
}
