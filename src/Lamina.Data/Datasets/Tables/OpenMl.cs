using System.Text.Json;

namespace Lamina.Data;

/// <summary>Tables of openml.org by their names: <c>OpenMl.Load("iris").ToDataset()</c>. What is downloaded is unverified.</summary>
/// <remarks><b>Source:</b> Vanschoren, van Rijn, Bischl, Torgo: OpenML: networked science in machine learning (2013).</remarks>
public static class OpenMl
{
    /// <summary>What comes before a table's name where the catalogue is asked: <c>openml:iris</c>.</summary>
    public const string Prefix = "openml:";

    const string Server = "https://www.openml.org/";

    const int MostAnswerBytes = 1 << 20;

    static readonly HttpClient client = new() { MaxResponseContentBufferSize = MostAnswerBytes, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>What the catalogue says of a table.</summary>
    /// <param name="name">The table's name at openml.org: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</param>
    /// <exception cref="ArgumentException">The name has other letters.</exception>
    public static DatasetEntry Entry(string name) => Entry(name, client);

    /// <summary>Reads <c>openml/NAME.arff</c>; downloads the newest active version first if it is nowhere on this machine.</summary>
    /// <param name="name">The table's name at openml.org.</param>
    /// <param name="dataFolder">The parent folder of data sets to look in, and to download to; null for <c>LAMINA_DATA</c> and the user's cache.</param>
    /// <param name="download">Whether to download the table if it is nowhere.</param>
    /// <param name="progress">Is told of downloaded bytes.</param>
    /// <param name="cancellationToken">Stops a download; what has come is kept for the next attempt.</param>
    /// <exception cref="MissingDataException">The table is nowhere, and was not or could not be downloaded.</exception>
    /// <exception cref="DataFormatException">The file is damaged.</exception>
    public static ArffFile Load(string name, string? dataFolder = null, bool download = true, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        ArffFile.Read(Entry(name).Locate(dataFolder, download, progress, cancellationToken).Only);

    internal static DatasetEntry Entry(string name, HttpClient http)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);

        // It becomes a file's name and a part of an address.
        if (name.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '_' or '.')) || name[0] == '.')
            throw new ArgumentException($"'{name}' is no name of a table at openml.org: it has letters, digits, '-', '_' and '.' only.", nameof(name));
        string file = $"{name}.arff";
        return new DatasetEntry
        {
            Name = Prefix + name,
            Title = $"OpenML table {name}",
            Task = "tabular",
            About = "a table of openml.org",
            Licence = "see openml.org",
            Source = $"openml.org/search?type=data&q={name}",
            Citation = "Vanschoren, van Rijn, Bischl, Torgo: OpenML: networked science in machine learning (2013), and the table's own authors",
            Substitute = "drawn-diagnosis",
            Layouts = [new DatasetLayout("openml", new RemoteFile(file, []))],
            Offer = cancellation => [new RemoteFile(file, [Address(name, http, cancellation)])],
            Preview = folder => Previews.OfTable(Load(name, folder, download: false).Table),
        };
    }

    static Uri Address(string name, HttpClient http, CancellationToken cancellation)
    {
        try
        {
            string answer = http.GetStringAsync(new Uri($"{Server}api/v1/json/data/list/data_name/{name}/limit/1/status/active"), cancellation).GetAwaiter().GetResult();
            using JsonDocument found = JsonDocument.Parse(answer);
            JsonElement table = found.RootElement.GetProperty("data").GetProperty("dataset")[0];
            return new Uri($"{Server}data/v1/download/{table.GetProperty("file_id").GetInt64()}/{name}.arff");
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException
            || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new DownloadException($"openml.org did not say where '{name}' is ({error.Message.TrimEnd('.')}). Check the name and the network.", error) { Reason = $"openml.org did not say where '{name}' is: {error.Message.TrimEnd('.')}" };
        }
    }
}
