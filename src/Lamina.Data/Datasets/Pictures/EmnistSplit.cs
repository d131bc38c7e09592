namespace Lamina.Data;

/// <summary>The six ways in which EMNIST is cut.</summary>
public enum EmnistSplit
{
    /// <summary>47 classes of digits and letters, like ones of both cases together, all equally often: 112,800 + 18,800.</summary>
    Balanced,

    /// <summary>62 classes of digits, capital and small letters, as often as people write them: 697,932 + 116,323.</summary>
    ByClass,

    /// <summary>47 classes, as often as people write them: 697,932 + 116,323.</summary>
    ByMerge,

    /// <summary>26 letters of either case: 124,800 + 20,800.</summary>
    Letters,

    /// <summary>10 digits: 240,000 + 40,000.</summary>
    Digits,

    /// <summary>10 digits in the sizes of MNIST: 60,000 + 10,000.</summary>
    Mnist,
}
