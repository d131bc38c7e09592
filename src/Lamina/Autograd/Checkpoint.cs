using Lamina.Autograd;

namespace Lamina;

/// <summary>
/// Trades time for memory: runs a part of a network without keeping what its gradient needs, and computes it again in
/// backward. <b>Source:</b> Chen et al., Training deep nets with sublinear memory cost (2016).
/// </summary>
public static class Checkpoint
{
    /// <summary>Runs <paramref name="part"/> on the inputs; gradients flow to them, and to all else that it uses.</summary>
    /// <param name="part">A pure function of its inputs, what it uses from outside, and random draws. It runs a second time in backward, with the same draws.</param>
    /// <param name="inputs">The inputs.</param>
    /// <remarks>
    /// The gradients are those of <paramref name="part"/> called plainly, of any order, from any random generator. What a
    /// layer notes besides its output, such as running statistics, is noted the first time only: see <see cref="IsRecomputing"/>.
    /// </remarks>
    public static Tensor Run(Func<Tensor[], Tensor> part, params ReadOnlySpan<Tensor> inputs)
    {
        Tensor[] given = inputs.ToArray();
        return GradMode.Enabled ? CheckpointNode.Run(part, given) : part(given);
    }

    /// <summary>Runs <paramref name="part"/> on one input.</summary>
    public static Tensor Run(Func<Tensor, Tensor> part, Tensor input) => Run((Tensor[] inputs) => part(inputs[0]), [input]);

    [ThreadStatic]
    static bool _recomputes;

    /// <summary>True while a part runs for the second time: running statistics and the like must not be touched again.</summary>
    public static bool IsRecomputing
    {
        get => _recomputes;
        internal set => _recomputes = value;
    }
}
