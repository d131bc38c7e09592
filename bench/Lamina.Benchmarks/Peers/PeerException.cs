namespace Lamina.Benchmarks.Peers;

/// <summary>A peer is missing, ended, or cannot do what it was asked; the message says which.</summary>
sealed class PeerException(string message) : Exception(message);
