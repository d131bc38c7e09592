using Lamina.Benchmarks.Timing;

namespace Lamina.Benchmarks.Peers;

/// <summary>Another library on the same machine.</summary>
interface IPeer : IDisposable
{
    /// <summary>Its name in results: torch or ort.</summary>
    string Name { get; }

    /// <summary>Its version, once it was started.</summary>
    string? Version { get; }

    /// <summary>Makes a task ready and gives those who can run it: one for each setting that may be the fastest.</summary>
    /// <exception cref="PeerException">It is missing or cannot do the task.</exception>
    IReadOnlyList<IRunner> Prepare(PeerTask task);

    /// <summary>The most memory that a fresh process takes for a few steps of a task, in MiB.</summary>
    /// <param name="task">The task.</param>
    /// <param name="runner">The name of the runner whose setting counts.</param>
    double PeakMiB(PeerTask task, string runner);
}
