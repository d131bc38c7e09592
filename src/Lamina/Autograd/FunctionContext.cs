using Lamina.Autograd;

namespace Lamina;

/// <summary>What a <see cref="CustomFunction"/> keeps from forward for backward.</summary>
public sealed class FunctionContext
{
    SavedTensor[] _saved = [];

    /// <summary>The tensors given to <see cref="Save"/>.</summary>
    /// <exception cref="GradientException">One of them was changed in place since.</exception>
    public Tensor[] Saved => [.. _saved.Select(s => s.Get("a custom function"))];

    /// <summary>Keeps tensors for backward.</summary>
    public void Save(params ReadOnlySpan<Tensor> tensors)
    {
        SavedTensor[] saved = new SavedTensor[tensors.Length];
        for (int i = 0; i < saved.Length; i++)
            saved[i] = new SavedTensor(tensors[i]);
        _saved = saved;
    }
}
