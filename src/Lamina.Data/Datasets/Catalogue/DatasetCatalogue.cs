namespace Lamina.Data;

/// <summary>All data sets that Lamina knows by name.</summary>
public static class DatasetCatalogue
{
    /// <summary>The sets, the embedded ones first.</summary>
    public static IReadOnlyList<DatasetEntry> All { get; } =
    [
        EmbeddedSets.Digits, EmbeddedSets.AirlinePassengers, EmbeddedSets.BreastCancer,
        MnistFiles.Mnist.Entry, MnistFiles.FashionMnist.Entry, MnistFiles.KuzushijiMnist.Entry, Emnist.Entry, Cifar10.Entry, Cifar100.Entry, OrlFaces.Entry, Bccd.Entry,
        Imdb.Entry, MovieSentences.Entry, TinyShakespeare.Entry, FirstNames.Entry, Multi30k.Entry,
        SpokenDigits.Entry,
        Cora.Entry, Planetoid.Cora.Entry, Planetoid.CiteSeer.Entry, Planetoid.PubMed.Entry,
        Iris.Entry, Wine.Entry, BostonHousing.Entry, CaliforniaHousing.Entry, Titanic.Entry, BreastCancer.Entry,
        AirlinePassengers.Entry, Sunspots.Entry,
    ];

    /// <summary>A set by its name.</summary>
    /// <param name="name">The name by which commands know it, in letters of either case; or <c>openml:NAME</c> for a table of openml.org.</param>
    /// <exception cref="ArgumentException">There is no such set.</exception>
    public static DatasetEntry Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.StartsWith(OpenMl.Prefix, StringComparison.OrdinalIgnoreCase) && name.Length > OpenMl.Prefix.Length)
            return OpenMl.Entry(name[OpenMl.Prefix.Length..]);
        return All.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no data set '{name}'. The data sets are {string.Join(", ", All.Select(entry => entry.Name))}, and openml:NAME for any table of openml.org.");
    }
}
