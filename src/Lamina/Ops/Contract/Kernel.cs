namespace Lamina.Ops;

/// <summary>Computes an op's outputs from its inputs. Allocates nothing; cuts its work by shape alone.</summary>
/// <param name="call">The operands and the workspace.</param>
public delegate void Kernel(KernelCall call);
