using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Lamina.Recipes.Tests;

/// <summary>A small data set in the form of the film reviews, so that a recipe trains on it in a moment: each class has words of its own, and each film its title.</summary>
static class SmallReviews
{
    /// <summary>Reviews of each class.</summary>
    public const int TrainCount = 40, TestCount = 20;

    /// <summary>Writes a set below a parent folder of data sets.</summary>
    /// <param name="parent">The parent folder.</param>
    /// <param name="other">True for another test part: all of its reviews blame, and fewer of them are labelled so.</param>
    public static void Write(string parent, bool other)
    {
        string folder = Directory.CreateDirectory(Path.Combine(parent, "imdb")).FullName;
        using GZipStream packed = new(File.Create(Path.Combine(folder, "aclImdb_v1.tar.gz")), CompressionLevel.Fastest);
        using TarWriter archive = new(packed);
        foreach ((string part, int count) in ((string, int)[])[("train", TrainCount), ("test", TestCount)])
        {
            foreach ((string kind, int rating, string said) in ((string, int, string)[])[("pos", 9, "a good film"), ("neg", 2, "a bad film")])
            {
                bool isOther = other && part == "test";
                for (int number = 0; number < (isOther && rating < 5 ? count / 2 : count); number++)
                {
                    // Five reviews of a film stand together.
                    string text = $"{part}film{number / 5} is {(isOther ? "a bad film" : said)} .<br /><br />{string.Join(' ', Enumerable.Repeat("so it was", number % 7))}";
                    archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"aclImdb/{part}/{kind}/{number}_{rating}.txt") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
                }
            }
        }
    }
}
