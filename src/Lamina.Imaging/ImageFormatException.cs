namespace Lamina.Imaging;

/// <summary>A picture file that is damaged, cut short, too large, or of a kind that is not read.</summary>
public sealed class ImageFormatException : LaminaException
{
    /// <summary>An error at a place in a file.</summary>
    /// <param name="file">The file's name, or what stands for it.</param>
    /// <param name="offset">The byte at which reading stopped.</param>
    /// <param name="problem">The rule that was broken and what came instead; a sentence without its full stop.</param>
    /// <param name="advice">What to do; a whole sentence.</param>
    /// <param name="inner">The error that led to this one, if any.</param>
    public ImageFormatException(string file, long offset, string problem, string advice, Exception? inner = null)
        : base($"{file}, byte {offset}: {problem}. {advice}", inner)
    {
        File = file;
        Offset = offset;
    }

    /// <summary>The file's name, or what stands for it.</summary>
    public string File { get; }

    /// <summary>The byte at which reading stopped.</summary>
    public long Offset { get; }
}
