namespace Lamina.Data;

/// <summary>The two parts of the drawn digits. They come from disjoint streams of random numbers.</summary>
public enum DigitsPart
{
    /// <summary>Pictures to train on, and to cut a validation part from.</summary>
    Train = 0,

    /// <summary>Pictures for one evaluation at the end.</summary>
    Test = 1,
}
