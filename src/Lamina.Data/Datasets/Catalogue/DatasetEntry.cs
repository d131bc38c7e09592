using System.Security.Cryptography;

namespace Lamina.Data;

/// <summary>A data set of the catalogue: what it is, whose it is, and where its files are.</summary>
public sealed class DatasetEntry
{
    /// <summary>What fetches files, over one client for the process.</summary>
    internal static Downloader Downloader { get; } = new(new HttpClient());

    /// <summary>The name by which commands know it: <c>fashion-mnist</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name as people write it.</summary>
    public required string Title { get; init; }

    /// <summary>What is learned on it.</summary>
    public required string Task { get; init; }

    /// <summary>How many samples of what.</summary>
    public required string About { get; init; }

    /// <summary>The licence of its publisher; <c>not stated</c> where there is none.</summary>
    public required string Licence { get; init; }

    /// <summary>Who published it, where.</summary>
    public required string Source { get; init; }

    /// <summary>The work to cite.</summary>
    public required string Citation { get; init; }

    /// <summary>The forms in which it may lie on a disk, the one to download first; none for a set that a program draws.</summary>
    public IReadOnlyList<DatasetLayout> Layouts { get; init; } = [];

    /// <summary>True if a program draws it: no file is needed.</summary>
    public bool IsEmbedded => Layouts.Count == 0;

    /// <summary>The embedded set of its kind that needs no file.</summary>
    public string Substitute { get; init; } = "digits";

    /// <summary>A few samples, given the parent folder that the user named, if any.</summary>
    internal Func<string?, IEnumerable<SamplePreview>> Preview { get; init; } = _ => [];

    /// <summary>Asks a server where the files of the first form are; null where the entry knows.</summary>
    internal Func<CancellationToken, RemoteFile[]>? Offer { get; init; }

    bool IsDownloadable => Offer is not null || Layouts.Any(layout => layout.IsDownloadable);

    /// <summary>The folder that holds the whole set, or null.</summary>
    /// <param name="folders">Where to look; by default the environment's folders.</param>
    public string? Find(DataFolders? folders = null) => Place(folders ?? new DataFolders()) is { IsWhole: true } place ? place.Folder : null;

    /// <summary>Where the set lies, or what is to be said of it instead: what it lacks, or that it is not here.</summary>
    /// <param name="folders">Where to look; by default the environment's folders.</param>
    public string Describe(DataFolders? folders = null) => IsEmbedded
        ? "embedded"
        : Place(folders ?? new DataFolders())?.Describe() ?? (IsDownloadable ? "not here; downloaded on first use" : "not here; to be placed by hand");

    /// <summary>Downloads the set if it is nowhere on this machine.</summary>
    /// <param name="folders">Where to look and where downloads go; by default the environment's folders.</param>
    /// <param name="progress">Is told of downloaded bytes.</param>
    /// <param name="cancellationToken">Stops the download; what has come is kept for the next attempt.</param>
    /// <returns>The folder that holds the whole set.</returns>
    /// <exception cref="MissingDataException">The set is nowhere and could not be downloaded; or files of it are missing.</exception>
    public string Download(DataFolders? folders = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default) =>
        IsEmbedded ? throw new ArgumentException($"{Title} is drawn by a program: there is nothing to download.") : Locate(folders ?? new DataFolders(), Downloader, progress, cancellationToken).Folder;

    /// <summary>Compares the files with the sums that were published or seen.</summary>
    /// <param name="folders">Where to look; by default the environment's folders.</param>
    /// <returns>One line a file of the form in which the set is there, or is downloaded; none for an embedded set.</returns>
    public IReadOnlyList<FileCheck> Verify(DataFolders? folders = null)
    {
        folders ??= new DataFolders();
        if (IsEmbedded)
            return [];
        LocatedDataset place = Place(folders) ?? Layouts[0].In(folders.DownloadParent);
        return [.. place.Layout.Files.Select(file => Check(place, file))];
    }

    /// <summary>A few samples to look at.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="dataFolder">The parent folder of data sets to look in; null for <c>LAMINA_DATA</c> and the user's cache.</param>
    /// <exception cref="MissingDataException">The set is nowhere; nothing is downloaded.</exception>
    public IReadOnlyList<SamplePreview> Samples(int count, string? dataFolder = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. Preview(dataFolder).Take(count)];
    }

    /// <summary>The set's files, downloaded if they are nowhere and that is wished.</summary>
    internal LocatedDataset Locate(string? dataFolder, bool download, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken) =>
        Locate(new DataFolders(dataFolder), download ? Downloader : null, progress, cancellationToken);

    internal LocatedDataset Locate(DataFolders folders, Downloader? downloader, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        LocatedDataset place = Place(folders) is { } found && !IsUnfinished(found, folders) ? found : Download(folders, downloader, progress, cancellationToken);
        if (place.IsWhole)
            return place;
        throw new MissingDataException(
            $"{Title} is not whole in {place.Describe()}. Place {(place.Missing.Length > 1 ? "them" : "it")} there, plain or .gz; " +
            "or remove that folder, and the set is downloaded whole.");
    }

    // The first folder that has any file of the set: files of two folders need not belong together.
    LocatedDataset? Place(DataFolders folders) => folders.Parents
        .Select(parent => Layouts.Select(layout => layout.In(parent)))
        .Select(places => places.FirstOrDefault(place => place.IsWhole) ?? places.FirstOrDefault(place => !place.IsEmpty))
        .FirstOrDefault(place => place is not null);

    // What a broken download left goes on; what a user placed is left alone.
    static bool IsUnfinished(LocatedDataset place, DataFolders folders) =>
        place == place.Layout.In(folders.DownloadParent) &&
        place.Layout.IsDownloadable &&
        !place.IsWhole &&
        (!folders.IsNamed || place.Layout.Files.Any(file => File.Exists(Path.Combine(place.Folder, file.Name + ".part"))));

    LocatedDataset Download(DataFolders folders, Downloader? downloader, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        LocatedDataset? offered = Layouts.FirstOrDefault(layout => Offer is not null || layout.IsDownloadable)?.In(folders.DownloadParent);
        if (offered is null)
            throw NotFound(folders, "is offered nowhere for download", null);
        if (downloader is null)
            throw NotFound(folders, "was not downloaded, as asked", null);
        try
        {
            foreach (RemoteFile file in Offer?.Invoke(cancellationToken) ?? offered.Missing)
                downloader.FetchAsync(file, offered.Folder, progress, cancellationToken).GetAwaiter().GetResult();
        }
        catch (DownloadException error)
        {
            throw NotFound(folders, $"could not be downloaded ({error.Reason})", error);
        }

        return offered;
    }

    MissingDataException NotFound(DataFolders folders, string reason, Exception? error)
    {
        LocatedDataset[] looked = [.. folders.Parents.SelectMany(parent => Layouts.Select(layout => layout.In(parent)))];
        string ways = string.Join(", or ", Layouts.Select(layout => $"place {string.Join(", ", layout.Files.Select(file => file.Name))} (plain or .gz) in {layout.In(folders.DownloadParent).Folder}"));
        return new MissingDataException(
            $"{Title} is not on this machine (looked in {string.Join(", ", looked.Select(place => place.Describe()).Distinct())}) and {reason}. " +
            $"Connect and try again; or {ways}; " +
            $"or name another parent folder of {Layouts[0].Folder} by {DataFolders.Variable} or --data; " +
            $"or use the embedded data set '{Substitute}', which needs no file.",
            error);
    }

    static FileCheck Check(LocatedDataset place, RemoteFile file)
    {
        if (place.Find(file) is not { } path)
            return new FileCheck(file.Name, FileState.Missing, null, null, null);
        using FileStream stream = File.OpenRead(path);
        string sum = Convert.ToHexStringLower(SHA256.HashData(stream));
        bool isPublished = Path.GetFileName(path) == file.Name && file.IsVerifiable;
        FileState state = !isPublished ? FileState.Unverified : sum == file.Sha256 ? FileState.Verified : FileState.Different;
        return new FileCheck(file.Name, state, path, stream.Length, sum);
    }
}
