namespace Lamina.Data.Vision;

/// <summary>A projective map of the plane, of which affine ones are a part: x ↦ (a x + b y + c) / w, y ↦ (d x + e y + f) / w, w = g x + h y + i.</summary>
internal readonly record struct Projective(double A, double B, double C, double D, double E, double F, double G = 0, double H = 0, double I = 1)
{
    public static Projective Shift(double x, double y) => new(1, 0, x, 0, 1, y);

    public static Projective Scale(double x, double y) => new(x, 0, 0, 0, y, 0);

    /// <summary>Turns by an angle, shears, and stretches, around the origin; the matrix of torchvision's <c>affine</c>.</summary>
    /// <param name="degrees">Clockwise, as the y axis points down.</param>
    /// <param name="scale">How much larger.</param>
    /// <param name="shearX">Degrees.</param>
    /// <param name="shearY">Degrees.</param>
    public static Projective Turn(double degrees, double scale = 1, double shearX = 0, double shearY = 0)
    {
        double turn = double.DegreesToRadians(degrees), x = double.DegreesToRadians(shearX), y = double.DegreesToRadians(shearY);
        (double sine, double cosine) = (Math.Sin(turn - y), Math.Cos(turn - y));
        return new Projective(
            scale * cosine / Math.Cos(y),
            scale * ((-cosine * Math.Tan(x) / Math.Cos(y)) - Math.Sin(turn)),
            0,
            scale * sine / Math.Cos(y),
            scale * ((-sine * Math.Tan(x) / Math.Cos(y)) + Math.Cos(turn)),
            0);
    }

    /// <summary>The map of the unit square's corners (0,0), (1,0), (1,1), (0,1) to four points.</summary>
    /// <remarks><b>Source:</b> Heckbert: Fundamentals of texture mapping and image warping (1989), section 2.2.3.</remarks>
    public static Projective FromUnitSquare(ReadOnlySpan<(double X, double Y)> to)
    {
        double dx1 = to[1].X - to[2].X, dx2 = to[3].X - to[2].X, sx = to[0].X - to[1].X + to[2].X - to[3].X;
        double dy1 = to[1].Y - to[2].Y, dy2 = to[3].Y - to[2].Y, sy = to[0].Y - to[1].Y + to[2].Y - to[3].Y;
        double divisor = (dx1 * dy2) - (dx2 * dy1);
        double g = ((sx * dy2) - (dx2 * sy)) / divisor, h = ((dx1 * sy) - (sx * dy1)) / divisor;
        return new Projective(
            to[1].X - to[0].X + (g * to[1].X), to[3].X - to[0].X + (h * to[3].X), to[0].X,
            to[1].Y - to[0].Y + (g * to[1].Y), to[3].Y - to[0].Y + (h * to[3].Y), to[0].Y,
            g, h);
    }

    /// <summary>This map around another point than the origin.</summary>
    public Projective Around(double x, double y) => Shift(-x, -y).Then(this).Then(Shift(x, y));

    /// <summary>This map, and another after it.</summary>
    public Projective Then(Projective next) => new(
        (next.A * A) + (next.B * D) + (next.C * G), (next.A * B) + (next.B * E) + (next.C * H), (next.A * C) + (next.B * F) + (next.C * I),
        (next.D * A) + (next.E * D) + (next.F * G), (next.D * B) + (next.E * E) + (next.F * H), (next.D * C) + (next.E * F) + (next.F * I),
        (next.G * A) + (next.H * D) + (next.I * G), (next.G * B) + (next.H * E) + (next.I * H), (next.G * C) + (next.H * F) + (next.I * I));

    /// <summary>The map back.</summary>
    public Projective Inverse()
    {
        double a = (E * I) - (F * H), d = (F * G) - (D * I), g = (D * H) - (E * G), scale = 1 / ((A * a) + (B * d) + (C * g));
        return new Projective(
            scale * a, scale * ((C * H) - (B * I)), scale * ((B * F) - (C * E)),
            scale * d, scale * ((A * I) - (C * G)), scale * ((C * D) - (A * F)),
            scale * g, scale * ((B * G) - (A * H)), scale * ((A * E) - (B * D)));
    }

    public (double X, double Y) At(double x, double y)
    {
        double w = (G * x) + (H * y) + I;
        (double X, double Y) point = ((A * x) + (B * y) + C, (D * x) + (E * y) + F);
        return w == 1 ? point : (point.X / w, point.Y / w);
    }
}
