namespace Lamina.Plots.Scenes;

/// <summary>A rectangle of a scene.</summary>
internal readonly record struct Frame(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public Spot Centre => new(X + (Width / 2), Y + (Height / 2));

    public IReadOnlyList<Spot> Corners => [new(X, Y), new(Right, Y), new(Right, Bottom), new(X, Bottom)];
}
