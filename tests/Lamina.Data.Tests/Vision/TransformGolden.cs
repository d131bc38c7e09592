using System.Globalization;
using Lamina.Imaging;

namespace Lamina.Data.Tests.Vision;

/// <summary>What an independent library makes of a small picture; see Goldens/make_transforms.py.</summary>
sealed record TransformGolden(string Name, double[] Numbers, Picture Picture, Picture Result)
{
    public static IReadOnlyList<TransformGolden> All { get; } = [.. Read()];

    public override string ToString() => $"{Name} {string.Join(", ", Numbers)} of {Picture.Width}×{Picture.Height}×{Picture.Channels}";

    static IEnumerable<TransformGolden> Read()
    {
        using Stream stream = typeof(TransformGolden).Assembly.GetManifestResourceStream("transforms.txt")!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ');
            double[] numbers = parts[1] == "-" ? [] : [.. parts[1].Split(',').Select(part => double.Parse(part, CultureInfo.InvariantCulture))];
            yield return new TransformGolden(parts[0], numbers, Of(parts, 2), Of(parts, 6));
        }
    }

    static Picture Of(string[] parts, int at) =>
        new(int.Parse(parts[at], CultureInfo.InvariantCulture), int.Parse(parts[at + 1], CultureInfo.InvariantCulture), int.Parse(parts[at + 2], CultureInfo.InvariantCulture), Convert.FromHexString(parts[at + 3]));
}
