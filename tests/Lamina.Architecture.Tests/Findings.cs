namespace Lamina.Architecture.Tests;

/// <summary>What broke a rule, shown all at once.</summary>
static class Findings
{
    public static void AssertNone(string rule, IEnumerable<string> findings)
    {
        string[] all = [.. findings];
        Assert.True(all.Length == 0, $"{rule}{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", all)}");
    }
}
