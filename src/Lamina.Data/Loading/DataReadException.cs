namespace Lamina.Data;

/// <summary>A data set failed while a <see cref="DataLoader"/> read from it.</summary>
/// <param name="message">Which sample of which batch, and what the data set said.</param>
/// <param name="index">The number of the sample in the data set.</param>
/// <param name="inner">What the data set threw, if it threw.</param>
public sealed class DataReadException(string message, long? index, Exception? inner = null) : LaminaException(message, inner)
{
    /// <summary>The number of the sample in the data set; null if each sample of the batch could be read alone.</summary>
    public long? Index { get; } = index;
}
