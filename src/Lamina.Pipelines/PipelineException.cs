namespace Lamina.Pipelines;

/// <summary>A trained run cannot be used as asked, or was given what it does not take.</summary>
public sealed class PipelineException : LaminaException
{
    /// <summary>Makes the error.</summary>
    /// <param name="message">What broke, what came, and what to do.</param>
    /// <param name="inner">The error underneath, if any.</param>
    public PipelineException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
