namespace Lamina.Data;

/// <summary>A world in which an agent acts by numbered actions and sees numbers: the interface of Gymnasium.</summary>
/// <example><code>
/// IEnvironment environment = new CartPole();
/// float[] observation = environment.Reset(seed: 1);
/// while (true)
/// {
///     EnvironmentStep step = environment.Step(observation[2] > 0 ? 1 : 0);
///     if (step.IsOver)
///         break;
///     observation = step.Observation;
/// }
/// </code></example>
/// <remarks><b>Source:</b> Towers and others, Gymnasium: a standard interface for reinforcement learning environments (2024).</remarks>
public interface IEnvironment
{
    /// <summary>The name by which files and commands know it, such as <c>cart-pole</c>.</summary>
    string Name { get; }

    /// <summary>What can be seen.</summary>
    BoxSpace ObservationSpace { get; }

    /// <summary>What can be done.</summary>
    DiscreteSpace ActionSpace { get; }

    /// <summary>Begins an episode.</summary>
    /// <param name="seed">Begins the sequence of episodes of a seed; null for the next episode of the sequence in hand.</param>
    /// <returns>What is seen at the start.</returns>
    float[] Reset(long? seed = null);

    /// <summary>Acts for one step of time.</summary>
    /// <param name="action">A number of <see cref="ActionSpace"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such action.</exception>
    /// <exception cref="InvalidOperationException">No episode has begun, or it is over.</exception>
    EnvironmentStep Step(int action);
}
