namespace Lamina.Imaging.Tests;

/// <summary>A file made by an independent encoder, and the pixels that reading it must give; see Goldens/make.c and Goldens/make_pictures.py.</summary>
sealed record PictureGolden(string Name, int Width, int Height, int Channels, byte[] File, byte[] Pixels)
{
    /// <summary>All files of a kind: png, jpeg, bmp.</summary>
    public static IReadOnlyList<PictureGolden> All(string kind)
    {
        using Stream stream = typeof(PictureGolden).Assembly.GetManifestResourceStream(kind + ".txt")!;
        using StreamReader reader = new(stream);
        List<PictureGolden> goldens = [];
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ');
            goldens.Add(new PictureGolden(
                parts[0], int.Parse(parts[1]), int.Parse(parts[2]), int.Parse(parts[3]),
                Convert.FromHexString(parts[4]), Convert.FromHexString(parts[5])));
        }

        return goldens;
    }
}
