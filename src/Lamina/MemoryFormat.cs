namespace Lamina;

/// <summary>The order of a tensor's elements in memory. Ops mean the same in every format.</summary>
public enum MemoryFormat : byte
{
    /// <summary>Row-major: the last axis varies fastest.</summary>
    Contiguous,

    /// <summary>A 4-d tensor [N, C, H, W] whose channels vary fastest, then W, H and N.</summary>
    ChannelsLast,
}
