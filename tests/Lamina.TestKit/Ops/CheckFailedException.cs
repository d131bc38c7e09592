namespace Lamina.TestKit;

/// <summary>A check found a difference; the message names the case and the first tuple that fails.</summary>
public sealed class CheckFailedException(string message) : Exception(message);
