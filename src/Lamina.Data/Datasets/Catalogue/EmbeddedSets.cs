using System.Globalization;

namespace Lamina.Data;

/// <summary>The sets that programs of Lamina's own draw, by seed.</summary>
internal static class EmbeddedSets
{
    const string Licence = "MIT, as Lamina", Source = "drawn by Lamina", Citation = "none";

    public static DatasetEntry Digits { get; } = new()
    {
        Name = "digits",
        Title = "Drawn digits",
        Task = "image classification",
        About = "60,000 + 10,000 drawn digits, 28×28, by seed",
        Licence = Licence,
        Source = Source,
        Citation = Citation,
        Preview = _ => Previews.OfPictures(ArrayDataset.From(Data.Digits.Generate(100, 0))),
    };

    public static DatasetEntry AirlinePassengers { get; } = new()
    {
        Name = "drawn-passengers",
        Title = "Airline passengers, drawn",
        Task = "forecasting",
        About = "a series with growth and a yearly sine, of any length, by seed",
        Licence = Licence,
        Source = Source,
        Citation = Citation,
        Preview = _ => [new("144 months from seed 0", string.Join(" ", Data.AirlinePassengers.Generate(144, 0).Values.Select(value => value.ToString("0.###", CultureInfo.InvariantCulture))))],
    };

    public static DatasetEntry BreastCancer { get; } = new()
    {
        Name = "drawn-diagnosis",
        Title = "Wisconsin breast cancer, drawn",
        Task = "tabular classification",
        About = "nine scores from 1 to 10 and a diagnosis, of any number, by seed",
        Licence = Licence,
        Source = Source,
        Citation = Citation,
        Preview = _ => Previews.OfRows(Data.BreastCancer.Generate(100, 0)),
    };
}
