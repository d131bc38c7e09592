namespace Lamina;

/// <summary>What a place between the brackets is.</summary>
internal enum TensorIndexKind : byte
{
    At,
    Range,
    NewAxis,
    Ellipsis,
    Tensor,
    Mask,
}
