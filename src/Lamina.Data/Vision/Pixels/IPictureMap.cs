namespace Lamina.Data.Vision;

/// <summary>Where the points of a warped picture lie in the one it is made of, and the other way round. The centre of the first pixel is (0.5, 0.5).</summary>
internal interface IPictureMap
{
    /// <summary>The point of the old picture that is seen at a point of the new one.</summary>
    (double X, double Y) Source(double x, double y);

    /// <summary>Where a point of the old picture is seen in the new one.</summary>
    (double X, double Y) Target(double x, double y);
}
