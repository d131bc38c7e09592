using System.Globalization;

namespace Lamina.Dashboard.Machine;

/// <summary>Processor and memory of the machine, once a second, for the last two minutes.</summary>
sealed class MachineLoad : IDisposable
{
    public const int Kept = 120;

    readonly Lock _lock = new();
    readonly Queue<LoadSample> _samples = [];
    readonly Timer _timer;
    (double Busy, double All)? _before;

    public MachineLoad() => _timer = new Timer(_ => Take(), null, TimeSpan.Zero, TimeSpan.FromSeconds(1));

    /// <summary>The samples, the oldest first.</summary>
    public IReadOnlyList<LoadSample> Samples
    {
        get
        {
            lock (_lock)
                return [.. _samples];
        }
    }

    public void Dispose() => _timer.Dispose();

    void Take()
    {
        (double used, double total) = Memory();
        lock (_lock)
        {
            (double Busy, double All)? now = ProcessorTimes();
            double share = now is { } after && _before is { } before && after.All > before.All ? (after.Busy - before.Busy) / (after.All - before.All) : double.NaN;
            _before = now;
            _samples.Enqueue(new LoadSample(DateTimeOffset.UtcNow, share, used, total));
            while (_samples.Count > Kept)
                _samples.Dequeue();
        }
    }

    // Linux counts, since its start, the time of all cores by what they did: user, nice, system, idle, waiting for disks, …
    static (double Busy, double All)? ProcessorTimes()
    {
        try
        {
            double[] times = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(time => double.Parse(time, CultureInfo.InvariantCulture))];
            return times.Length < 5 ? null : (times.Sum() - times[3] - times[4], times.Sum());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    static (double Used, double Total) Memory()
    {
        try
        {
            Dictionary<string, double> lines = File.ReadLines("/proc/meminfo").Select(line => line.Split([':', ' '], StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 1).ToDictionary(words => words[0], words => double.Parse(words[1], CultureInfo.InvariantCulture) * 1024);
            return (lines["MemTotal"] - lines["MemAvailable"], lines["MemTotal"]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or KeyNotFoundException)
        {
            // As of the last collection; what other systems say would need a call of their own.
            GCMemoryInfo memory = GC.GetGCMemoryInfo();
            return (memory.MemoryLoadBytes, memory.TotalAvailableMemoryBytes);
        }
    }
}
