using System.Runtime.CompilerServices;

namespace Lamina.Data;

/// <summary>Draws one digit after another. Holds scratch memory, so each thread has its own.</summary>
internal sealed class DigitPainter
{
    const int Side = Digits.Side;
    const float Far = 100f;

    readonly DigitPath path = new();
    readonly float[] distances = new float[Side * Side];
    readonly float[] ink = new float[Side * Side];

    /// <summary>Draws a digit.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="draws">The picture's random numbers.</param>
    /// <param name="pixels">28 × 28 bytes to fill.</param>
    public void Paint(int digit, ref DigitDraws draws, Span<byte> pixels)
    {
        DigitStyle style = DigitStyles.Pick(digit, draws.Uniform());
        path.Write(style, draws.Uniform(0.012f, 0.04f), ref draws);
        DigitBend bend = DigitBend.Draw(ref draws);
        Span<DigitPoint> points = path.Points;
        foreach (ref DigitPoint point in points)
            bend.Apply(ref point);

        float radius = 0.75f + (0.55f * (draws.Uniform() + draws.Uniform()));
        if (digit == 1)
            radius *= draws.Uniform(1f, 1.35f); // a bare stroke stays legible with a thick pen
        Place(points, radius, ref draws);
        MeasureDistances(points, radius);
        Ink(ref draws);
        if (draws.Uniform() < 0.4f)
            Blur(draws.Uniform(0f, 0.12f));

        float fullness = draws.Uniform();
        fullness = 255f * (1f - (0.12f * fullness * fullness));
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)((fullness * ink[i]) + 0.5f);
    }

    // As MNIST does: the ink fits a box of about 20 pixels, and its centre of mass comes to the middle of the picture.
    static void Place(Span<DigitPoint> points, float radius, ref DigitDraws draws)
    {
        float left = Far, right = -Far, top = Far, bottom = -Far, mass = 0f, massX = 0f, massY = 0f;
        for (int i = 0; i < points.Length; i++)
        {
            DigitPoint b = points[i];
            (left, right) = (MathF.Min(left, b.X), MathF.Max(right, b.X));
            (top, bottom) = (MathF.Min(top, b.Y), MathF.Max(bottom, b.Y));
            if (b.Starts)
                continue;
            DigitPoint a = points[i - 1];
            float length = MathF.Sqrt(((b.X - a.X) * (b.X - a.X)) + ((b.Y - a.Y) * (b.Y - a.Y)));
            mass += length;
            massX += length * 0.5f * (a.X + b.X);
            massY += length * 0.5f * (a.Y + b.Y);
        }

        float box = draws.Uniform(17f, 20.8f) - (2f * radius);
        float scale = box / MathF.Max(MathF.Max(right - left, bottom - top), 0.1f);
        float moveX = (Side * 0.5f) - (scale * massX / mass) + (0.8f * draws.Bell());
        float moveY = (Side * 0.5f) - (scale * massY / mass) + (0.8f * draws.Bell());
        float margin = radius + 0.5f;
        moveX = Keep(moveX, scale * left, scale * right, margin);
        moveY = Keep(moveY, scale * top, scale * bottom, margin);
        foreach (ref DigitPoint point in points)
        {
            point.X = (point.X * scale) + moveX;
            point.Y = (point.Y * scale) + moveY;
        }
    }

    static float Keep(float move, float low, float high, float margin) =>
        MathF.Min(MathF.Max(move, margin - low), Side - margin - high);

    // For each pixel near the path: how far its centre is from the edge of the stroke, negative inside.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void MeasureDistances(Span<DigitPoint> points, float radius)
    {
        distances.AsSpan().Fill(Far);
        for (int i = 1; i < points.Length; i++)
        {
            if (points[i].Starts)
                continue;
            float ax = points[i - 1].X, ay = points[i - 1].Y, dx = points[i].X - ax, dy = points[i].Y - ay;
            float ra = radius * points[i - 1].Pressure, dr = (radius * points[i].Pressure) - ra;
            float inverse = 1f / ((dx * dx) + (dy * dy) + 1e-6f);
            float reach = MathF.Max(ra, ra + dr) + 1.6f;
            int firstX = Math.Max(0, (int)(MathF.Min(ax, ax + dx) - reach));
            int lastX = Math.Min(Side - 1, (int)(MathF.Max(ax, ax + dx) + reach));
            int firstY = Math.Max(0, (int)(MathF.Min(ay, ay + dy) - reach));
            int lastY = Math.Min(Side - 1, (int)(MathF.Max(ay, ay + dy) + reach));
            for (int y = firstY; y <= lastY; y++)
            {
                Span<float> row = distances.AsSpan(y * Side, Side);
                float py = y + 0.5f - ay;
                for (int x = firstX; x <= lastX; x++)
                {
                    float px = x + 0.5f - ax;
                    float t = MathF.Min(MathF.Max(((px * dx) + (py * dy)) * inverse, 0f), 1f);
                    float qx = px - (t * dx), qy = py - (t * dy);
                    float distance = MathF.Sqrt((qx * qx) + (qy * qy)) - (ra + (t * dr));
                    row[x] = MathF.Min(row[x], distance);
                }
            }
        }
    }

    // Soft edges as of a scanned pen, a little rough; a little grain within.
    void Ink(ref DigitDraws draws)
    {
        float softness = 1f / draws.Uniform(0.9f, 1.7f), rough = draws.Uniform(0f, 0.5f) / 255f, grain = draws.Uniform(0f, 0.12f) / 255f;
        for (int i = 0; i < distances.Length; i++)
        {
            float distance = distances[i];
            if (distance > 2f)
            {
                ink[i] = 0f;
                continue;
            }

            uint word = draws.Word();
            distance += rough * ((int)(word & 0xFF) - 128);
            float value = MathF.Min(MathF.Max(0.5f - (distance * softness), 0f), 1f);
            value *= 1f - (grain * (word >> 24));
            ink[i] = value;
        }
    }

    // One pass of (a, 1 − 2a, a) along rows and one along columns; beyond the border there is no ink.
    void Blur(float side)
    {
        for (int line = 0; line < Side; line++)
        {
            BlurLine(line * Side, 1, side);
        }

        for (int line = 0; line < Side; line++)
        {
            BlurLine(line, Side, side);
        }
    }

    void BlurLine(int start, int step, float side)
    {
        float before = 0f, middle = 1f - (2f * side);
        for (int i = 0; i < Side; i++)
        {
            int at = start + (i * step);
            float here = ink[at], after = i + 1 < Side ? ink[at + step] : 0f;
            ink[at] = (middle * here) + (side * (before + after));
            before = here;
        }
    }
}
