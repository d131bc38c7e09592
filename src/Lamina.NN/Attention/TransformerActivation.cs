namespace Lamina.NN;

/// <summary>What stands between the two linear layers of a transformer's block.</summary>
public enum TransformerActivation
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x·Φ(x), in its exact form.</summary>
    Gelu,
}
