namespace Lamina.Data;

/// <summary>How far a download has come.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="BytesReceived">Bytes on disk so far, those of an earlier, interrupted attempt included.</param>
/// <param name="TotalBytes">The size of the file; null where the server does not say and it is not known.</param>
public readonly record struct DownloadProgress(string File, long BytesReceived, long? TotalBytes);
