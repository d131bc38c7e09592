using Lamina.NN;

namespace Lamina.Models.Text;

/// <summary>A network that tells the class of a text: numbers of words [N, length], with 0 for padding on the right → logits [N, classes]. How far a text is filled up changes nothing of it.</summary>
public abstract class TextClassifier : Module<Tensor, Tensor>
{
    /// <summary>How many numbers of words there are, the padding's among them.</summary>
    public abstract int Words { get; }

    /// <summary>Number of classes.</summary>
    public abstract int Classes { get; }
}
