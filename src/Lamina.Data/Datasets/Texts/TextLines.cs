using System.Text;
using Lamina.Formats;

namespace Lamina.Data;

/// <summary>The text of a file, packed by gzip or not.</summary>
internal static class TextLines
{
    public static string All(string path, Encoding? encoding = null)
    {
        try
        {
            return (encoding ?? Strict).GetString(GzipContent.ReadAll(path));
        }
        catch (DecoderFallbackException error)
        {
            throw new DataFormatException($"{path}: byte {error.Index} is no text in UTF-8. Delete the file and fetch it again.", error);
        }
    }

    /// <summary>The lines without their ends; one after the last end is none.</summary>
    public static string[] Read(string path, Encoding? encoding = null) => Of(All(path, encoding));

    public static string[] Of(string text) => (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Select(line => line.TrimEnd('\r')).ToArray();

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
