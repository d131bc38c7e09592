namespace Lamina.Data;

/// <summary>What a file of a data set is against what was published.</summary>
public enum FileState
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>Its bytes are those that were seen when its entry was written.</summary>
    Verified,

    /// <summary>It is there, and what its sum should be is not known: it was never seen, or lies there unpacked.</summary>
    Unverified,

    /// <summary>It is there with other bytes.</summary>
    Different,
}
