namespace Lamina.Ops;

/// <summary>An op's effect for one output: new memory, a view of an input, or an input written in place.</summary>
/// <param name="Kind">The kind of effect.</param>
/// <param name="Input">The input concerned; without meaning for <see cref="EffectKind.New"/>.</param>
public readonly record struct Effect(EffectKind Kind, int Input = 0)
{
    /// <summary>The output has memory of its own.</summary>
    public static Effect New => default;

    /// <summary>The output shares the memory of an input.</summary>
    public static Effect ViewOf(int input) => new(EffectKind.View, input);

    /// <summary>The output is an input, written in place.</summary>
    public static Effect Writes(int input) => new(EffectKind.Write, input);
}
