namespace Lamina.Data;

/// <summary>International airline passengers, monthly, in thousands: January 1949 to December 1960.</summary>
/// <remarks><b>Source:</b> Box, Jenkins: Time Series Analysis, series G (1976); file <c>series/airline-passengers.csv</c>.</remarks>
public static class AirlinePassengers
{
    const string FileName = "airline-passengers.csv", Title = "Airline passengers";
    const int Months = 144;

    /// <summary>What the catalogue says of it.</summary>
    public static DatasetEntry Entry { get; } = new()
    {
        Name = "airline-passengers",
        Title = Title,
        Task = "forecasting",
        About = "144 monthly numbers of passengers, 1949 to 1960",
        Licence = "not stated",
        Source = "Time Series Data Library; the file of github.com/jbrownlee/Datasets",
        Citation = "Box, Jenkins: Time series analysis, series G (1976)",
        Substitute = "drawn-passengers",
        Layouts = [SmallTables.Layout("series", FileName, 2_180, "8cb51be753a718d9be5d76d7e238cc224792754676adc21faa59e954b0201621")],
        Preview = folder => Previews.OfSeries(Load(folder)),
    };

    /// <summary>Reads the series; if it is nowhere, draws a similar one, which <see cref="TimeSeries.IsGenerated"/> then says.</summary>
    /// <param name="dataFolder">The parent folder of data sets to look in; null for <c>LAMINA_DATA</c> and the user's cache.</param>
    /// <param name="seed">What a drawn series depends on; the recorded one does not.</param>
    /// <returns>144 numbers.</returns>
    /// <exception cref="MissingDataException">A folder was named, and the file is not there.</exception>
    /// <exception cref="DataFormatException">The file is damaged.</exception>
    public static TimeSeries Load(string? dataFolder = null, long seed = 0)
    {
        if (TableFiles.Find(dataFolder, Title, "series", FileName) is not { } path)
            return Generate(Months, seed);
        return new TimeSeries(Title, Table.ReadCsv(path).Doubles("Passengers"));
    }

    /// <summary>Draws a series like the recorded one: growth, a yearly sine that grows along, and noise.</summary>
    /// <param name="count">How many months.</param>
    /// <param name="seed">Which series.</param>
    public static TimeSeries Generate(int count, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        Draws draws = new(seed, Draws.SeriesStream, 0);
        double[] values = new double[count];
        for (int month = 0; month < count; month++)
        {
            double level = 120 + (2.5 * month);
            values[month] = Math.Round(level * (1 + (0.2 * Math.Sin(2 * Math.PI * month / 12)) + (0.02 * draws.Normal())));
        }

        return new TimeSeries($"{Title}, drawn", values, isGenerated: true);
    }
}
