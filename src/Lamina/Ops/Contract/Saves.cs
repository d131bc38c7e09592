namespace Lamina.Ops;

/// <summary>Which values an op's gradient needs; nothing else is kept alive for it.</summary>
/// <param name="Inputs">Bit i: input i.</param>
/// <param name="Outputs">Bit i: output i.</param>
public readonly record struct Saves(ulong Inputs, ulong Outputs = 0)
{
    /// <summary>Only shapes and attributes are needed.</summary>
    public static Saves None => default;

    /// <summary>Every input, for ops of up to 64 inputs.</summary>
    public static Saves AllInputs => new(ulong.MaxValue);

    internal bool Input(int i) => i < 64 && (Inputs >> i & 1) != 0;

    internal bool Output(int i) => i < 64 && (Outputs >> i & 1) != 0;
}
