using System.Globalization;
using System.Text.RegularExpressions;

namespace Lamina.Formats;

/// <summary>The header: a Python dictionary of three entries, whatever their order.</summary>
/// <param name="Element">The dtype.</param>
/// <param name="IsFortran">Whether the first axis is the fastest.</param>
/// <param name="Shape">The sizes.</param>
internal sealed partial record NpyHeader(NpyElement Element, bool IsFortran, long[] Shape)
{
    public static NpyHeader Parse(string text, string name)
    {
        Match match = Dictionary().Match(text);
        if (!match.Success)
            throw new FileFormatException(name, null, $"the header '{text.Trim()[..Math.Min(100, text.Trim().Length)]}' names no plain array.", "Arrays of records, objects and texts are not read; save the numbers alone.");
        string Entry(string key) => match.Groups[key].Captures is [var single] ? single.Value : throw new FileFormatException(name, null, $"the header says {match.Groups[key].Captures.Count} times what '{key}' is.", "The file is damaged.");
        string sizes = Entry("shape");
        List<long> shape = [];
        foreach (string size in sizes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            shape.Add(long.TryParse(size.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : throw new FileFormatException(name, null, $"the size {size} is out of range.", "The file is damaged."));
        return new NpyHeader(NpyElement.Of(Entry("descr"), name), Entry("order") == "True", [.. shape]);
    }

    [GeneratedRegex(@"^\{\s*(?:(?:'descr'\s*:\s*'(?<descr>[^']*)'|'fortran_order'\s*:\s*(?<order>True|False)|'shape'\s*:\s*\((?<shape>[\d\sL,]*)\))\s*(?:,\s*)?){3}\}\s*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Dictionary();
}
