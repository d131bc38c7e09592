using System.Globalization;

namespace Lamina.Data;

/// <summary>One way to write a digit: strokes as lists of points that the pen passes, and how often it is seen.</summary>
internal sealed class DigitStyle
{
    /// <summary>The strokes; the pen is lifted between them.</summary>
    public DigitNode[][] Strokes { get; }

    /// <summary>How often this style is taken, relative to its siblings.</summary>
    public float Weight { get; }

    /// <summary>How many points all strokes have together.</summary>
    public int NodeCount { get; }

    /// <summary>Reads a style.</summary>
    /// <param name="weight">How often this style is taken, relative to its siblings.</param>
    /// <param name="strokes">
    /// Points <c>x,y</c> in hundredths of the digit's height, y downwards, with spaces between; <c>/</c> lifts the pen;
    /// <c>!</c> after a point makes a corner there, where the path is otherwise smooth.
    /// </param>
    public DigitStyle(float weight, string strokes)
    {
        Weight = weight;
        Strokes = [.. strokes.Split('/').Select(ReadStroke)];
        NodeCount = Strokes.Sum(stroke => stroke.Length);
    }

    static DigitNode[] ReadStroke(string text)
    {
        string[] points = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        DigitNode[] nodes = new DigitNode[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            bool corner = points[i].EndsWith('!');
            string[] numbers = points[i].TrimEnd('!').Split(',');
            nodes[i] = new DigitNode(
                float.Parse(numbers[0], CultureInfo.InvariantCulture) / 100f,
                float.Parse(numbers[1], CultureInfo.InvariantCulture) / 100f,
                corner);
        }

        return nodes;
    }
}
