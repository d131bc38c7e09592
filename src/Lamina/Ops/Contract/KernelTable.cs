using System.Collections.Concurrent;

namespace Lamina.Ops;

/// <summary>
/// The open table of kernels, looked up by op and device. The CPU's kernels come with the ops; the assembly of another
/// device fills in its own.
/// </summary>
public static class KernelTable
{
    static readonly ConcurrentDictionary<(Type Op, DeviceKind Device), Func<Op, TensorSpec[], Kernel?>> Registered = new();

    /// <summary>Adds or replaces the kernel of an op on a device.</summary>
    /// <param name="op">The op's type.</param>
    /// <param name="device">The device.</param>
    /// <param name="choose">From the op and the specs of its inputs to a kernel, or null where it has none for them. A pure function.</param>
    public static void Register(Type op, DeviceKind device, Func<Op, TensorSpec[], Kernel?> choose) => Registered[(op, device)] = choose;

    internal static Kernel Find(Op op, DeviceKind device, TensorSpec[] inputs)
    {
        if (!Registered.IsEmpty && Registered.TryGetValue((op.GetType(), device), out Func<Op, TensorSpec[], Kernel?>? choose) && choose(op, inputs) is { } kernel)
            return kernel;
        if (device == DeviceKind.Cpu)
            return op.Compute;
        throw new DeviceException($"{op.Name} has no kernel for {device} and {string.Join(", ", inputs)}. Move the tensors to the CPU, or add the assembly of that device.");
    }
}
