using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Lamina.Data;
using Lamina.Pipelines;
using Lamina.Recipes;

namespace Lamina.Cli.Commands;

/// <summary><c>lamina play RUN</c>: shows an episode of a trained policy.</summary>
static class PlayCommand
{
    // Fifty steps a second are the pole's own time; where nobody watches, a picture now and then says enough.
    const int Pause = 20, PlainEvery = 50;

    public static Command Make()
    {
        Argument<string> run = new("run") { Description = "The run's folder." };
        Option<long?> seed = Shared.Whole<long>("--seed", "Which episode. Default: 1.");
        Option<bool> json = Shared.Json();
        Command command = new("play", "Show an episode of a trained policy.") { run, seed, json };
        Guarded.Do(command, (parsed, cancellation) =>
        {
            Policy policy = Pipeline.Load<Policy>(RunFolder.Open(parsed.GetValue(run)!).Path);
            long episode = parsed.GetValue(seed) ?? 1;
            bool asJson = parsed.GetValue(json);
            double reached = asJson ? policy.Play(episode, cancellationToken: cancellation) : Show(policy, episode, cancellation);
            Console.WriteLine(asJson
                ? new JsonObject { ["environment"] = policy.Environment, ["seed"] = episode, ["return"] = reached }.ToJsonString()
                : string.Create(CultureInfo.InvariantCulture, $"return {reached:0.#} of {CartPole.StepLimit} at most (episode {episode})"));
            return 0;
        });
        return command;
    }

    static double Show(Policy policy, long seed, CancellationToken cancellation)
    {
        bool isPlain = Console.IsOutputRedirected;
        int step = 0;
        return policy.Play(
            seed,
            (seen, action) =>
            {
                step++;
                if (isPlain && step % PlainEvery != 1)
                    return;
                string drawing = CartPoleDrawing.Of(seen, action, step);
                if (isPlain)
                {
                    Console.WriteLine(drawing + "\n");
                    return;
                }

                // Back to the first line of the picture before, each line written over and its rest cleared.
                Console.Write((step > 1 ? $"\u001b[{CartPoleDrawing.Lines}A" : "") + drawing.Replace("\n", "\u001b[K\n", StringComparison.Ordinal) + "\u001b[K\n");
                cancellation.WaitHandle.WaitOne(Pause);
            },
            cancellation);
    }
}
