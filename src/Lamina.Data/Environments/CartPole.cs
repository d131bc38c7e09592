namespace Lamina.Data;

/// <summary>
/// A pole on a cart that must not fall: Gymnasium's <c>CartPole-v1</c>, with its equations, constants, start and limits. Action 0 pushes the cart to the left, 1 to the right; each
/// step is worth 1, the last included. The episode ends when the pole leans by more than 12°, or the cart is more than 2.4 from the middle, and is broken off after 500 steps.
/// </summary>
/// <remarks>
/// Seen are position, velocity, angle in radians and angular velocity. The state is kept in double precision and moves by Euler's rule in steps of 0.02 s. It begins uniform in
/// ±0.05 at each place, by this library's own random numbers: the episodes of a seed are not those of Gymnasium.
/// <b>Source:</b> Barto, Sutton and Anderson, Neuronlike adaptive elements that can solve difficult learning control problems (1983).
/// </remarks>
public sealed class CartPole : IEnvironment
{
    /// <summary>Steps after which an episode is broken off.</summary>
    public const int StepLimit = 500;

    /// <summary>The distance from the middle beyond which the cart has left its track.</summary>
    public const double PositionLimit = 2.4;

    /// <summary>The angle in radians beyond which the pole has fallen: 12°.</summary>
    public const double AngleLimit = 12 * 2 * Math.PI / 360;

    const double Gravity = 9.8, CartMass = 1, PoleMass = 0.1, HalfLength = 0.5, Force = 10, Tick = 0.02, StartLimit = 0.05;
    const double Mass = CartMass + PoleMass, PoleMoment = PoleMass * HalfLength;

    double _position, _velocity, _angle, _angularVelocity;
    long _seed, _episode = -1;
    int _steps;
    bool _isRunning;

    /// <inheritdoc/>
    public string Name => "cart-pole";

    /// <inheritdoc/>
    public BoxSpace ObservationSpace { get; } = new(
        [-4.8f, float.NegativeInfinity, (float)(-2 * AngleLimit), float.NegativeInfinity],
        [4.8f, float.PositiveInfinity, (float)(2 * AngleLimit), float.PositiveInfinity]);

    /// <inheritdoc/>
    public DiscreteSpace ActionSpace { get; } = new(2, "left", "right");

    /// <inheritdoc/>
    public float[] Reset(long? seed = null)
    {
        (_seed, _episode) = seed is { } given ? (given, 0) : (_seed, _episode + 1);
        Draws draws = new(_seed, Draws.EpisodeStream, _episode);
        return Place(draws.Uniform(-StartLimit, StartLimit), draws.Uniform(-StartLimit, StartLimit), draws.Uniform(-StartLimit, StartLimit), draws.Uniform(-StartLimit, StartLimit));
    }

    /// <inheritdoc/>
    public EnvironmentStep Step(int action)
    {
        if (!ActionSpace.Contains(action))
            throw new ArgumentOutOfRangeException(nameof(action), action, "CartPole: the actions are 0 (left) and 1 (right).");
        if (!_isRunning)
            throw new InvalidOperationException($"CartPole: {(_episode < 0 ? "no episode has begun" : "the episode is over")}. Call Reset before Step.");
        double cos = Math.Cos(_angle), sin = Math.Sin(_angle);
        double push = ((action == 1 ? Force : -Force) + (PoleMoment * _angularVelocity * _angularVelocity * sin)) / Mass;
        double angular = ((Gravity * sin) - (cos * push)) / (HalfLength * ((4.0 / 3.0) - (PoleMass * cos * cos / Mass)));
        double acceleration = push - (PoleMoment * angular * cos / Mass);

        // Places move by the velocities from before the step.
        _position += Tick * _velocity;
        _velocity += Tick * acceleration;
        _angle += Tick * _angularVelocity;
        _angularVelocity += Tick * angular;
        bool isTerminated = Math.Abs(_position) > PositionLimit || Math.Abs(_angle) > AngleLimit;
        bool isTruncated = ++_steps >= StepLimit;
        _isRunning = !isTerminated && !isTruncated;
        return new EnvironmentStep(Seen(), 1, isTerminated, isTruncated);
    }

    /// <summary>Begins an episode in a given state.</summary>
    internal float[] Place(double position, double velocity, double angle, double angularVelocity)
    {
        (_position, _velocity, _angle, _angularVelocity) = (position, velocity, angle, angularVelocity);
        (_steps, _isRunning, _episode) = (0, true, Math.Max(0, _episode));
        return Seen();
    }

    float[] Seen() => [(float)_position, (float)_velocity, (float)_angle, (float)_angularVelocity];
}
