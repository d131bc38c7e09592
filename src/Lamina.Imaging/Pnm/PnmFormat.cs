namespace Lamina.Imaging;

/// <summary>The six kinds of Netpbm picture files, by the two letters they start with.</summary>
public enum PnmFormat
{
    /// <summary>Black and white, as text.</summary>
    P1 = 1,

    /// <summary>Grey, as text.</summary>
    P2 = 2,

    /// <summary>Red, green and blue, as text.</summary>
    P3 = 3,

    /// <summary>Black and white, eight pixels a byte.</summary>
    P4 = 4,

    /// <summary>Grey, as bytes.</summary>
    P5 = 5,

    /// <summary>Red, green and blue, as bytes.</summary>
    P6 = 6,
}
