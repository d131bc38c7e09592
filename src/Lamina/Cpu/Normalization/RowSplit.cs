namespace Lamina.Cpu.Normalization;

/// <summary>How rows are shared out: by their number and length alone.</summary>
internal static class RowSplit
{
    const long GrainElements = 16384, MostGrains = 64;

    public static Split Of(Shape rows) =>
        new(rows[0], Math.Clamp(rows.Count / GrainElements, 1, Math.Min(MostGrains, Math.Max(1, rows[0]))));
}
