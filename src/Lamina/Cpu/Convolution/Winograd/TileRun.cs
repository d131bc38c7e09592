namespace Lamina.Cpu.Convolution.Winograd;

/// <summary>Tiles side by side in an image.</summary>
/// <param name="Image">The image.</param>
/// <param name="Line">The first line of their outputs.</param>
/// <param name="Column">The first column of their outputs.</param>
/// <param name="Start">Where they begin in a strip of tiles, in columns.</param>
/// <param name="Columns">Their columns, four a tile.</param>
internal readonly record struct TileRun(long Image, long Line, long Column, int Start, int Columns);
