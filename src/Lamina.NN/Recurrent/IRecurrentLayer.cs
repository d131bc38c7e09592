namespace Lamina.NN;

/// <summary>A recurrent layer as a module of one input and one output uses it.</summary>
internal interface IRecurrentLayer
{
    /// <summary>The output of every step.</summary>
    Tensor Sequence(Tensor x);

    /// <summary>The last layer's state after each sequence, [batch, directions · hidden].</summary>
    Tensor Last(Tensor x);
}
