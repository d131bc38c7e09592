using System.Globalization;
using System.Text.Json.Nodes;
using Lamina.Data;
using Lamina.Pipelines;

namespace Lamina.Cli;

/// <summary>Prints the numbers that follow the series of files: a line for each.</summary>
static class SeriesAnswers
{
    public static int Print(SeriesForecast forecast, IReadOnlyList<string> files, int count, bool asJson)
    {
        if (count is < 1 or > SeriesForecast.MostSteps)
            throw new ArgumentException($"--count must be from 1 to {SeriesForecast.MostSteps}; got {count}.");
        JsonArray all = [];
        foreach (string file in files)
        {
            if (!File.Exists(file))
                throw new FileNotFoundException($"There is no file '{file}'.");
            double[] next = forecast.Next(TimeSeries.Read(file), count);
            if (asJson)
            {
                all.Add(new JsonObject { ["file"] = file, ["next"] = new JsonArray([.. next.Select(value => (JsonNode?)value)]) });
                continue;
            }

            for (int step = 1; step <= count; step++)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} +{step}  →  {next[step - 1]:G4}"));
        }

        if (asJson)
            Console.WriteLine(all.ToJsonString());
        return 0;
    }
}
