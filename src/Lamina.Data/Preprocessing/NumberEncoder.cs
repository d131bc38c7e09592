namespace Lamina.Data;

/// <summary>A number as a number: (f(clip(x, low, high)) − center) / scale, where f is the identity or a logarithm.</summary>
public sealed class NumberEncoder : ColumnEncoder
{
    /// <summary>What takes the place of a missing number; null where that is an error.</summary>
    public required double? Fill { get; init; }

    /// <summary>Whether a second number says that the cell was missing.</summary>
    public required bool HasIndicator { get; init; }

    /// <summary>Smaller numbers become this one.</summary>
    public required double Low { get; init; }

    /// <summary>Larger numbers become this one.</summary>
    public required double High { get; init; }

    /// <summary>Whether sign(x)·ln(1 + |x|) is taken.</summary>
    public required bool IsLogarithmic { get; init; }

    /// <summary>What is subtracted.</summary>
    public required double Center { get; init; }

    /// <summary>What is then divided by; above 0.</summary>
    public required double Scale { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Features => HasIndicator ? [Column, Column + " is missing"] : [Column];

    internal static double Logarithm(double value, bool isLogarithmic) => isLogarithmic ? Math.Sign(value) * Math.Log(1 + Math.Abs(value)) : value;

    internal override void Encode(Table table, int row, int column, Span<float> values)
    {
        double value = Math.Clamp(table.Number(row, column, Fill), Low, High);
        values[0] = (float)((Logarithm(value, IsLogarithmic) - Center) / Scale);
        if (HasIndicator)
            values[1] = table.IsMissing(row, column) ? 1 : 0;
    }
}
