using Lamina.Plots;

namespace Lamina.Dashboard.Trying;

/// <summary>What a network made of test pictures.</summary>
/// <param name="Confusion">Which classes it took for which.</param>
/// <param name="Hardest">The pictures whose true class it thought least likely, the worst first.</param>
/// <param name="Right">How many it got right.</param>
/// <param name="Count">Of how many.</param>
sealed record Examination(HeatMap Confusion, PictureGrid Hardest, long Right, long Count);
