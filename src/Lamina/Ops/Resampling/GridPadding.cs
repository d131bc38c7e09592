namespace Lamina;

/// <summary>What grid sampling finds beyond the border.</summary>
public enum GridPadding
{
    /// <summary>Zeros.</summary>
    Zeros,

    /// <summary>The element at the border.</summary>
    Border,

    /// <summary>The picture mirrored at its border, again and again: at the border elements with aligned corners, else half an element further out.</summary>
    Reflection,
}
