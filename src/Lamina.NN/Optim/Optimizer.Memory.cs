namespace Lamina.NN;

/// <content>What training takes beside parameters and gradients.</content>
public abstract partial class Optimizer
{
    /// <summary>Bytes of the states and master copies kept for parameters from their first step on, whether or not they were made already.</summary>
    internal virtual long StateBytes(IEnumerable<Parameter> parameters)
    {
        long bytes = 0;
        foreach (Parameter parameter in parameters)
        {
            bool isShort = parameter.DType is DType.Float16 or DType.BFloat16;
            int size = parameter.DType == DType.Float64 ? sizeof(double) : sizeof(float);
            bytes += isShort ? parameter.Count * size : 0;
            foreach (string name in StateNamesOf(parameter, Defaults))
                bytes += StateShapeOf(name, parameter, Defaults).Count * size;
        }

        return bytes;
    }
}
