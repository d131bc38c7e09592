namespace Lamina.Data.Vision;

/// <summary>What <see cref="AutoAugment"/> chooses from: 25 pairs of adjustments for each data set, as its authors found them.</summary>
internal static class AutoAugmentTable
{
    static readonly AutoAugmentPair[] ImageNet =
    [
        new(Adjustment.Posterize, 0.4, 8, Adjustment.Rotate, 0.6, 9),
        new(Adjustment.Solarize, 0.6, 5, Adjustment.Autocontrast, 0.6, 0),
        new(Adjustment.Equalize, 0.8, 0, Adjustment.Equalize, 0.6, 0),
        new(Adjustment.Posterize, 0.6, 7, Adjustment.Posterize, 0.6, 6),
        new(Adjustment.Equalize, 0.4, 0, Adjustment.Solarize, 0.2, 4),
        new(Adjustment.Equalize, 0.4, 0, Adjustment.Rotate, 0.8, 8),
        new(Adjustment.Solarize, 0.6, 3, Adjustment.Equalize, 0.6, 0),
        new(Adjustment.Posterize, 0.8, 5, Adjustment.Equalize, 1, 0),
        new(Adjustment.Rotate, 0.2, 3, Adjustment.Solarize, 0.6, 8),
        new(Adjustment.Equalize, 0.6, 0, Adjustment.Posterize, 0.4, 6),
        new(Adjustment.Rotate, 0.8, 8, Adjustment.Color, 0.4, 0),
        new(Adjustment.Rotate, 0.4, 9, Adjustment.Equalize, 0.6, 0),
        new(Adjustment.Equalize, 0, 0, Adjustment.Equalize, 0.8, 0),
        new(Adjustment.Invert, 0.6, 0, Adjustment.Equalize, 1, 0),
        new(Adjustment.Color, 0.6, 4, Adjustment.Contrast, 1, 8),
        new(Adjustment.Rotate, 0.8, 8, Adjustment.Color, 1, 2),
        new(Adjustment.Color, 0.8, 8, Adjustment.Solarize, 0.8, 7),
        new(Adjustment.Sharpness, 0.4, 7, Adjustment.Invert, 0.6, 0),
        new(Adjustment.ShearX, 0.6, 5, Adjustment.Equalize, 1, 0),
        new(Adjustment.Color, 0.4, 0, Adjustment.Equalize, 0.6, 0),
        new(Adjustment.Equalize, 0.4, 0, Adjustment.Solarize, 0.2, 4),
        new(Adjustment.Solarize, 0.6, 5, Adjustment.Autocontrast, 0.6, 0),
        new(Adjustment.Invert, 0.6, 0, Adjustment.Equalize, 1, 0),
        new(Adjustment.Color, 0.6, 4, Adjustment.Contrast, 1, 8),
        new(Adjustment.Equalize, 0.8, 0, Adjustment.Equalize, 0.6, 0),
    ];

    static readonly AutoAugmentPair[] Cifar10 =
    [
        new(Adjustment.Invert, 0.1, 0, Adjustment.Contrast, 0.2, 6),
        new(Adjustment.Rotate, 0.7, 2, Adjustment.TranslateX, 0.3, 9),
        new(Adjustment.Sharpness, 0.8, 1, Adjustment.Sharpness, 0.9, 3),
        new(Adjustment.ShearY, 0.5, 8, Adjustment.TranslateY, 0.7, 9),
        new(Adjustment.Autocontrast, 0.5, 0, Adjustment.Equalize, 0.9, 0),
        new(Adjustment.ShearY, 0.2, 7, Adjustment.Posterize, 0.3, 7),
        new(Adjustment.Color, 0.4, 3, Adjustment.Brightness, 0.6, 7),
        new(Adjustment.Sharpness, 0.3, 9, Adjustment.Brightness, 0.7, 9),
        new(Adjustment.Equalize, 0.6, 0, Adjustment.Equalize, 0.5, 0),
        new(Adjustment.Contrast, 0.6, 7, Adjustment.Sharpness, 0.6, 5),
        new(Adjustment.Color, 0.7, 7, Adjustment.TranslateX, 0.5, 8),
        new(Adjustment.Equalize, 0.3, 0, Adjustment.Autocontrast, 0.4, 0),
        new(Adjustment.TranslateY, 0.4, 3, Adjustment.Sharpness, 0.2, 6),
        new(Adjustment.Brightness, 0.9, 6, Adjustment.Color, 0.2, 8),
        new(Adjustment.Solarize, 0.5, 2, Adjustment.Invert, 0, 0),
        new(Adjustment.Equalize, 0.2, 0, Adjustment.Autocontrast, 0.6, 0),
        new(Adjustment.Equalize, 0.2, 0, Adjustment.Equalize, 0.6, 0),
        new(Adjustment.Color, 0.9, 9, Adjustment.Equalize, 0.6, 0),
        new(Adjustment.Autocontrast, 0.8, 0, Adjustment.Solarize, 0.2, 8),
        new(Adjustment.Brightness, 0.1, 3, Adjustment.Color, 0.7, 0),
        new(Adjustment.Solarize, 0.4, 5, Adjustment.Autocontrast, 0.9, 0),
        new(Adjustment.TranslateY, 0.9, 9, Adjustment.TranslateY, 0.7, 9),
        new(Adjustment.Autocontrast, 0.9, 0, Adjustment.Solarize, 0.8, 3),
        new(Adjustment.Equalize, 0.8, 0, Adjustment.Invert, 0.1, 0),
        new(Adjustment.TranslateY, 0.7, 9, Adjustment.Autocontrast, 0.9, 0),
    ];

    static readonly AutoAugmentPair[] Svhn =
    [
        new(Adjustment.ShearX, 0.9, 4, Adjustment.Invert, 0.2, 0),
        new(Adjustment.ShearY, 0.9, 8, Adjustment.Invert, 0.7, 0),
        new(Adjustment.Equalize, 0.6, 0, Adjustment.Solarize, 0.6, 6),
        new(Adjustment.Invert, 0.9, 0, Adjustment.Equalize, 0.6, 0),
        new(Adjustment.Equalize, 0.6, 0, Adjustment.Rotate, 0.9, 3),
        new(Adjustment.ShearX, 0.9, 4, Adjustment.Autocontrast, 0.8, 0),
        new(Adjustment.ShearY, 0.9, 8, Adjustment.Invert, 0.4, 0),
        new(Adjustment.ShearY, 0.9, 5, Adjustment.Solarize, 0.2, 6),
        new(Adjustment.Invert, 0.9, 0, Adjustment.Autocontrast, 0.8, 0),
        new(Adjustment.Equalize, 0.6, 0, Adjustment.Rotate, 0.9, 3),
        new(Adjustment.ShearX, 0.9, 4, Adjustment.Solarize, 0.3, 3),
        new(Adjustment.ShearY, 0.8, 8, Adjustment.Invert, 0.7, 0),
        new(Adjustment.Equalize, 0.9, 0, Adjustment.TranslateY, 0.6, 6),
        new(Adjustment.Invert, 0.9, 0, Adjustment.Equalize, 0.6, 0),
        new(Adjustment.Contrast, 0.3, 3, Adjustment.Rotate, 0.8, 4),
        new(Adjustment.Invert, 0.8, 0, Adjustment.TranslateY, 0, 2),
        new(Adjustment.ShearY, 0.7, 6, Adjustment.Solarize, 0.4, 8),
        new(Adjustment.Invert, 0.6, 0, Adjustment.Rotate, 0.8, 4),
        new(Adjustment.ShearY, 0.3, 7, Adjustment.TranslateX, 0.9, 3),
        new(Adjustment.ShearX, 0.1, 6, Adjustment.Invert, 0.6, 0),
        new(Adjustment.Solarize, 0.7, 2, Adjustment.TranslateY, 0.6, 7),
        new(Adjustment.ShearY, 0.8, 4, Adjustment.Invert, 0.8, 0),
        new(Adjustment.ShearX, 0.7, 9, Adjustment.TranslateY, 0.8, 3),
        new(Adjustment.ShearY, 0.8, 5, Adjustment.Autocontrast, 0.7, 0),
        new(Adjustment.ShearX, 0.7, 2, Adjustment.Invert, 0.1, 0),
    ];

    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public static AutoAugmentPair[] Of(AutoAugmentPolicy policy) => policy switch
    {
        AutoAugmentPolicy.ImageNet => ImageNet,
        AutoAugmentPolicy.Cifar10 => Cifar10,
        AutoAugmentPolicy.Svhn => Svhn,
        _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, "There is no such policy."),
    };
}
