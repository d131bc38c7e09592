namespace Lamina.Ops;

/// <summary>What an op does for one of its outputs.</summary>
public enum EffectKind : byte
{
    /// <summary>The output has memory of its own.</summary>
    New,

    /// <summary>The output is a view: it shares the memory of an input.</summary>
    View,

    /// <summary>The output is an input, written in place.</summary>
    Write,
}
