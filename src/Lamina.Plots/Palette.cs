namespace Lamina.Plots;

/// <summary>Colours that people who do not see red and green apart can tell from each other.</summary>
/// <remarks><b>Source</b>: Okabe and Ito, Color Universal Design (2008); their yellow, too pale for a line on white, is left out.</remarks>
public static class Palette
{
    static readonly Colour[] Colours =
    [
        new(0, 114, 178), new(213, 94, 0), new(0, 158, 115), new(204, 121, 167), new(230, 159, 0), new(86, 180, 233), new(80, 80, 80),
    ];

    /// <summary>How many different colours there are.</summary>
    public static int Count => Colours.Length;

    /// <summary>What is right, in drawings that judge.</summary>
    internal static Colour Right => Colours[2];

    /// <summary>What is wrong, in drawings that judge.</summary>
    internal static Colour Wrong => Colours[1];

    /// <summary>The colour of a series; after the last one they begin anew.</summary>
    /// <param name="series">Number of the series, from 0.</param>
    public static Colour Of(int series) => Colours[series % Colours.Length];

    /// <summary>White for 0 to a dark blue for 1: for shares and counts.</summary>
    internal static Colour Shade(double share) => share < 0.5
        ? Colour.White.Towards(new Colour(107, 174, 214), share * 2)
        : new Colour(107, 174, 214).Towards(new Colour(8, 48, 107), (share * 2) - 1);

    /// <summary>Orange for −1, white for 0, blue for 1: for what has a sign.</summary>
    internal static Colour Signed(double value) => Colour.White.Towards(value < 0 ? Colours[1] : Colours[0], Math.Abs(value));
}
