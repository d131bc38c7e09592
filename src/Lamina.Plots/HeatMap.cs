using System.Globalization;
using Lamina.Plots.Scenes;

namespace Lamina.Plots;

/// <summary>A table of cells, the darker the larger, with numbers in them where there is room.</summary>
public sealed class HeatMap : Figure
{
    readonly double[,] _values;

    /// <summary>A table of values.</summary>
    /// <param name="values">[rows, columns]; NaN is left white.</param>
    /// <param name="title">What stands above; empty for no title.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public HeatMap(double[,] values, string title = "")
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
            throw new ArgumentException("A heat map has one cell or more.", nameof(values));
        (_values, Title) = (values, title);
    }

    /// <summary>What the columns are of.</summary>
    public string XLabel { get; set; } = "";

    /// <summary>What the rows are of.</summary>
    public string YLabel { get; set; } = "";

    /// <summary>Names of the columns; null for numbers from 0.</summary>
    public IReadOnlyList<string>? Columns { get; set; }

    /// <summary>Names of the rows; null for numbers from 0.</summary>
    public IReadOnlyList<string>? Rows { get; set; }

    /// <summary>What is written for a value; null to write nothing.</summary>
    public Func<double, string>? Text { get; set; } = value => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>
    /// How dark each cell is, 0 to 1, [rows, columns]; null to go from 0 (or the least value, if it is less) to the largest.
    /// With negative values and none given, negative is orange and positive blue.
    /// </summary>
    public double[,]? Shades { get; set; }

    internal override Scene Compose()
    {
        int rows = _values.GetLength(0), columns = _values.GetLength(1);
        Scene scene = new(Width, Height);
        double top = scene.Title(Title);
        string[] rowNames = Names(Rows, rows), columnNames = Names(Columns, columns);
        double left = 16 + Math.Min(Width * 0.3, rowNames.Max(name => Scene.WidthOf(name))) + 8 + (YLabel.Length > 0 ? 18 : 0);
        double bottom = Height - 28 - (XLabel.Length > 0 ? 20 : 0);

        // Cells are no wider than twice their height: a table of few columns need not fill the figure.
        double cellHeight = (bottom - top) / rows, cellWidth = Math.Min((Width - 16 - left) / columns, 2 * cellHeight);
        Frame area = new(left, top, cellWidth * columns, bottom - top);
        string[,] texts = Texts();
        bool hasRoom = texts.Cast<string>().Max(text => Scene.WidthOf(text)) <= cellWidth - 4 && cellHeight >= 13;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                DrawCell(scene, new Frame(left + (column * cellWidth), top + (row * cellHeight), cellWidth, cellHeight), ColourOf(row, column), hasRoom ? texts[row, column] : "");
        }

        scene.Outline("axis", area, Colour.Grey);
        int everyRow = (int)Math.Ceiling(14 / cellHeight), everyColumn = (int)Math.Ceiling(Math.Min(columnNames.Max(name => Scene.WidthOf(name)) + 6, 60) / cellWidth);
        for (int row = 0; row < rows; row += everyRow)
            scene.Text("tick", left - 7, Math.Round(top + ((row + 0.5) * cellHeight)) + 4, Scene.Fit(rowNames[row], Width * 0.3), TextAnchor.End);
        for (int column = 0; column < columns; column += everyColumn)
            scene.Text("tick", left + ((column + 0.5) * cellWidth), bottom + 17, Scene.Fit(columnNames[column], everyColumn * cellWidth), TextAnchor.Middle);
        scene.Text("label", Math.Max(area.Centre.X, 8 + (Scene.WidthOf(XLabel) / 2)), Height - 12, Scene.Fit(XLabel, Width - 16), TextAnchor.Middle);
        scene.Text("label", 22, area.Centre.Y, Scene.Fit(YLabel, area.Height), TextAnchor.Middle, isUpward: true);
        return scene;
    }

    static void DrawCell(Scene scene, Frame cell, Colour colour, string text)
    {
        scene.Area("cell", cell, colour);
        scene.Text("number", cell.Centre.X, Math.Round(cell.Centre.Y) + 4, text, TextAnchor.Middle, colour: colour.Brightness < 0.55 ? Colour.White : Colour.Ink);
    }

    static string[] Names(IReadOnlyList<string>? names, int count) =>
        [.. Enumerable.Range(0, count).Select(i => names is not null && i < names.Count ? names[i] : i.ToString(CultureInfo.InvariantCulture))];

    string[,] Texts()
    {
        string[,] texts = new string[_values.GetLength(0), _values.GetLength(1)];
        for (int row = 0; row < texts.GetLength(0); row++)
        {
            for (int column = 0; column < texts.GetLength(1); column++)
                texts[row, column] = double.IsNaN(_values[row, column]) ? "" : Text?.Invoke(_values[row, column]) ?? "";
        }

        return texts;
    }

    Colour ColourOf(int row, int column)
    {
        if (Shades is not null)
            return Palette.Shade(Shades[row, column]);
        double[] known = [.. _values.Cast<double>().Where(double.IsFinite)];
        if (!double.IsFinite(_values[row, column]))
            return Colour.White;
        double largest = known.Max(Math.Abs);
        double share = largest == 0 ? 0 : _values[row, column] / largest;
        return known.Min() < 0 ? Palette.Signed(share) : Palette.Shade(share);
    }
}
