namespace Lamina.Data;

/// <summary>How a file of a data set was found.</summary>
/// <param name="File">Its published name.</param>
/// <param name="State">What it is against what was published.</param>
/// <param name="Path">Where it lies; null if it is missing.</param>
/// <param name="Length">Its bytes; null if it is missing.</param>
/// <param name="Sha256">The sum of its bytes, in hexadecimal digits; null if it is missing.</param>
public sealed record FileCheck(string File, FileState State, string? Path, long? Length, string? Sha256);
