namespace Lamina.Training;

/// <summary>One way in which training goes wrong without an error. A rule may remember what it saw; it is made anew for each training.</summary>
internal abstract class GuardRule
{
    /// <summary>The name by which people find and switch it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it follows every step; if not, it sees a few only.</summary>
    public virtual bool FollowsEachStep => false;

    /// <summary>What it remembers, as numbers, for a training that goes on later.</summary>
    public virtual double[] Memory
    {
        get => [Noticed];
        set => Noticed = (int)value[0];
    }

    /// <summary>At how many looks something was wrong, for rules that wait for several.</summary>
    protected int Noticed { get; set; }

    /// <summary>What is wrong, in one line with the way out; null if nothing is.</summary>
    public abstract string? Look(GuardLook look);

    /// <summary>All rules, in the order in which they are asked.</summary>
    public static IReadOnlyList<GuardRule> All() =>
    [
        new LossNotFinite(),
        new LossGrows(),
        new InputNotNormalized(),
        new LabelsOutOfRange(),
        new EvaluationModeInTraining(),
        new NoGradient(),
        new GradientsNotZeroed(),
        new ZeroGradient(),
        new ExplodingGradients(),
        new VanishingGradients(),
        new LearningRateHigh(),
        new LearningRateLow(),
        new DeadRelu(),
        new LossAtChance(),
    ];

    /// <summary>Some names for a message: three, and how many more there are.</summary>
    protected static string Listed(IReadOnlyList<string> names) =>
        names.Count <= 3 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
}
