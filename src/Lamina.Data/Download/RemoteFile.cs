namespace Lamina.Data;

/// <summary>A file that a publisher offers, and what must arrive.</summary>
/// <param name="Name">The file's name on disk.</param>
/// <param name="Sources">Where it is offered, in the order to try.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Sha256">Its SHA-256 sum, 64 hexadecimal digits.</param>
public sealed record RemoteFile(string Name, IReadOnlyList<Uri> Sources, long Length, string Sha256);
