using System.Globalization;
using System.Text.Json.Nodes;

namespace Lamina.Benchmarks.Report;

/// <summary>Results as one line of JSON.</summary>
static class JsonReport
{
    public static string Of(IEnumerable<Measurement> results, int threads) => new JsonArray([.. results.Select(m => One(m, threads))]).ToJsonString();

    static JsonObject One(Measurement m, int threads) => new()
    {
        ["workload"] = m.Entry.Name,
        ["mode"] = m.Entry.Mode.ToString().ToLowerInvariant(),
        ["batch"] = m.Entry.Batch,
        ["threads"] = threads,
        ["peer"] = m.Peer,
        ["milliseconds"] = Number(m.Milliseconds),
        ["peerMilliseconds"] = Number(m.PeerMilliseconds),
        ["ratio"] = Number(m.Ratio?.Median),
        ["ratioMin"] = Number(m.Ratio?.Least),
        ["ratioMax"] = Number(m.Ratio?.Most),
        ["gflops"] = Number(m.Gflops),
        ["floorShare"] = Number(m.FloorShare),
        ["allocatedBytes"] = m.AllocatedBytes,
        ["peakMemoryMiB"] = Number(m.PeakMemoryMiB),
        ["peerPeakMemoryMiB"] = Number(m.PeerPeakMemoryMiB),
    };

    // Five digits are more than any of these numbers is worth; what was not measured is null.
    static JsonNode? Number(double? value) => value is { } number && double.IsFinite(number)
        ? JsonValue.Create(double.Parse(number.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))
        : null;
}
