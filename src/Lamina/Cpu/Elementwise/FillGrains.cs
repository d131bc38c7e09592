namespace Lamina.Cpu.Elementwise;

/// <summary>Writes one number to a gapless piece of memory.</summary>
internal readonly unsafe struct FillGrains<T> : IGrains
    where T : unmanaged
{
    const long GrainBytes = 1 << 18;

    readonly T* _destination;
    readonly T _value;
    readonly long _count, _each;

    FillGrains(T* destination, T value, long count)
    {
        _destination = destination;
        (_value, _count, _each) = (value, count, GrainBytes / sizeof(T));
    }

    public static void Run(T* destination, T value, long count)
    {
        FillGrains<T> work = new(destination, value, count);
        Workers.Run((count + work._each - 1) / work._each, in work);
    }

    public void Run(long grain) => new Span<T>(_destination + (grain * _each), (int)Math.Min(_each, _count - (grain * _each))).Fill(_value);
}
