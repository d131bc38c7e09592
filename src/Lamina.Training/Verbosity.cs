namespace Lamina.Training;

/// <summary>What training writes to the console.</summary>
public enum Verbosity
{
    /// <summary>A bar on a terminal, lines elsewhere: into a file or a pipe, in CI, under NO_COLOR, on a dumb terminal.</summary>
    Auto,

    /// <summary>Nothing.</summary>
    Silent,

    /// <summary>A line for each epoch.</summary>
    Lines,

    /// <summary>A bar that moves.</summary>
    Bar,
}
