using Lamina.Plots.Scenes;

namespace Lamina.Plots;

/// <summary>Boxes and arrows from above to below: what goes where in a network.</summary>
/// <remarks>A box stands one row below the lowest of those it takes from. The figure is as large as its boxes need.</remarks>
public sealed class GraphDrawing : Figure
{
    const double BoxHeight = 40, RowGap = 26, ColumnGap = 22, Margin = 16;

    readonly IReadOnlyList<(string Name, string Detail)> _nodes;
    readonly IReadOnlyList<(int From, int To)> _edges;
    readonly int[] _rows;
    readonly double[] _widths;

    /// <summary>A drawing of a graph without cycles.</summary>
    /// <param name="nodes">A name, and what stands below it in small; in an order in which each stands after what it takes from.</param>
    /// <param name="edges">From and to, as numbers of nodes, from the lower to the higher.</param>
    /// <param name="title">What stands above; empty for no title.</param>
    /// <exception cref="ArgumentException">There is no node, or an edge goes back or to a node that is not there.</exception>
    public GraphDrawing(IReadOnlyList<(string Name, string Detail)> nodes, IReadOnlyList<(int From, int To)> edges, string title = "")
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(edges);
        if (nodes.Count == 0)
            throw new ArgumentException("A graph has one node or more.", nameof(nodes));
        if (edges.Any(edge => edge.From < 0 || edge.From >= edge.To || edge.To >= nodes.Count))
            throw new ArgumentException("An edge goes from a node to a later one.", nameof(edges));
        (_nodes, _edges, Title) = (nodes, edges, title);
        _rows = new int[nodes.Count];
        foreach ((int from, int to) in edges.OrderBy(edge => edge.From))
            _rows[to] = Math.Max(_rows[to], _rows[from] + 1);
        _widths = [.. nodes.Select(node => Math.Max(60, Math.Max(Scene.WidthOf(node.Name), Scene.WidthOf(node.Detail)) + 20))];
        Width = (int)Math.Ceiling(Math.Max(Scene.WidthOf(title, Scene.TitleSize) + 32, Enumerable.Range(0, _rows.Max() + 1).Max(WidthOf) + (2 * Margin)));
        Height = (int)Math.Ceiling((title.Length > 0 ? 40 : 14) + ((_rows.Max() + 1) * (BoxHeight + RowGap)) - RowGap + Margin);
    }

    internal override Scene Compose()
    {
        Scene scene = new(Width, Height);
        double top = scene.Title(Title);
        Frame[] boxes = new Frame[_nodes.Count];
        for (int row = 0; row <= _rows.Max(); row++)
        {
            double x = (Width - WidthOf(row)) / 2;
            for (int i = 0; i < boxes.Length; i++)
            {
                if (_rows[i] != row)
                    continue;
                boxes[i] = new Frame(Math.Floor(x) + 0.5, Math.Floor(top + (row * (BoxHeight + RowGap))) + 0.5, _widths[i], BoxHeight);
                x += _widths[i] + ColumnGap;
            }
        }

        foreach ((int from, int to) in _edges)
            DrawEdge(scene, boxes[from], boxes[to], _rows[to] - _rows[from]);
        for (int i = 0; i < boxes.Length; i++)
        {
            scene.Area("node", boxes[i], new Colour(237, 244, 250));
            scene.Outline("outline", boxes[i], Palette.Of(0).Towards(Colour.White, 0.3), 1.2);
            scene.Text("name", boxes[i].Centre.X, boxes[i].Y + (_nodes[i].Detail.Length > 0 ? 17 : 24), _nodes[i].Name, TextAnchor.Middle);
            scene.Text("detail", boxes[i].Centre.X, boxes[i].Y + 32, _nodes[i].Detail, TextAnchor.Middle, colour: new Colour(110, 110, 110));
        }

        return scene;
    }

    double WidthOf(int row) => Enumerable.Range(0, _rows.Length).Where(i => _rows[i] == row).Sum(i => _widths[i] + ColumnGap) - ColumnGap;

    // An edge that skips rows goes around what stands between.
    void DrawEdge(Scene scene, Frame from, Frame to, int rows)
    {
        Spot start = new(from.Centre.X, from.Bottom), end = new(to.Centre.X, to.Y);
        List<Spot> way = [start];
        if (rows > 1)
        {
            double side = Math.Min(Width - 5, Enumerable.Range(0, _rows.Length).Max(i => (Width + WidthOf(_rows[i])) / 2) + 8);
            way.Add(new Spot(from.Centre.X + 8, from.Bottom + (RowGap / 2)));
            way.Add(new Spot(side, from.Bottom + (RowGap / 2)));
            way.Add(new Spot(side, to.Y - (RowGap / 2)));
            way.Add(new Spot(to.Centre.X + 8, to.Y - (RowGap / 2)));
        }

        way.Add(end);
        scene.Stroke("edge", way, Colour.Grey, 1.2);
        double length = Math.Sqrt(Math.Pow(end.X - way[^2].X, 2) + Math.Pow(end.Y - way[^2].Y, 2));
        double alongX = (end.X - way[^2].X) / length, alongY = (end.Y - way[^2].Y) / length;
        scene.Area("arrow", [end, new(end.X - (7 * alongX) + (3.5 * alongY), end.Y - (7 * alongY) - (3.5 * alongX)), new(end.X - (7 * alongX) - (3.5 * alongY), end.Y - (7 * alongY) + (3.5 * alongX))], Colour.Grey);
    }
}
