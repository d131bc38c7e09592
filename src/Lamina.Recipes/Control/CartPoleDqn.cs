using System.Diagnostics;
using System.Globalization;
using Lamina.Data;
using Lamina.Formats;
using Lamina.Models.Control;
using Lamina.NN;
using Lamina.Pipelines;
using Lamina.Training;

namespace Lamina.Recipes.Control;

/// <summary>
/// Deep Q-learning balances a pole on a cart. An epoch is 1,000 steps in the environment; after each, episodes of their own choose the best weights, and other ones measure those at the end.
/// </summary>
public sealed class CartPoleDqn : Recipe
{
    const int StepsPerEpoch = 1_000, ValidationEpisodes = 30, TestEpisodes = 100;

    // Episodes of training have the seed of the run.
    const long FirstValidationSeed = 1_000_000_000, FirstTestSeed = 2_000_000_000;

    /// <inheritdoc/>
    public override string Name => "cartpole-dqn";

    /// <inheritdoc/>
    public override string Task => "balance a pole on a cart";

    /// <inheritdoc/>
    public override string Data => "cart-pole (simulated)";

    /// <inheritdoc/>
    public override string Metric => "mean return";

    /// <inheritdoc/>
    public override double Target => 475;

    /// <inheritdoc/>
    public override string Source => "the return at which Gymnasium calls CartPole-v1 solved, within 100,000 steps; method of Mnih and others (2015)";

    /// <inheritdoc/>
    public override double Minutes => 1.5;

    /// <inheritdoc/>
    public override RecipeSettings Defaults => new() { Epochs = 60, BatchSize = 128, LearningRate = 1e-3 };

    /// <inheritdoc/>
    public override QuickForm Quick => new(Defaults with { Epochs = 10, BatchSize = 64 }, Margin: 50);

    /// <inheritdoc/>
    public override Shape InputShape => [4];

    /// <inheritdoc/>
    public override string Show(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override ActionValues BuildModule() => new(observationSize: 4, actions: 2);

    /// <inheritdoc/>
    public override Model BuildModel(RecipeSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return BuildModule().Compile(new Adam(settings.LearningRate), Loss.Huber());
    }

    /// <inheritdoc/>
    public override RecipeResult Train(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        RecipeSettings settings = run.Settings;
        Tensor.Seed(settings.Seed);
        Dqn agent = new(new CartPole(), BuildModule, new Adam(settings.LearningRate), new DqnSettings { BatchSize = settings.BatchSize }, settings.Seed);
        double best = double.NegativeInfinity, seconds = 0;
        using (LoopLog log = new(run.Folder, "loss", "return", "exploration", "val_return"))
        {
            for (int epoch = 1; epoch <= settings.Epochs; epoch++)
            {
                long start = Stopwatch.GetTimestamp();
                (double loss, double reached) = Epoch(agent, settings, run.Cancellation);
                double validation = PolicyEvaluation.Returns(agent.Network, () => new CartPole(), Seeds(FirstValidationSeed, ValidationEpisodes), run.Cancellation).Average();
                double took = Stopwatch.GetElapsedTime(start).TotalSeconds;
                seconds += took;
                log.Add(epoch, agent.Optimizer.LearningRate, took, loss, reached, agent.Exploration, validation);
                Safetensors.Save(run.Folder.LastWeights, agent.Network.StateDict());

                // Many epochs reach the limit of steps: of equals the last, which has learnt longest.
                if (validation >= best)
                {
                    best = validation;
                    Safetensors.Save(run.Folder.BestWeights, agent.Network.StateDict());
                }

                if (run.Verbose)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"epoch {epoch}/{settings.Epochs}  {agent.Steps:#,0} steps  loss {loss:0.0000}  return {reached:0.0}  val_return {validation:0.0}  {took:0.0} s"));
            }
        }

        ActionValues network = Best(run.Folder);
        new Policy(network, new CartPole().Name).Save(run.Folder.Path);
        RecipeScore score = run.MeasuresTest ? Score(network, run) : new RecipeScore(best, RandomReturn(FirstValidationSeed, ValidationEpisodes));
        RecipeResult result = ResultOf(run, network.ParameterCount, score, seconds, agent.Updates * settings.BatchSize);
        run.Folder.WriteResult(result);
        return result;
    }

    /// <inheritdoc/>
    public override RecipeResult Evaluate(RecipeRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        ActionValues network = Best(run.Folder);
        return ResultOf(run, network.ParameterCount, Score(network, run), seconds: 0, samples: 0);
    }

    ActionValues Best(RunFolder folder)
    {
        ActionValues network = BuildModule();
        folder.LoadBestWeights(network);
        network.Eval();
        return network;
    }

    // The rate falls in a straight line to a tenth. The mean loss of the updates, and the mean return of the episodes that ended; NaN where there was none.
    static (double Loss, double Return) Epoch(Dqn agent, RecipeSettings settings, CancellationToken cancellation)
    {
        (double loss, double sum, int updates, int episodes) = (0, 0, 0, 0);
        double total = (double)settings.Epochs * StepsPerEpoch;
        for (int i = 0; i < StepsPerEpoch; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            agent.Optimizer.LearningRate = settings.LearningRate * (1 - (0.9 * agent.Steps / total));
            DqnStep step = agent.Advance();
            if (step.Loss is { } value)
                (loss, updates) = (loss + value.ToDouble(), updates + 1);
            if (step.Return is { } ended)
                (sum, episodes) = (sum + ended, episodes + 1);
        }

        return (updates > 0 ? loss / updates : double.NaN, episodes > 0 ? sum / episodes : double.NaN);
    }

    static RecipeScore Score(ActionValues network, RecipeRun run)
    {
        double[] returns = PolicyEvaluation.Returns(network, () => new CartPole(), Seeds(FirstTestSeed, TestEpisodes), run.Cancellation);
        return new RecipeScore(returns.Average(), RandomReturn(FirstTestSeed, TestEpisodes))
        {
            Details = new Dictionary<string, double> { ["worstReturn"] = returns.Min(), ["episodesAtTheLimit"] = returns.Count(value => value >= CartPole.StepLimit), ["environmentSteps"] = (double)run.Settings.Epochs * StepsPerEpoch },
        };
    }

    // Who acts at random, in the same episodes.
    static double RandomReturn(long firstSeed, int episodes)
    {
        CartPole environment = new();
        return Seeds(firstSeed, episodes).Average(seed =>
        {
            Draws draws = new(seed, stream: 0, sample: 0);
            environment.Reset(seed);
            double sum = 0;
            while (true)
            {
                EnvironmentStep step = environment.Step(environment.ActionSpace.Sample(ref draws));
                sum += step.Reward;
                if (step.IsOver)
                    return sum;
            }
        });
    }

    static long[] Seeds(long first, int count) => [.. Enumerable.Range(0, count).Select(i => first + i)];
}
