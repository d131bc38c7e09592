using System.Globalization;
using Lamina.Data.Audio;
using Lamina.Formats;

namespace Lamina.Data;

/// <summary>Free Spoken Digit Dataset: 2,700 + 300 recordings of digits by six speakers, 8,000 samples a second.</summary>
/// <remarks><b>Source:</b> Jackson and others: Free Spoken Digit Dataset (2018).</remarks>
public static class SpokenDigits
{
    /// <summary>The name of each class.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "fsdd",
        Title = "Free Spoken Digit Dataset",
        Task = "audio classification",
        About = "2,700 + 300 recordings of digits, six speakers, 8 kHz",
        Licence = "CC BY-SA 4.0",
        Source = "Zohar Jackson and others: github.com/Jakobovski/free-spoken-digit-dataset",
        Citation = "Jackson, Souza, Flaks, Pan, Nicolas, Thite: Free Spoken Digit Dataset v1.0.8 (2018)",
        Layouts =
        [
            DatasetLayout.Single("fsdd", "free-spoken-digit-dataset-1.0.10.tar.gz", "https://github.com/Jakobovski/free-spoken-digit-dataset/archive/refs/tags/v1.0.10.tar.gz"),
            DatasetLayout.Of("fsdd", [], ("recordings.tar.gz", 15_557_782, "c7cc5e2ca1d06b85871c2c6a3713922bf5197a40acfb73e80ab20c6ff7f59ac4")),
        ],
        Preview = folder => Load(folder, download: false).Train is var digits
            ? Enumerable.Range(0, (int)digits.Count).Select(i => digits.Read(i * 271L % digits.Count)).Select(digit => new SamplePreview($"{digit.Digit} by {digit.Speaker}", Previews.OfRecording(digit.Recording)))
            : [],
    };

    /// <summary>Reads the official parts: takes 0 to 4 of each digit and speaker are the test part, takes 5 to 49 the training part.</summary>
    /// <returns>Recordings by digit, speaker and take; each is decoded when it is read.</returns>
    /// <inheritdoc cref="Imdb.Load"/>
    public static (IDataset<SpokenDigit> Train, IDataset<SpokenDigit> Test) Load(
        string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        const int FirstTrainingTake = 5;
        string path = Entry.Locate(dataFolder, download, progress, cancellationToken).Only;
        List<Take> takes = [];
        foreach ((string name, byte[] content) in TarEntries.Read(path, name => Place(name) is not null))
            takes.Add(Place(name)! with { Content = content });
        if (takes.Count == 0)
            throw new DataFormatException($"{path} holds no recordings/DIGIT_SPEAKER_TAKE.wav. Delete it and fetch it again.");
        Take[] ordered = [.. takes.OrderBy(take => take.Digit).ThenBy(take => take.Speaker, StringComparer.Ordinal).ThenBy(take => take.Number)];
        return (Part(take => take.Number >= FirstTrainingTake, "training"), Part(take => take.Number < FirstTrainingTake, "test"));

        IDataset<SpokenDigit> Part(Func<Take, bool> isOfPart, string part) => Dataset.From(ordered.Where(isOfPart).ToArray(), $"{Entry.Title}, {part} part")
            .Map(take => new SpokenDigit(Wav.Decode(take.Content, $"{path}, {take.Digit}_{take.Speaker}_{take.Number}.wav"), take.Digit, take.Speaker, take.Number));
    }

    // …/recordings/7_jackson_32.wav
    static Take? Place(string name) =>
        name.Split('/') is [.., "recordings", var file] && file.EndsWith(".wav", StringComparison.Ordinal) && file[..^4].Split('_') is [[>= '0' and <= '9' and var digit], var speaker, var number] &&
        int.TryParse(number, CultureInfo.InvariantCulture, out int take)
            ? new Take(digit - '0', speaker, take, [])
            : null;

    sealed record Take(int Digit, string Speaker, int Number, byte[] Content);
}
