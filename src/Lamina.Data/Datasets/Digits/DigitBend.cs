using System.Runtime.CompilerServices;

namespace Lamina.Data;

/// <summary>
/// How one picture is deformed: an elastic field over the whole (a coarse grid of random moves, smoothly blended), then
/// taper, bow, width, slant and turn.
/// </summary>
internal struct DigitBend
{
    const int Cells = 3, Knots = Cells + 1;

    Moves moveX, moveY;
    float width, slant, taper, bow, cosine, sine;

    [InlineArray(Knots * Knots)]
    struct Moves
    {
        float first;
    }

    public static DigitBend Draw(ref DigitDraws draws)
    {
        DigitBend bend = default;
        float reach = draws.Uniform(0.01f, 0.052f);
        for (int i = 0; i < Knots * Knots; i++)
        {
            bend.moveX[i] = reach * draws.Bell();
            bend.moveY[i] = reach * draws.Bell();
        }

        bend.width = Math.Clamp(1f + (0.19f * draws.Bell()), 0.68f, 1.55f);
        bend.slant = Math.Clamp(0.15f + (0.25f * draws.Bell()), -0.32f, 0.75f);
        bend.taper = 0.14f * draws.Bell();
        bend.bow = 0.19f * draws.Bell();

        // Angles stay small, so short Taylor sums are exact to a thousandth of a pixel.
        float angle = 0.11f * draws.Bell(), square = angle * angle;
        bend.sine = angle * (1f - (square / 6f));
        bend.cosine = 1f - (square * (0.5f - (square / 24f)));
        return bend;
    }

    /// <summary>Moves one point of the path.</summary>
    public readonly void Apply(ref DigitPoint point)
    {
        (float dx, float dy) = Elastic(point.X, point.Y);
        float x = point.X + dx - 0.3f, y = point.Y + dy;
        y += bow * y * (1f - y);
        y -= 0.5f;
        x *= width * (1f + (taper * y));
        x -= slant * y;
        point.X = (cosine * x) - (sine * y);
        point.Y = (sine * x) + (cosine * y);
    }

    readonly (float X, float Y) Elastic(float x, float y)
    {
        // The digit lies in about [0, 0.7] × [0, 1]; the grid covers a little more, and its border holds beyond.
        float gridX = Math.Clamp((x + 0.15f) * Cells, 0f, Cells - 0.001f);
        float gridY = Math.Clamp((y + 0.1f) * (Cells / 1.2f), 0f, Cells - 0.001f);
        int column = (int)gridX, row = (int)gridY;
        float u = Smooth(gridX - column), v = Smooth(gridY - row);
        int knot = (row * Knots) + column;
        return (Blend(moveX, knot, u, v), Blend(moveY, knot, u, v));
    }

    static float Blend(in Moves moves, int knot, float u, float v)
    {
        float top = moves[knot] + (u * (moves[knot + 1] - moves[knot]));
        float bottom = moves[knot + Knots] + (u * (moves[knot + Knots + 1] - moves[knot + Knots]));
        return top + (v * (bottom - top));
    }

    static float Smooth(float t) => t * t * (3f - (2f * t));
}
