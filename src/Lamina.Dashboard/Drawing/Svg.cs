using System.Security.Cryptography;
using System.Text;
using Lamina.Plots;
using Microsoft.AspNetCore.Components;

namespace Lamina.Dashboard.Drawing;

/// <summary>Figures as elements of a page.</summary>
static class Svg
{
    /// <summary>The drawing, with names of its own for what it refers to: a page has several. The same drawing has the same names.</summary>
    public static MarkupString Inline(Figure figure)
    {
        string svg = figure.ToSvg(), own = $"c{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg)).AsSpan(0, 4))}-clip";
        return new MarkupString(svg.Replace("id=\"clip", $"id=\"{own}", StringComparison.Ordinal).Replace("url(#clip", $"url(#{own}", StringComparison.Ordinal));
    }
}
