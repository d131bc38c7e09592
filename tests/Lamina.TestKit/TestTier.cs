namespace Lamina.TestKit;

/// <summary>How much is tried: the quick tier, or everything under <c>LAMINA_TESTS=full</c>.</summary>
public static class TestTier
{
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("LAMINA_TESTS") == "full";
}
