namespace Lamina.Cpu.Normalization;

/// <summary>What the squares of a row are taken about.</summary>
internal interface IRowCenter
{
    /// <summary>Whether it is the row's mean, and there is a shift: layer normalization.</summary>
    static abstract bool IsMean { get; }
}

/// <summary>The row's mean.</summary>
internal readonly struct AboutMean : IRowCenter
{
    public static bool IsMean => true;
}

/// <summary>Zero: normalization by the root of the mean square.</summary>
internal readonly struct AboutZero : IRowCenter
{
    public static bool IsMean => false;
}
