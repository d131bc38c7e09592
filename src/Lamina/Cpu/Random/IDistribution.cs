namespace Lamina.Cpu.Random;

/// <summary>How random words become numbers.</summary>
/// <typeparam name="T">The type the numbers are made in.</typeparam>
internal unsafe interface IDistribution<T>
    where T : unmanaged
{
    /// <summary>Numbers made of one block of four words: 4, 2 or 1. Number i is made of block i / PerBlock alone.</summary>
    static abstract int PerBlock { get; }

    /// <summary>Makes <see cref="RandomTiles{TDistribution, T}.Tile"/> numbers.</summary>
    void Fill(uint* words, T* values);
}
