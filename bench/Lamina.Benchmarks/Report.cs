using System.Globalization;
using System.Text.Json.Nodes;

namespace Lamina.Benchmarks;

/// <summary>The tables and the JSON line of a run.</summary>
static class Report
{
    public static void Print(Rounds r)
    {
        Console.WriteLine(Text($"\n{r.Workload}: {r.Count} rounds, {r.QuietCount} on a quiet machine; {(r.QuietCount >= 3 ? "those count" : "too few, so all count")}"));
        Console.WriteLine("| who | ms a step | fastest PyTorch / this: median (least … most) | ms an undisturbed step | ratio of these |\n|---|---|---|---|---|");
        Line("Lamina, eager", r, round => round.Eager);
        Line("Lamina, captured", r, round => round.Captured);
        for (int i = 0; i < r.Peers.Count; i++)
        {
            int peer = i;
            Line($"PyTorch, {r.Peers[i].Setting}{(i == r.Fastest ? " (fastest)" : "")}", r, round => round.Peers[peer]);
        }

        double[] p = r.Phases;
        Console.WriteLine(Text($"eager phases, median ms: zero {p[0]:F3}, forward {p[1]:F3}, loss {p[2]:F3}, backward {p[3]:F3}, update {p[4]:F3}; collector's pauses {r.Pauses:F3} a step on the mean"));
        Console.WriteLine(Text($"managed bytes a step on the calling thread: eager {r.EagerAllocations}, captured {r.CapturedAllocations}"));
    }

    public static JsonArray Json(IEnumerable<Rounds> results)
    {
        JsonArray lines = [];
        foreach (Rounds r in results)
        {
            lines.Add((JsonNode)Line(r, "eager", round => round.Eager, r.EagerAllocations));
            lines.Add((JsonNode)Line(r, "captured", round => round.Captured, r.CapturedAllocations));
        }

        return lines;
    }

    static JsonObject Line(Rounds r, string run, Func<Round, Turn> own, long allocated)
    {
        (double Middle, double Least, double Most)? ratio = Ratio(r, own, turn => turn.Mean), typical = Ratio(r, own, turn => turn.Typical);
        return new JsonObject
        {
            ["workload"] = r.Workload,
            ["mode"] = "train",
            ["run"] = run,
            ["batch"] = 32,
            ["threads"] = Compute.Threads,
            ["peer"] = r.Fastest < 0 ? "none" : "torch",
            ["peerSetting"] = r.Fastest < 0 ? null : r.Peers[r.Fastest].Setting,
            ["milliseconds"] = Middle(r, own, turn => turn.Mean),
            ["peerMilliseconds"] = r.Fastest < 0 ? null : Middle(r, round => round.Peers[r.Fastest], turn => turn.Mean),
            ["ratio"] = ratio?.Middle,
            ["ratioMin"] = ratio?.Least,
            ["ratioMax"] = ratio?.Most,
            ["typicalMilliseconds"] = Middle(r, own, turn => turn.Typical),
            ["typicalRatio"] = typical?.Middle,
            ["rounds"] = r.Counted.Count,
            ["quiet"] = r.QuietCount >= 3,
            ["allocatedBytes"] = allocated,
        };
    }

    static void Line(string who, Rounds r, Func<Round, Turn> own)
    {
        string ratio = Ratio(r, own, turn => turn.Mean) is { } x ? Text($"{x.Middle:F2} ({x.Least:F2} … {x.Most:F2})") : "no peer";
        string typical = Ratio(r, own, turn => turn.Typical) is { } y ? Text($"{y.Middle:F2} ({y.Least:F2} … {y.Most:F2})") : "no peer";
        Console.WriteLine(Text($"| {who} | {Middle(r, own, turn => turn.Mean):F3} | {ratio} | {Middle(r, own, turn => turn.Typical):F3} | {typical} |"));
    }

    // Round by round, so that both sides of a ratio saw the same machine.
    static (double Middle, double Least, double Most)? Ratio(Rounds r, Func<Round, Turn> own, Func<Turn, double> time)
    {
        if (r.Fastest < 0)
            return null;
        double[] ratios = [.. r.Counted.Select(round => time(round.Peers[r.Fastest]) / time(own(round)))];
        return (Rounds.Median(ratios), ratios.Min(), ratios.Max());
    }

    static double Middle(Rounds r, Func<Round, Turn> own, Func<Turn, double> time) => Rounds.Median(r.Counted.Select(round => time(own(round))));

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
