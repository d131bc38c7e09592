using Lamina.Plots.Scenes;

namespace Lamina.Plots;

/// <summary>Pictures in rows, each with a line below and a mark that says whether it is right.</summary>
public sealed class PictureGrid : Figure
{
    readonly IReadOnlyList<GridCell> _cells;

    /// <summary>A grid, as wide and high as told or by default; cells are as large as fit.</summary>
    /// <param name="cells">The pictures, row by row.</param>
    /// <param name="title">What stands above; empty for no title.</param>
    /// <param name="columns">Pictures in a row; null for as many as make the pictures largest.</param>
    /// <exception cref="ArgumentException">There is no picture.</exception>
    public PictureGrid(IReadOnlyList<GridCell> cells, string title = "", int? columns = null)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count == 0)
            throw new ArgumentException("A grid has one picture or more.", nameof(cells));
        if (columns < 1)
            throw new ArgumentException($"A grid has one column or more; got {columns}.", nameof(columns));
        (_cells, Title, Columns) = (cells, title, columns);
    }

    /// <summary>Pictures in a row; null for as many as make the pictures largest.</summary>
    public int? Columns { get; }

    internal override Scene Compose()
    {
        const double Margin = 12, Gap = 8;
        Scene scene = new(Width, Height);
        double top = scene.Title(Title) - 2;
        double caption = _cells.Any(cell => cell.Caption.Length > 0) ? 17 : 0;
        double aspect = _cells.Max(cell => (double)cell.Picture.Width / cell.Picture.Height);

        double WidthWith(int columns)
        {
            int rows = (_cells.Count + columns - 1) / columns;
            double wide = ((Width - (2 * Margin) + Gap) / columns) - Gap, high = ((Height - top - Margin + Gap) / rows) - Gap - caption;
            return Math.Min(wide, high * aspect);
        }

        int columns = Columns ?? Enumerable.Range(1, _cells.Count).MaxBy(WidthWith);
        double width = Math.Max(2, WidthWith(columns)), height = width / aspect;
        double left = (Width - (columns * (width + Gap)) + Gap) / 2;
        for (int i = 0; i < _cells.Count; i++)
            Draw(scene, _cells[i], new Frame(left + (i % columns * (width + Gap)), top + (i / columns * (height + caption + Gap)), width, height));
        return scene;
    }

    static void Draw(Scene scene, GridCell cell, Frame room)
    {
        // A picture keeps its own proportions within the room.
        double scale = Math.Min(room.Width / cell.Picture.Width, room.Height / cell.Picture.Height);
        double width = cell.Picture.Width * scale, height = cell.Picture.Height * scale;
        Frame frame = new(room.X + ((room.Width - width) / 2), room.Y + ((room.Height - height) / 2), width, height);
        scene.Picture("picture", cell.Picture, frame);
        Colour colour = cell.IsRight switch { true => Palette.Right, false => Palette.Wrong, null => Colour.Faint };
        scene.Outline("frame", frame, colour, cell.IsRight is null ? 1 : 2);
        if (cell.Caption.Length == 0 && cell.IsRight is null)
            return;

        double sign = cell.IsRight is null ? 0 : 13, baseline = Math.Round(room.Bottom) + 13;
        string text = Scene.Fit(cell.Caption, room.Width - sign);
        double start = room.X + ((room.Width - Scene.WidthOf(text) - sign) / 2);
        if (cell.IsRight is { } isRight)
        {
            DrawSign(scene, isRight, start, baseline, colour);
        }

        scene.Text("caption", start + sign, baseline, text, colour: cell.IsRight is null ? Colour.Ink : Ink(colour));
    }

    // By shape as well as by colour.
    static void DrawSign(Scene scene, bool isRight, double x, double baseline, Colour colour)
    {
        if (isRight)
        {
            scene.Stroke("right", [new(x, baseline - 4), new(x + 3, baseline - 1), new(x + 8, baseline - 8)], colour, 2);
            return;
        }

        scene.Line("wrong", x + 1, baseline - 8, x + 8, baseline - 1, colour, 2);
        scene.Line("wrong", x + 1, baseline - 1, x + 8, baseline - 8, colour, 2);
    }

    static Colour Ink(Colour colour) => colour.Towards(Colour.Ink, 0.45);
}
