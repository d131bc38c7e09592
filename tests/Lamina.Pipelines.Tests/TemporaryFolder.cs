namespace Lamina.Pipelines.Tests;

/// <summary>A folder of its own for one test, gone when the test is over.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("lamina-test-").FullName;

    public string At(params string[] parts) => Path.Combine([FullName, .. parts]);

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
