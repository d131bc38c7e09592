namespace Lamina.Cpu.Winograd;

/// <summary>A pass of a 3×3 convolution, forward or to the gradient of its input, and how it is cut: by sizes alone.</summary>
internal unsafe struct WinogradCall
{
    /// <summary>Rows of a weight tile: those of the micro-kernel.</summary>
    public const int RowsOfTile = 8;

    /// <summary>Most rows whose sums are held at a time.</summary>
    public const int MostRowsOfStage = 64;

    /// <summary>Terms of a chain of sums.</summary>
    public const long DepthOfBlock = 512;

    const long WantedGrains = 16;

    /// <summary>Target channels and source channels.</summary>
    public long Rows, Depth;

    public TileGrid Grid;

    public float* Source, Target, Bias;

    /// <summary>Elements of an image.</summary>
    public long SourceStep, TargetStep, SourceChannel, TargetChannel;

    /// <summary>3×3 kernels as they are: [target channel, source channel]; or turned around and [source channel, target channel].</summary>
    public float* Weights;

    public bool Turned;

    /// <summary>Weights at the points: [tile of rows, point, source channel, row of the tile]; null where a grain brings those it needs there itself.</summary>
    public float* Points;

    /// <summary>Vectors of tiles, and sixteens of rows, by grain; blocks of the depth.</summary>
    public Split Vectors, Sixteens, Depths;

    /// <summary>Rows whose sums are held at a time: few, if their weights have to be as well.</summary>
    public int RowsOfStage;

    /// <summary>The weights of a tile of rows at the points.</summary>
    public readonly long FloatsOfTile => TileGrid.PointCount * PointPitch;

    /// <summary>From one point of a tile of rows to the next; a multiple of four kilobytes would send them all to the same sets of the first cache.</summary>
    public readonly long PointPitch => (Depth * RowsOfTile) + 16;

    /// <summary>Whether all weights are brought to the points beforehand, for several grains.</summary>
    public readonly bool SharesPoints => Vectors.Parts > 1;

    public void Plan()
    {
        long vectors = (Grid.Count + 15) / 16;
        Vectors = new Split(vectors, (vectors + 2) / 3);
        RowsOfStage = SharesPoints ? MostRowsOfStage : 16;
        long rowBlocks = Math.Clamp(WantedGrains / Vectors.Parts, 1, Math.Max(1, Rows / MostRowsOfStage));

        Sixteens = new Split((Rows + 15) / 16, rowBlocks);
        Depths = new Split(Depth, (Depth + DepthOfBlock - 1) / DepthOfBlock);
    }
}
