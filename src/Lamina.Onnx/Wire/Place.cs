using Buffer = Lamina.Storage.Buffer;

namespace Lamina.Onnx.Wire;

/// <summary>
/// The memory a tensor shows and how. Two tensors of one place are one value: <c>Detach</c> makes a second tensor
/// of a place without an op that a record could see.
/// </summary>
internal readonly record struct Place(Buffer Buffer, DType DType, long Offset, Shape Shape, string Strides)
{
    public static Place Of(Tensor tensor) => new(
        tensor.Buffer, tensor.DType, tensor.Layout.Offset, tensor.Shape, string.Join(',', tensor.Layout.Strides.ToArray()));
}
