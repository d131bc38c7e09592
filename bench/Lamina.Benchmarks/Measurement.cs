namespace Lamina.Benchmarks;

/// <summary>What was measured on one entry against one peer, or against none.</summary>
sealed record Measurement
{
    public required BenchEntry Entry { get; init; }

    /// <summary>torch, ort or none.</summary>
    public required string Peer { get; init; }

    /// <summary>The setting under which the peer was fastest.</summary>
    public string? PeerSetting { get; init; }

    public required double Milliseconds { get; init; }

    /// <summary>The same step op by op, where that was asked for.</summary>
    public double? EagerMilliseconds { get; init; }

    public double? PeerMilliseconds { get; init; }

    /// <summary>The peer's time over Lamina's: above 1, Lamina is faster.</summary>
    public (double Median, double Least, double Most)? Ratio { get; init; }

    public required double Gflops { get; init; }

    /// <summary>The floor over the measured time.</summary>
    public double? FloorShare { get; init; }

    public required long AllocatedBytes { get; init; }

    public double? PeakMemoryMiB { get; init; }

    public double? PeerPeakMemoryMiB { get; init; }

    /// <summary>Rounds in all, and those on a quiet machine.</summary>
    public required (int All, int Quiet) Rounds { get; init; }

    /// <summary>Whether the numbers are those of quiet rounds.</summary>
    public required bool IsQuiet { get; init; }
}
