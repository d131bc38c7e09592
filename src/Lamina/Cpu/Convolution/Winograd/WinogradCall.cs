namespace Lamina.Cpu.Convolution.Winograd;

/// <summary>A pass of a 3×3 convolution, forward or to the gradient of its input, and how it is cut: by sizes alone.</summary>
internal unsafe struct WinogradCall
{
    /// <summary>Rows of a weight tile: those of the micro-kernel.</summary>
    public const int RowsOfTile = 8;

    /// <summary>Rows whose sums are held at a time.</summary>
    public const int RowsOfStage = 64;

    /// <summary>
    /// Terms of a chain of sums: channels that are at the points at a time. Fewer where kernels have to be as well; else tiles would only be transformed more often.
    /// </summary>
    const long DepthOfBlock = 512, DepthOfOwnBlock = 128;

    const long WantedGrains = 16;

    /// <summary>Blocks of tiles for which weights are rather brought to the points again than fetched from far away.</summary>
    const long MostToBring = 3;

    /// <summary>Target channels and source channels.</summary>
    public long Rows, Depth;

    public TileGrid Grid;

    public float* Source, Target, Bias;

    /// <summary>Elements of an image.</summary>
    public long SourceStep, TargetStep, SourceChannel, TargetChannel;

    /// <summary>3×3 kernels as they are: [target channel, source channel]; or turned around and [source channel, target channel].</summary>
    public float* Weights;

    public bool Turned;

    /// <summary>All weights at the points, for several grains.</summary>
    public WinogradWeights Points;

    /// <summary>Vectors of tiles, and sixteens of rows, by grain; blocks of the depth.</summary>
    public Split Vectors, Sixteens, Depths;

    /// <summary>Whether all weights are brought to the points beforehand, for several grains; else a grain brings those it needs.</summary>
    public readonly bool SharesPoints => Shares(Vectors.Parts);

    /// <inheritdoc cref="SharesPoints"/>
    public static bool Shares(long blocksOfTiles) => blocksOfTiles > MostToBring;

    /// <summary>Blocks of up to three vectors.</summary>
    public static long BlocksOfTiles(long vectors) => (vectors + 2) / 3;

    public void Plan()
    {
        long vectors = (Grid.Count + 15) / 16;
        Vectors = new Split(vectors, BlocksOfTiles(vectors));
        long rowBlocks = Math.Clamp(WantedGrains / Vectors.Parts, 1, Math.Max(1, Rows / RowsOfStage));

        Sixteens = new Split((Rows + 15) / 16, rowBlocks);
        long deepest = SharesPoints ? DepthOfBlock : DepthOfOwnBlock;
        Depths = new Split(Depth, (Depth + deepest - 1) / deepest);
    }
}
