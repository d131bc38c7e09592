using Lamina.Imaging;

namespace Lamina.Plots;

/// <summary>One picture of a <see cref="PictureGrid"/>.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Caption">What stands below; empty for nothing.</param>
/// <param name="IsRight">Whether what the caption says is right: marked by a check in green or a cross in orange; null for neither.</param>
public sealed record GridCell(Picture Picture, string Caption = "", bool? IsRight = null);
