namespace Lamina.NN;

/// <summary>Other values in tensors of a module; on disposal the own ones come back, bit by bit.</summary>
internal sealed class AppliedWeights : IDisposable
{
    readonly List<(StateTensor Tensor, Tensor Own)> _own = [];

    public AppliedWeights(IEnumerable<(Parameter Parameter, Tensor Value)> weights, IEnumerable<Buffer>? buffers = null)
    {
        using (Gradients.Off())
        {
            foreach (Buffer buffer in buffers ?? [])
                _own.Add((buffer, buffer.Value.Clone()));
            foreach ((Parameter parameter, Tensor value) in weights)
            {
                _own.Add((parameter, parameter.Value.Clone()));
                parameter.Load(value);
            }
        }
    }

    public void Dispose()
    {
        foreach ((StateTensor tensor, Tensor own) in _own)
            tensor.Load(own);
        _own.Clear();
    }
}
