using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Lamina.Data.Vision;

namespace Lamina.Data;

/// <summary>Reads the boxes of a picture as the PASCAL VOC challenges wrote them: XML, one object with name and bounding box for each.</summary>
/// <remarks><b>Source:</b> Everingham and others: The PASCAL visual object classes challenge 2012 development kit.</remarks>
internal static class VocAnnotation
{
    const long MostLetters = 1 << 22;

    /// <summary>The boxes that have an area.</summary>
    /// <exception cref="DataFormatException">The file is no such XML, or names a class that is not in the list.</exception>
    public static PictureBox[] Read(byte[] content, string name, IReadOnlyList<string> classNames)
    {
        try
        {
            // No document type: it could name other files, or grow without end.
            XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostLetters };
            using XmlReader reader = XmlReader.Create(new MemoryStream(content), settings);
            return [.. XDocument.Load(reader).Root!.Elements("object").Select(Box).Where(box => box.Area > 0)];
        }
        catch (XmlException error)
        {
            throw new DataFormatException($"{name}: this is no XML that is read: {error.Message} Get the archive again.", error);
        }

        PictureBox Box(XElement thing)
        {
            string kind = (string?)thing.Element("name") ?? throw Wrong("an object has no name");
            int label = classNames.ToList().IndexOf(kind);
            XElement box = thing.Element("bndbox") ?? throw Wrong("an object has no box");
            return new PictureBox(Side(box, "xmin"), Side(box, "ymin"), Side(box, "xmax"), Side(box, "ymax"), label >= 0 ? label : throw Wrong($"an object is a '{(kind.Length < 40 ? kind : kind[..40])}'; the classes are {string.Join(", ", classNames)}"));
        }

        double Side(XElement box, string side) =>
            double.TryParse((string?)box.Element(side), NumberStyles.Float, CultureInfo.InvariantCulture, out double place) && double.IsFinite(place) ? place : throw Wrong($"a box has no {side}");

        DataFormatException Wrong(string problem) => new($"{name}: {problem}. Get the archive again.");
    }
}
