using Lamina.Data;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>Measures what a network of action values reaches when it always takes the action that it values most.</summary>
public static class PolicyEvaluation
{
    /// <summary>Plays one episode for each seed, all side by side.</summary>
    /// <param name="network">The network, [N, observation] → [N, actions]. Its mode is that of the caller.</param>
    /// <param name="make">Makes an environment.</param>
    /// <param name="seeds">The seeds of the episodes.</param>
    /// <param name="cancellationToken">Ends it after the step it is in.</param>
    /// <returns>The sum of rewards of each episode.</returns>
    /// <exception cref="ArgumentException">There are no seeds.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static double[] Returns(Module<Tensor, Tensor> network, Func<IEnvironment> make, IReadOnlyList<long> seeds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(make);
        ArgumentNullException.ThrowIfNull(seeds);
        if (seeds.Count == 0)
            throw new ArgumentException("There is no seed: give one for each episode.", nameof(seeds));
        IEnvironment[] environments = [.. seeds.Select(_ => make())];
        int size = environments[0].ObservationSpace.Count, actions = environments[0].ActionSpace.Count, running = seeds.Count;
        float[] seen = new float[seeds.Count * size], values = new float[seeds.Count * actions];
        for (int i = 0; i < environments.Length; i++)
            environments[i].Reset(seeds[i]).CopyTo(seen, i * size);
        double[] returns = new double[seeds.Count];
        bool[] over = new bool[seeds.Count];

        // Those that are over stay in the batch as they were last seen: its shape is the same until the end.
        Step ask = Capture.Step(observations =>
        {
            using GradientScope off = Gradients.Off();
            return network.Call(observations);
        });
        while (running > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ask.Run(Tensor.From<float>(seen, [seeds.Count, size])).CopyTo(values.AsSpan());
            for (int i = 0; i < environments.Length; i++)
            {
                if (over[i])
                    continue;
                EnvironmentStep step = environments[i].Step(Best(values.AsSpan(i * actions, actions)));
                returns[i] += step.Reward;
                step.Observation.CopyTo(seen, i * size);
                over[i] = step.IsOver;
                running -= step.IsOver ? 1 : 0;
            }
        }

        return returns;
    }

    static int Best(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
            best = values[i] > values[best] ? i : best;
        return best;
    }
}
