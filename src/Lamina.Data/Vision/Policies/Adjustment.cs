namespace Lamina.Data.Vision;

/// <summary>What automatic augmentation chooses from, in the order of RandAugment's list.</summary>
internal enum Adjustment
{
    Identity,
    ShearX,
    ShearY,
    TranslateX,
    TranslateY,
    Rotate,
    Brightness,
    Color,
    Contrast,
    Sharpness,
    Posterize,
    Solarize,
    Autocontrast,
    Equalize,
    Invert,
}
