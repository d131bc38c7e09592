using System.Runtime.CompilerServices;

namespace Lamina.NN;

/// <summary>The settings of an optimizer for one group of parameters.</summary>
/// <param name="LearningRate">What a step is multiplied by; 0 or more.</param>
/// <param name="WeightDecay">Share of each parameter that pulls it towards zero; 0 or more.</param>
public abstract record OptimizerSettings(double LearningRate, double WeightDecay)
{
    /// <summary>Throws if a setting is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public virtual void Check()
    {
        Require(LearningRate >= 0 && double.IsFinite(LearningRate), LearningRate, "0 or more");
        Require(WeightDecay >= 0, WeightDecay, "0 or more");
    }

    /// <summary>Throws, with the setting's name and the rule, unless the rule holds.</summary>
    /// <param name="holds">Whether the rule holds; write it so that NaN breaks it.</param>
    /// <param name="value">The setting.</param>
    /// <param name="rule">The rule, such as "0 or more".</param>
    /// <param name="name">The setting's name; the compiler fills it in.</param>
    protected void Require(bool holds, double value, string rule, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{GetType().Name.Replace("Settings", "", StringComparison.Ordinal)}: {char.ToLowerInvariant(name[0])}{name[1..]} must be {rule}.");
    }
}
