namespace Lamina.Imaging.Tests;

/// <summary>A PNG file made by an independent encoder, and the pixels that reading it must give; see Goldens/make.c.</summary>
sealed record PngGolden(string Name, int Width, int Height, int Channels, byte[] File, byte[] Pixels)
{
    public static IReadOnlyList<PngGolden> All { get; } = ReadAll();

    static List<PngGolden> ReadAll()
    {
        using Stream stream = typeof(PngGolden).Assembly.GetManifestResourceStream("png.txt")!;
        using StreamReader reader = new(stream);
        List<PngGolden> goldens = [];
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ');
            goldens.Add(new PngGolden(
                parts[0], int.Parse(parts[1]), int.Parse(parts[2]), int.Parse(parts[3]),
                Convert.FromHexString(parts[4]), Convert.FromHexString(parts[5])));
        }

        return goldens;
    }
}
