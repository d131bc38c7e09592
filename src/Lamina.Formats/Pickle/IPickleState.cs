namespace Lamina.Formats.Pickle;

/// <summary>A value that is made first and filled by a later instruction of the pickle.</summary>
internal interface IPickleState
{
    /// <summary>Takes the state as it stands; what it promises is checked when the value is used.</summary>
    void SetState(object? state);
}
