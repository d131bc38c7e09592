using System.Runtime.CompilerServices;

namespace Lamina.Data;

/// <summary>The path of the pen for one picture, as many short straight pieces; reused from picture to picture.</summary>
internal sealed class DigitPath
{
    const int MaxPieces = 8;

    readonly DigitNode[] nodes = new DigitNode[DigitStyles.MaxNodes];
    readonly float[] tangentX = new float[DigitStyles.MaxNodes];
    readonly float[] tangentY = new float[DigitStyles.MaxNodes];
    readonly float[] chords = new float[DigitStyles.MaxNodes];
    readonly float[] pressure = new float[DigitStyles.MaxNodes];
    readonly DigitPoint[] points = new DigitPoint[(DigitStyles.MaxNodes * MaxPieces) + 8];
    int count;

    /// <summary>The points in order. A point that starts a stroke is not joined to the one before it.</summary>
    public Span<DigitPoint> Points => points.AsSpan(0, count);

    /// <summary>Writes a style once, with a hand that is never twice the same.</summary>
    public void Write(DigitStyle style, float unsteadiness, ref DigitDraws draws)
    {
        count = 0;
        foreach (DigitNode[] stroke in style.Strokes)
        {
            Move(stroke, unsteadiness, ref draws);
            SetTangents(stroke.Length);
            Flatten(stroke.Length);
        }
    }

    // Every point lands near where it was meant to; where the pen sets down or lifts is the least certain.
    void Move(DigitNode[] stroke, float unsteadiness, ref DigitDraws draws)
    {
        for (int i = 0; i < stroke.Length; i++)
        {
            float reach = i == 0 || i == stroke.Length - 1 ? 1.7f * unsteadiness : unsteadiness;
            nodes[i] = stroke[i] with
            {
                X = stroke[i].X + (reach * draws.Bell()),
                Y = stroke[i].Y + (reach * draws.Bell()),
            };
            pressure[i] = 1f + (0.13f * draws.Bell());
        }
    }

    // The tangent of the parabola through three neighbours, by the lengths between them, so that uneven points stay smooth.
    void SetTangents(int length)
    {
        for (int i = 0; i + 1 < length; i++)
        {
            float dx = nodes[i + 1].X - nodes[i].X, dy = nodes[i + 1].Y - nodes[i].Y;
            chords[i] = MathF.Max(MathF.Sqrt((dx * dx) + (dy * dy)), 1e-3f);
        }

        for (int i = 1; i + 1 < length; i++)
        {
            float before = chords[i - 1], after = chords[i], sum = before + after;
            float weightBefore = after / (before * sum), weightAfter = before / (after * sum);
            tangentX[i] = ((nodes[i].X - nodes[i - 1].X) * weightBefore) + ((nodes[i + 1].X - nodes[i].X) * weightAfter);
            tangentY[i] = ((nodes[i].Y - nodes[i - 1].Y) * weightBefore) + ((nodes[i + 1].Y - nodes[i].Y) * weightAfter);
        }
    }

    void Flatten(int length)
    {
        points[count++] = new DigitPoint(nodes[0].X, nodes[0].Y, pressure[0], Starts: true);
        for (int i = 0; i + 1 < length; i++)
        {
            DigitNode a = nodes[i], b = nodes[i + 1];
            float chord = chords[i];
            float chordX = b.X - a.X, chordY = b.Y - a.Y;
            bool freeStart = i == 0 || a.Corner, freeEnd = i + 2 == length || b.Corner;
            float startX = freeStart ? chordX : tangentX[i] * chord, startY = freeStart ? chordY : tangentY[i] * chord;
            float endX = freeEnd ? chordX : tangentX[i + 1] * chord, endY = freeEnd ? chordY : tangentY[i + 1] * chord;
            if (freeStart && !freeEnd)
                (startX, startY) = ((1.5f * chordX) - (0.5f * endX), (1.5f * chordY) - (0.5f * endY));
            else if (freeEnd && !freeStart)
                (endX, endY) = ((1.5f * chordX) - (0.5f * startX), (1.5f * chordY) - (0.5f * startY));

            int pieces = Math.Clamp(2 + (int)(chord * 10f), 2, MaxPieces);
            for (int piece = 1; piece <= pieces; piece++)
            {
                float t = (float)piece / pieces;
                points[count++] = new DigitPoint(
                    Hermite(a.X, startX, b.X, endX, t),
                    Hermite(a.Y, startY, b.Y, endY, t),
                    pressure[i] + (t * (pressure[i + 1] - pressure[i])),
                    Starts: false);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static float Hermite(float from, float leave, float to, float arrive, float t)
    {
        float c = (3f * (to - from)) - (2f * leave) - arrive, d = (2f * (from - to)) + leave + arrive;
        return from + (t * (leave + (t * (c + (t * d)))));
    }
}
