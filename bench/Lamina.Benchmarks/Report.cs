using System.Globalization;
using System.Text.Json.Nodes;

namespace Lamina.Benchmarks;

/// <summary>The tables and the JSON line of a run.</summary>
static class Report
{
    public static void Print(Rounds r)
    {
        Console.WriteLine(Text($"\n{r.Workload}: {r.Count} rounds, {r.QuietCount} on a quiet machine; {(r.QuietCount >= 3 ? "those count" : "too few, so all count")}"));
        Console.WriteLine("| who | median ms | least ms | fastest PyTorch / this: median (least … most) |\n|---|---|---|---|");
        Line("Lamina, eager", r, round => round.Eager);
        Line("Lamina, captured", r, round => round.Captured);
        for (int i = 0; i < r.Peers.Count; i++)
        {
            int peer = i;
            Line($"PyTorch, {r.Peers[i].Setting}{(i == r.Fastest ? " (fastest)" : "")}", r, round => round.Peers[peer]);
        }

        double[] p = r.Phases;
        Console.WriteLine(Text($"eager phases, median ms: zero {p[0]:F3}, forward {p[1]:F3}, loss {p[2]:F3}, backward {p[3]:F3}, update {p[4]:F3}"));
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

    static JsonObject Line(Rounds r, string run, Func<Round, double> own, long allocated)
    {
        (double Middle, double Least, double Most)? ratio = Ratio(r, own);
        return new JsonObject
        {
            ["workload"] = r.Workload,
            ["mode"] = "train",
            ["run"] = run,
            ["batch"] = 32,
            ["threads"] = Compute.Threads,
            ["peer"] = r.Fastest < 0 ? "none" : "torch",
            ["peerSetting"] = r.Fastest < 0 ? null : r.Peers[r.Fastest].Setting,
            ["milliseconds"] = Rounds.Median(r.Counted.Select(own)),
            ["peerMilliseconds"] = r.Fastest < 0 ? null : Rounds.Median(r.Counted.Select(round => round.Peers[r.Fastest])),
            ["ratio"] = ratio?.Middle,
            ["ratioMin"] = ratio?.Least,
            ["ratioMax"] = ratio?.Most,
            ["rounds"] = r.Counted.Count,
            ["quiet"] = r.QuietCount >= 3,
            ["allocatedBytes"] = allocated,
        };
    }

    static void Line(string who, Rounds r, Func<Round, double> own)
    {
        string ratio = Ratio(r, own) is { } x ? Text($"{x.Middle:F2} ({x.Least:F2} … {x.Most:F2})") : "no peer";
        Console.WriteLine(Text($"| {who} | {Rounds.Median(r.Counted.Select(own)):F3} | {r.Counted.Min(own):F3} | {ratio} |"));
    }

    // Round by round, so that both sides of a ratio saw the same machine.
    static (double Middle, double Least, double Most)? Ratio(Rounds r, Func<Round, double> own)
    {
        if (r.Fastest < 0)
            return null;
        double[] ratios = [.. r.Counted.Select(round => round.Peers[r.Fastest] / own(round))];
        return (Rounds.Median(ratios), ratios.Min(), ratios.Max());
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
