namespace Lamina.Data.Vision;

/// <summary>A picture moved by a projective map: turned, sheared, stretched, seen from aside.</summary>
internal readonly struct ProjectiveMap(Projective forward) : IPictureMap
{
    readonly Projective _forward = forward, _back = forward.Inverse();

    public (double X, double Y) Source(double x, double y) => _back.At(x, y);

    public (double X, double Y) Target(double x, double y) => _forward.At(x, y);
}
