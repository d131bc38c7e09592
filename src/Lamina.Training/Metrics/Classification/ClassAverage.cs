namespace Lamina.Training;

/// <summary>How scores of single classes become one.</summary>
public enum ClassAverage
{
    /// <summary>The plain mean over classes. A class that occurs neither among the targets nor among the predictions is left out.</summary>
    Macro,

    /// <summary>The mean weighted by how many targets each class has.</summary>
    Weighted,

    /// <summary>All decisions counted together, whichever class they concern.</summary>
    Micro,

    /// <summary>No mean: a number for each class.</summary>
    PerClass,
}
