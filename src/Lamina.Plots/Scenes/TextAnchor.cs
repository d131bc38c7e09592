namespace Lamina.Plots.Scenes;

/// <summary>Which end of a text stands at its place.</summary>
internal enum TextAnchor
{
    Start,
    Middle,
    End,
}
