namespace Lamina.Data.Vision;

/// <summary>The data set for which a policy of <see cref="AutoAugment"/> was found.</summary>
public enum AutoAugmentPolicy
{
    /// <summary>ImageNet: mostly colours.</summary>
    ImageNet,

    /// <summary>CIFAR-10: colours and shifts.</summary>
    Cifar10,

    /// <summary>SVHN, house numbers: geometry and inverted colours.</summary>
    Svhn,
}
