namespace Lamina.Recipes;

/// <summary>How a run stands.</summary>
public enum RunState
{
    /// <summary>The test part was measured.</summary>
    Finished,

    /// <summary>A process trains it now.</summary>
    Running,

    /// <summary>It was broken off, and goes on from a checkpoint.</summary>
    Stopped,

    /// <summary>It was broken off before its first checkpoint, and begins anew.</summary>
    Unbegun,
}
