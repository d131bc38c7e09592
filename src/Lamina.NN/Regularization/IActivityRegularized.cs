namespace Lamina.NN;

/// <summary>A layer whose output is penalized.</summary>
internal interface IActivityRegularized
{
    /// <summary>The penalty on the output; null for none.</summary>
    Regularizer? ActivityRegularizer { get; set; }

    /// <summary>The penalty of the last output, by <see cref="ActivityPenalties.Of"/>; null where none is asked for.</summary>
    Tensor? ActivityPenalty { get; }
}
