namespace Lamina.Benchmarks;

/// <summary>What is measured.</summary>
public enum BenchMode
{
    /// <summary>Training steps: zero gradients, forward, loss, backward, update.</summary>
    Train,

    /// <summary>Predictions without gradients.</summary>
    Infer,

    /// <summary>Single operations.</summary>
    Kernel,
}
