namespace Lamina.Benchmarks;

/// <summary>What a run measures, and how.</summary>
public sealed record BenchSettings
{
    /// <summary>Names of workloads and kernels, or beginnings of the names of kernels; all if empty.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The modes. Without any, networks are trained and kernels run, as the names say; without names, networks are trained.</summary>
    public IReadOnlyList<BenchMode> Modes { get; init; } = [];

    /// <summary>Whether PyTorch is a peer.</summary>
    public bool Torch { get; init; } = true;

    /// <summary>Whether ONNX Runtime is a peer; it predicts only.</summary>
    public bool OnnxRuntime { get; init; } = true;

    /// <summary>Rounds that must count, 3 or more if a ratio's spread is to say something.</summary>
    public int Rounds { get; init; } = 7;

    /// <summary>Seconds after which no further round of a workload begins, however few there were.</summary>
    public double Seconds { get; init; } = 20;

    /// <summary>Samples of a step in the place of those of the table.</summary>
    public int? Batch { get; init; }

    /// <summary>Whether Lamina is also measured op by op, without capture.</summary>
    public bool Eager { get; init; }

    /// <summary>Whether the last line is an array of objects.</summary>
    public bool Json { get; init; }
}
