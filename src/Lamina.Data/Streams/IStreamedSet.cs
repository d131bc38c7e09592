namespace Lamina.Data;

/// <summary>A set that is read in its order alone.</summary>
internal interface IStreamedSet
{
    /// <summary>Starts a pass.</summary>
    IStreamPass Open();
}
