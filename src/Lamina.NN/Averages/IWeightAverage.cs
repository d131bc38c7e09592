namespace Lamina.NN;

/// <summary>Weights that are averaged during training, and may stand in the place of the trained ones for a while.</summary>
public interface IWeightAverage
{
    /// <summary>Puts the averaged weights in the place of the trained ones, until what is returned is disposed.</summary>
    IDisposable Apply();
}
