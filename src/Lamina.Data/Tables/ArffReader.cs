using System.Globalization;
using System.Text;

namespace Lamina.Data;

/// <summary>Reads the lines of an ARFF file.</summary>
internal sealed class ArffReader(string name)
{
    // A sparse row may be short and stand for one of all columns.
    const long MostCells = 1 << 26, CellsPerLetter = 64;

    static readonly StringComparison anyCase = StringComparison.OrdinalIgnoreCase;

    readonly List<ArffAttribute> _attributes = [];
    readonly List<string[]> _rows = [];
    readonly List<long> _lines = [];
    string _relation = "";
    bool _isData;
    long _cells, _line;

    public ArffFile Read(string text)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            _line++;
            ReadOnlySpan<char> trimmed = line.Trim();
            if (trimmed.IsEmpty || trimmed[0] == '%')
                continue;
            if (_isData)
                Row(trimmed, text.Length);
            else
                Declare(trimmed);
        }

        if (!_isData)
            throw Wrong("there is no @data");
        return new ArffFile(_relation, _attributes, new Table(name, [.. _attributes.Select(column => column.Name)], [.. _rows], [.. _lines]));
    }

    void Declare(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("@relation", anyCase))
        {
            int at = "@relation".Length;
            _relation = Word(line, ref at, "");
        }
        else if (line.StartsWith("@attribute", anyCase))
        {
            Attribute(line);
        }
        else if (line.StartsWith("@data", anyCase))
        {
            _isData = true;
            if (_attributes.Count == 0)
                throw Wrong("@data comes before any @attribute");
        }
        else
        {
            throw Wrong($"'{Shortened(line)}' is neither @relation, @attribute nor @data");
        }
    }

    void Attribute(ReadOnlySpan<char> line)
    {
        int at = "@attribute".Length;
        string column = Word(line, ref at, "{");
        ReadOnlySpan<char> kind = line[at..].Trim();
        if (_attributes.Any(known => known.Name == column))
            throw Wrong($"two columns are called '{Shortened(column)}'");
        if (kind.StartsWith("{"))
            _attributes.Add(new ArffAttribute(column, IsNumeric: false, Values(kind[1..])));
        else if (kind.Equals("numeric", anyCase) || kind.Equals("real", anyCase) || kind.Equals("integer", anyCase))
            _attributes.Add(new ArffAttribute(column, IsNumeric: true, []));
        else if (kind.Equals("string", anyCase) || kind.StartsWith("date", anyCase))
            _attributes.Add(new ArffAttribute(column, IsNumeric: false, []));
        else
            throw Wrong($"the column '{Shortened(column)}' is of the kind '{Shortened(kind)}'; numeric, real, integer, string, date and lists in braces are read");
    }

    string[] Values(ReadOnlySpan<char> list)
    {
        string[] values = Cells(list, '}');
        return values.Distinct().Count() == values.Length ? values : throw Wrong("a value stands twice in a list");
    }

    void Row(ReadOnlySpan<char> line, int letters)
    {
        if ((_cells += _attributes.Count) > Math.Min(MostCells, (1 << 20) + (CellsPerLetter * letters)))
            throw Wrong("the rows stand for more cells than the file's size explains");
        string[] row = line[0] == '{' ? Sparse(line[1..]) : Cells(line, null);
        if (row.Length != _attributes.Count)
            throw Wrong($"the row has {row.Length} cells; there are {_attributes.Count} columns");
        _rows.Add(row);
        _lines.Add(_line);
    }

    // {column value, …}: what is not there is 0, or the first of a list.
    string[] Sparse(ReadOnlySpan<char> line)
    {
        string[] row = [.. _attributes.Select(column => column.Values.Count > 0 ? column.Values[0] : "0")];
        int at = 0;
        while (!IsEnd(line, ref at, '}'))
        {
            string place = Word(line, ref at, ",}");
            if (!int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out int column) || column >= row.Length)
                throw Wrong($"'{Shortened(place)}' is the number of no column");
            row[column] = Word(line, ref at, ",}");
            Skip(line, ref at, ',');
        }

        return row;
    }

    string[] Cells(ReadOnlySpan<char> line, char? close)
    {
        List<string> cells = [];
        int at = 0;
        while (true)
        {
            cells.Add(Cell(line, ref at, close));
            if (close is { } end && IsEnd(line, ref at, end))
                return [.. cells];
            if (at >= line.Length)
                return close is null ? [.. cells] : throw Wrong($"'{close}' is missing");
            if (!Skip(line, ref at, ','))
                throw Wrong($"a comma was expected before '{Shortened(line[at..])}'");
        }
    }

    // Up to a comma, with spaces inside; or in quotes.
    string Cell(ReadOnlySpan<char> line, ref int at, char? close)
    {
        Space(line, ref at);
        if (at < line.Length && line[at] is '\'' or '"')
        {
            string quoted = Quoted(line, ref at);
            Space(line, ref at);
            return quoted;
        }

        int start = at;
        while (at < line.Length && line[at] != ',' && line[at] != close)
            at++;
        return line[start..at].Trim().ToString();
    }

    // Up to a space or one of some letters; or in quotes.
    string Word(ReadOnlySpan<char> line, ref int at, string ends)
    {
        Space(line, ref at);
        if (at >= line.Length)
            throw Wrong("the line ends where a name or value should follow");
        if (line[at] is '\'' or '"')
            return Quoted(line, ref at);
        int start = at;
        while (at < line.Length && !char.IsWhiteSpace(line[at]) && !ends.Contains(line[at]))
            at++;
        return at > start ? line[start..at].ToString() : throw Wrong($"a name or value was expected before '{Shortened(line[at..])}'");
    }

    string Quoted(ReadOnlySpan<char> line, ref int at)
    {
        char quote = line[at++];
        StringBuilder text = new();
        while (at < line.Length && line[at] != quote)
        {
            if (line[at] == '\\' && at + 1 < line.Length)
                at++;
            text.Append(line[at++]);
        }

        return at++ < line.Length ? text.ToString() : throw Wrong("a quote is not closed");
    }

    bool IsEnd(ReadOnlySpan<char> line, ref int at, char end)
    {
        Space(line, ref at);
        if (at >= line.Length)
            throw Wrong($"'{end}' is missing");
        return line[at] == end;
    }

    static bool Skip(ReadOnlySpan<char> line, ref int at, char letter)
    {
        Space(line, ref at);
        if (at >= line.Length || line[at] != letter)
            return false;
        at++;
        return true;
    }

    static void Space(ReadOnlySpan<char> line, ref int at)
    {
        while (at < line.Length && char.IsWhiteSpace(line[at]))
            at++;
    }

    static string Shortened(ReadOnlySpan<char> text) => string.Concat((text.Length <= 40 ? text.ToString() : $"{text[..40]}…").Select(letter => char.IsControl(letter) ? '?' : letter));

    DataFormatException Wrong(string problem) => new($"{name}, line {_line}: {problem}. Correct the line, or get the file again.");
}
