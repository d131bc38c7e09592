namespace Lamina.Data;

/// <summary>A file that a publisher offers, and what must arrive.</summary>
/// <param name="Name">The file's name on disk.</param>
/// <param name="Sources">Where it is offered, in the order to try; none for a file that has to be placed by hand.</param>
/// <param name="Length">Its length in bytes; null where the bytes were never seen.</param>
/// <param name="Sha256">Its SHA-256 sum, 64 hexadecimal digits; null where the bytes were never seen: the file is then called unverified.</param>
public sealed record RemoteFile(string Name, IReadOnlyList<Uri> Sources, long? Length = null, string? Sha256 = null)
{
    /// <summary>The most bytes that are taken of a file whose length is not known: 4 GiB.</summary>
    public const long MostUnknownBytes = 1L << 32;

    /// <summary>True if the sum of the file's bytes is known.</summary>
    public bool IsVerifiable => Sha256 is not null;
}
