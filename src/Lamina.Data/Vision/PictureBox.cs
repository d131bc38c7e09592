namespace Lamina.Data.Vision;

/// <summary>A box in a picture, [x1, x2) × [y1, y2) in pixels from the upper left corner: torchvision's format <c>XYXY</c>.</summary>
/// <param name="X1">The left side.</param>
/// <param name="Y1">The upper side.</param>
/// <param name="X2">The right side.</param>
/// <param name="Y2">The lower side.</param>
/// <param name="Label">The number of the class of what is in it.</param>
public readonly record struct PictureBox(double X1, double Y1, double X2, double Y2, int Label)
{
    /// <summary>How wide it is.</summary>
    public double Width => X2 - X1;

    /// <summary>How high it is.</summary>
    public double Height => Y2 - Y1;

    /// <summary>How many pixels it covers; 0 for a box that is turned inside out.</summary>
    public double Area => Math.Max(Width, 0) * Math.Max(Height, 0);

    /// <summary>The box cut at the border of a picture.</summary>
    internal PictureBox Within(double width, double height) => this with
    {
        X1 = Math.Clamp(X1, 0, width),
        Y1 = Math.Clamp(Y1, 0, height),
        X2 = Math.Clamp(X2, 0, width),
        Y2 = Math.Clamp(Y2, 0, height),
    };

    /// <summary>The box moved, then stretched from the origin.</summary>
    internal PictureBox Placed(double moveX, double moveY, double stretchX = 1, double stretchY = 1) => this with
    {
        X1 = (X1 + moveX) * stretchX,
        Y1 = (Y1 + moveY) * stretchY,
        X2 = (X2 + moveX) * stretchX,
        Y2 = (Y2 + moveY) * stretchY,
    };
}
