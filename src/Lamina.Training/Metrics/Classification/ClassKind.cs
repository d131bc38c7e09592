namespace Lamina.Training;

/// <summary>How targets name classes.</summary>
public enum ClassKind
{
    /// <summary>Yes or no: one score a sample, or an element.</summary>
    Binary,

    /// <summary>One of several classes: a score for each.</summary>
    Multiclass,

    /// <summary>Any number of labels at once: a score and a yes or no for each.</summary>
    Multilabel,
}
