namespace Lamina.Ops;

/// <summary>What an op must at least do, whatever its kernel.</summary>
/// <param name="Flops">Floating-point operations; a multiply-add counts as two.</param>
/// <param name="Bytes">Compulsory bytes: every input read once and every output written once.</param>
public readonly record struct Cost(double Flops, double Bytes);
