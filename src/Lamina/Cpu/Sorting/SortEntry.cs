namespace Lamina.Cpu.Sorting;

/// <summary>A 64-bit key and where its element stood; equal keys are ordered by place, so that sorting is stable.</summary>
internal readonly struct SortEntry(ulong key, long place) : IComparable<SortEntry>
{
    public long Place { get; } = place;

    ulong Key { get; } = key;

    public int CompareTo(SortEntry other) => Key != other.Key ? Key.CompareTo(other.Key) : Place.CompareTo(other.Place);
}
