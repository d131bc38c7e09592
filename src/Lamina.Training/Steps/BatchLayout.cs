namespace Lamina.Training;

/// <summary>Which of the tensors of a batch in a row are what.</summary>
/// <param name="Inputs">How many inputs there are.</param>
/// <param name="Targets">How many targets.</param>
/// <param name="IsWeighted">Whether weights of samples follow.</param>
/// <param name="IsShared">Whether a share of an update follows.</param>
internal readonly record struct BatchLayout(int Inputs, int Targets, bool IsWeighted, bool IsShared)
{
    public BatchParts Of(Tensor[] tensors)
    {
        int rest = Inputs + Targets;
        return new BatchParts(tensors[..Inputs], tensors[Inputs..rest], IsWeighted ? tensors[rest] : null, IsShared ? tensors[^1] : null);
    }
}
