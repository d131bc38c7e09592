namespace Lamina;

public sealed partial class Tensor
{
    // A number beside a tensor, as a 0-d tensor of the dtype the result will have. The cache spares the allocation and
    // the op for the few numbers that programs use over and over; it is small and its tensors are never written.
    static Tensor Weak(Scalar number, Tensor beside) => ConstantCache.Get(number, DTypes.ResultType(beside.DType, number));

    // A number that a tensor is compared with keeps its value: 300 or −1 beside uint8 must not wrap.
    Tensor ToCompare(Scalar number) =>
        ConstantCache.Get(number, DType.IsFloatingPoint() ? DType : number.IsInteger ? DType.Int64 : DType.Float32);
}
