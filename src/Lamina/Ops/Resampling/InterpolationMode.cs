namespace Lamina;

/// <summary>How a value between the elements of an axis is made of them. Along several axes, of one axis after the other.</summary>
public enum InterpolationMode
{
    /// <summary>The element at ⌊i · in / out⌋, PyTorch's <c>nearest</c>.</summary>
    Nearest,

    /// <summary>The element whose centre is the closest, PyTorch's <c>nearest-exact</c>.</summary>
    NearestExact,

    /// <summary>On the straight line between two elements: PyTorch's <c>linear</c>, <c>bilinear</c> and <c>trilinear</c>.</summary>
    Linear,

    /// <summary>On Keys' cubic through four elements, a = −0.75 (with antialiasing −0.5): PyTorch's <c>bicubic</c>.</summary>
    Cubic,

    /// <summary>The mean of the elements from ⌊i · in / out⌋ up to ⌈(i + 1) · in / out⌉: PyTorch's <c>area</c>.</summary>
    Area,
}
