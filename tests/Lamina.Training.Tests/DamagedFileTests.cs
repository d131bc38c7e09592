using System.IO.Compression;
using System.Text.Json.Nodes;
using Lamina.Formats;
using Lamina.NN;
using Xunit;

namespace Lamina.Training.Tests;

[Collection(nameof(Alone))]
public class DamagedFileTests
{
    static byte[] Good(TemporaryFolder folder)
    {
        Model model = Problems.CloudModel(Metric.Accuracy);
        model.Fit(Problems.OneHotClouds(), epochs: 1, verbose: Verbosity.Silent);
        model.Save(folder.File("good.lamina"));
        return File.ReadAllBytes(folder.File("good.lamina"));
    }

    [Fact]
    public void A_file_that_was_changed_anywhere_is_refused_or_gives_the_same_model()
    {
        using TemporaryFolder folder = new();
        byte[] good = Good(folder);
        string whole = Problems.Hash(Model.Load(folder.File("good.lamina")));
        string path = folder.File("bad.lamina");
        Random random = new(3);
        int refused = 0, tried = 0;
        for (int place = 0; place < good.Length; place += 1 + random.Next(7))
        {
            byte[] bad = [.. good];
            bad[place] = (byte)(bad[place] ^ (1 << random.Next(8)));
            File.WriteAllBytes(path, bad);
            tried++;
            try
            {
                Assert.Equal(whole, Problems.Hash(Model.Load(path, loss: Loss.MeanSquaredError())));
            }
            catch (FileFormatException error)
            {
                refused++;
                Assert.StartsWith(path, error.Message);
                Assert.DoesNotContain('\n', error.Message);
            }
        }

        // What may change unnoticed are dates and other marks of the zip's own.
        Assert.True(refused > 0.8 * tried, $"{refused} of {tried}");
    }

    [Fact]
    public void A_file_that_is_cut_short_is_refused()
    {
        using TemporaryFolder folder = new();
        byte[] good = Good(folder);
        string path = folder.File("bad.lamina");
        for (int length = 0; length < good.Length; length += 1 + (length / 20))
        {
            File.WriteAllBytes(path, good[..length]);
            FileFormatException error = Assert.Throws<FileFormatException>(() => Model.Load(path));
            Assert.DoesNotContain('\n', error.Message);
        }

        File.WriteAllText(path, "no model at all");
        Assert.Throws<FileFormatException>(() => Model.Load(path));
        string nowhere = folder.File("nowhere.lamina");
        Assert.Equal($"There is no file '{nowhere}'; a model of Lamina was to be read from it. Check the name.", Assert.Throws<FileNotFoundException>(() => Model.Load(nowhere)).Message);
        Assert.Contains("a model of Lamina was to be read", Assert.Throws<FileNotFoundException>(() => Model.Load(Path.Combine(nowhere, "deeper.lamina"))).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder, and a model of Lamina is to be read", Assert.Throws<UnauthorizedAccessException>(() => Model.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_refused_change_nothing()
    {
        using TemporaryFolder folder = new();
        byte[] bad = Good(folder);
        bad[bad.Length / 2] ^= 1;
        string path = folder.File("bad.lamina");
        File.WriteAllBytes(path, bad);
        Model model = Problems.CloudModel();
        string before = Problems.Hash(model);
        Assert.ThrowsAny<LaminaException>(() => model.LoadWeights(path));
        Assert.Equal(before, Problems.Hash(model));
    }

    [Fact]
    public void Compressed_repeated_and_missing_entries_are_refused()
    {
        using TemporaryFolder folder = new();
        Good(folder);
        string path = folder.File("packed.lamina");
        foreach ((int times, CompressionLevel level, string problem) in ((int, CompressionLevel, string)[])
            [(1, CompressionLevel.Optimal, "is compressed"), (2, CompressionLevel.NoCompression, "is there twice"), (0, CompressionLevel.NoCompression, "is missing")])
        {
            using (ZipArchive from = ZipFile.OpenRead(folder.File("good.lamina")))
            using (ZipArchive to = new(File.Create(path), ZipArchiveMode.Create))
            {
                foreach (ZipArchiveEntry entry in from.Entries)
                {
                    bool isWeights = entry.FullName == "weights.safetensors";
                    for (int i = 0; i < (isWeights ? times : 1); i++)
                    {
                        using Stream source = entry.Open(), target = to.CreateEntry(entry.FullName, isWeights ? level : CompressionLevel.NoCompression).Open();
                        source.CopyTo(target);
                    }
                }
            }

            FileFormatException error = Assert.Throws<FileFormatException>(() => Model.Load(path));
            Assert.Contains($"'weights.safetensors' {problem}", error.Message);
        }
    }

    // A layer that waits for its input would make its weights for whatever shape the file names.
    [Fact]
    public void A_file_cannot_have_weights_made_that_it_does_not_hold()
    {
        using TemporaryFolder folder = new();
        string good = folder.File("good.lamina"), bad = folder.File("bad.lamina");
        new Sequential(new Flatten(), new Keras.Dense(3)).Compile(new Sgd(0.1), Loss.MeanSquaredError()).Save(good);
        Assert.False(Model.Load(good).Module.IsBuilt());
        JsonObject description = JsonObject.Create(ModelArchive.Read(good).Description)!;
        description["architecture"]!["modules"]![0]!["input_shape"] = new JsonArray(1L << 40);
        ModelArchive.Write(bad, description, [], []);
        Assert.Contains("does not hold", Assert.Throws<FileFormatException>(() => Model.Load(bad)).Message);
    }
}
